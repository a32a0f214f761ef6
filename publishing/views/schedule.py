"""The schedule board: a month or a week of what goes live, expires and takes place; moving something on it."""

import calendar
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateTimeInput

from core.dates import date_range, known_day, moment_in_words, weekday_short
from publishing.moving import KINDS, may_move, moment_of, move, subject_of
from publishing.schedule import entries

WEEK, MONTH = "week", "month"
#: Asked for: what changes on the site alone, without what takes place.
PUBLICATIONS = "publications"


def may_look(request: HttpRequest) -> bool:
    """The board is for those who prepare or publish releases."""
    return request.user.has_perm("publishing.change_release")


class ScheduleView(WagtailAdminTemplateMixin, TemplateView):
    """The board."""

    template_name = "publishing/admin/schedule.html"
    page_title = gettext_lazy("Schedule")
    header_icon = "calendar-alt"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_look(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    @cached_property
    def day(self) -> date:
        """The day asked for; today for one that is none."""
        return known_day(self.request.GET.get("day", "")) or timezone.localdate()

    @cached_property
    def shows_week(self) -> bool:
        return self.request.GET.get("view") == WEEK

    @property
    def shows_held(self) -> bool:
        """Whether what takes place is shown beside what changes on the site."""
        return self.request.GET.get("only") != PUBLICATIONS

    def _address(self, view: str, day: date | None = None, *, held: bool | None = None) -> str:
        """Return the query of the board in another view, at another day, with or without what takes place."""
        query = {"view": view} | ({"day": day.isoformat()} if day else {})
        if not (self.shows_held if held is None else held):
            query["only"] = PUBLICATIONS
        return f"?{urlencode(query)}"

    def _days(self) -> list[date]:
        monday = self.day - timedelta(days=self.day.weekday())
        if self.shows_week:
            return [monday + timedelta(days=number) for number in range(7)]
        first = self.day.replace(day=1)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        start = first - timedelta(days=first.weekday())
        count = (last - start).days + 7 - last.weekday()
        return [start + timedelta(days=number) for number in range(count)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days = self._days()
        zone = timezone.get_current_timezone()
        start, end = (datetime.combine(day, time(), tzinfo=zone) for day in (days[0], days[-1] + timedelta(days=1)))
        found: dict[date, list] = {day: [] for day in days}
        for entry in entries(start, end):
            if self.shows_held or not entry.is_held:
                found[entry.local.date()].append(entry)
        cells = [
            {
                "day": day,
                "entries": found[day],
                "is_today": day == timezone.localdate(),
                "is_other": self._is_other(day),
            }
            for day in days
        ]
        view = WEEK if self.shows_week else MONTH
        previous = days[0] - timedelta(days=1) if self.shows_week else self.day.replace(day=1) - timedelta(days=1)
        following = days[-1] + timedelta(days=1) if self.shows_week else self._next_month()
        return {
            "weeks": [cells[number : number + 7] for number in range(0, len(cells), 7)],
            "weekdays": [weekday_short(day) for day in days[:7]],
            "heading": date_range(days[0], days[-1])
            if self.shows_week
            else f"{MONTHS[self.day.month]} {self.day.year}",
            "previous": self._address(view, previous),
            "following": self._address(view, following),
            "today": self._address(view),
            "other_view": self._address(MONTH if self.shows_week else WEEK, self.day),
            "other_contents": self._address(view, self.day, held=not self.shows_held),
            "shows_week": self.shows_week,
            "shows_held": self.shows_held,
            **super().get_context_data(**kwargs),
        }

    def _is_other(self, day: date) -> bool:
        return not self.shows_week and day.month != self.day.month

    def _next_month(self) -> date:
        return (self.day.replace(day=28) + timedelta(days=4)).replace(day=1)


class MoveForm(forms.Form):
    """The new moment."""

    at = forms.DateTimeField(label=gettext_lazy("New date and time"), widget=AdminDateTimeInput())


class MoveView(WagtailAdminTemplateMixin, FormView):
    """Asks for the new moment and thereby confirms it; dragging on the board leads here with the day filled in."""

    form_class = MoveForm
    template_name = "publishing/admin/move.html"
    page_title = gettext_lazy("Move")
    header_icon = "calendar-alt"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.kind = kwargs["kind"]
        if self.kind not in KINDS:
            raise Http404
        self.subject = subject_of(self.kind, kwargs["pk"])
        if not may_look(request) or not may_move(request.user, self.subject):
            raise PermissionDenied
        self.moment = moment_of(self.kind, self.subject)
        if self.moment is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("schedule"), "label": _("Schedule")},
            {"url": "", "label": str(self.subject)},
        ]

    def get_initial(self) -> dict[str, Any]:
        local = timezone.localtime(self.moment)
        try:
            day = date.fromisoformat(self.request.GET.get("day", ""))
        except ValueError:
            day = local.date()
        return {"at": datetime.combine(day, local.time().replace(second=0, microsecond=0))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "moment": self.moment,
            "back": reverse("schedule"),
            **super().get_context_data(**kwargs),
        }

    def form_valid(self, form: MoveForm) -> HttpResponse:
        at = form.cleaned_data["at"]
        try:
            move(self.kind, self.subject, at, self.request.user)
        except ValidationError as error:
            form.add_error("at", error)
            return self.form_invalid(form)
        words = {"title": str(self.subject), "moment": moment_in_words(at)}
        messages.success(self.request, _("“%(title)s” moved to %(moment)s.") % words)
        return redirect(f"{reverse('schedule')}?day={timezone.localtime(at).date()}")
