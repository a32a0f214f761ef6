"""All dates of all events as a week or a month, by venue and hall; a closed day; what events lack."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.dates import date_range, known_day
from events.admin.forms import MoveForm, ReasonForm
from events.admin.views import OccurrenceView, may_change_dates
from events.models import EventPage, Occurrence
from events.months import Cell, Month, month_of, week_from
from events.overview import venues
from events.schedule import changes
from events.schedule.warnings import warnings_for
from venues.models import Hall, VenuePage

ONE_DAY = timedelta(days=1)
MOST_SHOWN = 1000


class EditorsView(WagtailAdminTemplateMixin, TemplateView):
    """For whoever may change or add pages somewhere."""

    header_icon = "date"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not PagePermissionPolicy().user_has_any_permission(request.user, ["add", "publish"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("events:index"), "label": _("Events")},
            {"url": "", "label": str(self.get_page_title())},
        ]


class CalendarView(EditorsView):
    """The week or month of all dates."""

    template_name = "events/admin/calendar.html"
    page_title = gettext_lazy("Calendar of dates")

    @property
    def is_week(self) -> bool:
        return self.request.GET.get("view") == "week"

    @cached_property
    def day(self) -> date:
        """The day asked for; today where none or nonsense is."""
        return known_day(self.request.GET.get("day", "")) or timezone.localdate()

    @cached_property
    def span(self) -> tuple[date, date]:
        if self.is_week:
            week = week_from(self.day)
            return week[0], week[-1]
        first = self.day.replace(day=1)
        return first, (first + timedelta(days=32)).replace(day=1) - ONE_DAY

    @cached_property
    def venue(self) -> VenuePage | None:
        wanted = self.request.GET.get("venue", "")
        return next((venue for venue in self.venues if str(venue.pk) == wanted), None)

    @cached_property
    def venues(self) -> list[VenuePage]:
        return list(venues(self.request))

    @cached_property
    def halls(self) -> list[Hall]:
        return list(self.venue.halls.all()) if self.venue else []

    @cached_property
    def hall(self) -> Hall | None:
        wanted = self.request.GET.get("hall", "")
        return next((hall for hall in self.halls if str(hall.pk) == wanted), None)

    def occurrences(self) -> QuerySet[Occurrence]:
        first, last = self.span
        found = Occurrence.objects.on_days(first, last).select_related("event__venue", "event__hall", "hall").in_order()
        if self.venue:
            found = found.filter(event__venue__translation_key=self.venue.translation_key)
        if self.hall:
            found = found.annotate(place=Coalesce("hall", "event__hall")).filter(place=self.hall.pk)
        return found[:MOST_SHOWN]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first, last = self.span
        by_day: dict[date, list[Occurrence]] = {}
        for row in self.occurrences():
            by_day.setdefault(row.day, []).append(row)
        month = _week(self.day, by_day) if self.is_week else month_of(first, by_day)
        return super().get_context_data(**kwargs) | {
            "month": month,
            "span": date_range(first, last),
            "is_week": self.is_week,
            "day": self.day,
            "before": first - ONE_DAY,
            "after": last + ONE_DAY,
            "today": timezone.localdate(),
            "venues": self.venues,
            "venue": self.venue,
            "halls": self.halls,
            "hall": self.hall,
            "query": "".join(
                f"&{name}={item.pk}" for name, item in (("venue", self.venue), ("hall", self.hall)) if item
            ),
        }


def _week(day: date, by_day: dict[date, list[Occurrence]]) -> Month[Occurrence]:
    days = week_from(day)
    cells = tuple(Cell(each, is_inside=True, items=tuple(by_day.get(each, ()))) for each in days)
    return Month(date_range(days[0], days[-1]), days[0], (cells,))


class MoveView(OccurrenceView):
    """Asks before a date that was dragged to another day is moved; the same form serves the keyboard."""

    template_name = "events/admin/move.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.occurrence
        asked = self.request.GET.get("day") or row.day.isoformat()
        form = kwargs.pop("form", None) or MoveForm(
            initial={"day": asked[:10], "start_time": row.start_time, "note_ru": row.note_ru, "note_en": row.note_en},
            occurrence=row,
        )
        return super().get_context_data(form=form, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.occurrence
        form = MoveForm(request.POST, occurrence=row)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        values = dict(form.cleaned_data)
        if row.end_time and values["start_time"] != row.start_time:
            values["end_time"] = row.end_after(values["start_time"])
        if changes.change(row, request.user, **values):
            messages.success(request, _("The date is changed: %(date)s.") % {"date": row})
        for warning in warnings_for(self.event, [row]):
            messages.warning(request, warning.text)
        return HttpResponseRedirect(f"{reverse('event_dates:calendar')}?day={row.day.isoformat()}")


class ClosedDayView(EditorsView):
    """Cancels everything at a venue on one day, with one reason."""

    template_name = "events/admin/closed_day.html"
    page_title = gettext_lazy("A closed day")

    def form(self, data: Any = None) -> ReasonForm:
        initial = {"day": self.request.GET.get("day", "")[:10], "venue": self.request.GET.get("venue", "")}
        return ReasonForm(data, initial=initial, venues=venues(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"form": kwargs.get("form") or self.form()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        given = form.cleaned_data
        found = Occurrence.objects.on_days(given["day"], given["day"]).taking_place()
        found = found.filter(event__venue__translation_key=given["venue"].translation_key).select_related("event")
        rows = [row for row in found if may_change_dates(request, row.event)]
        if "confirm" not in request.POST:
            return self.render_to_response(self.get_context_data(form=form, rows=rows, is_asked=True))
        count = changes.change_all(
            rows, request.user, status="cancelled", note_ru=given["note_ru"], note_en=given["note_en"]
        )
        told = ngettext("%(count)s date is cancelled.", "%(count)s dates are cancelled.", count) % {"count": count}
        messages.success(request, told)
        return HttpResponseRedirect(f"{reverse('event_dates:calendar')}?day={given['day'].isoformat()}")


class MissingView(EditorsView):
    """Events to come that lack a translation, a photograph, an age mark or a price."""

    template_name = "events/admin/missing.html"
    page_title = gettext_lazy("What events lack")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"rows": [(page, lacks(page)) for page in lacking()]}


def lacking() -> QuerySet[EventPage]:
    """Events to come or running whose page lacks something, the next first; one query."""
    siblings = EventPage.objects.filter(translation_key=OuterRef("translation_key"), live=True)
    ahead = Exists(Occurrence.objects.filter(event=OuterRef("pk")).upcoming())
    today = timezone.localdate()
    runs = Q(run_starts_on__isnull=False) & (Q(run_ends_on__isnull=True) | Q(run_ends_on__gte=today))
    no_price = Q(is_free=False, price_from__isnull=True, price_to__isnull=True)
    return (
        EventPage.objects.originals()
        .filter(ahead | runs)
        .annotate(
            translations=Coalesce(
                siblings.exclude(pk=OuterRef("pk"))
                .order_by()
                .values("translation_key")
                .annotate(n=Count("pk"))
                .values("n"),
                0,
            ),
        )
        .filter(Q(translations=0) | Q(lead_photo__isnull=True) | Q(age_mark="") | no_price)
        .select_related("venue", "locale")
        .order_by("title", "pk")
    )


def lacks(page: EventPage) -> list[str]:
    """What one of ``lacking`` lacks, in words."""
    found = [
        (page.translations == 0, _("translation")),
        (page.lead_photo_id is None, _("photograph")),
        (not page.age_mark, _("age mark")),
        (not page.is_free and page.price_from is None and page.price_to is None, _("price")),
    ]
    return [text for is_so, text in found if is_so]
