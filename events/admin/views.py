"""The screen of an event's dates: its rules, its dates, what has become of each. Everything holds at once."""

from __future__ import annotations

from copy import copy
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.admin.forms import OccurrenceForm, SeenForm, SeveralForm
from events.models import EventPage, Occurrence
from events.months import months_of
from events.schedule import changes, rules
from events.schedule.warnings import Warning, warnings_for


class EventDatesView(WagtailAdminTemplateMixin, TemplateView):
    """What all screens of one event's dates share: the event, and who may change it."""

    header_icon = "date"
    page_title = gettext_lazy("Dates")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(EventPage, pk=kwargs["event_id"])
        self.event = page.original

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_change_dates(request, self.event):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.event.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("events:index"), "label": _("Events")},
            {"url": reverse("wagtailadmin_pages:edit", args=(self.event.pk,)), "label": self.event.title},
            {"url": self.index_url, "label": _("Dates")},
        ]

    @property
    def index_url(self) -> str:
        return reverse("event_dates:index", args=(self.event.pk,))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"event": self.event, "index_url": self.index_url}

    def to_index(self) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.index_url)


def may_change_dates(request: HttpRequest, event: EventPage) -> bool:
    """Whether the user may: whoever may publish it, or edit it while it is still a draft.

    Dates of a published event reach visitors at once, so they are for those who publish.
    """
    rights = event.permissions_for_user(request.user)
    if rights.page_locked() or getattr(rights, "only_translates", False):
        return False
    return rights.can_publish() if event.live else rights.can_edit()


class DatesView(EventDatesView):
    """The list; ticked dates are changed together."""

    template_name = "events/admin/dates.html"

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        rows = list(self.event.occurrences.select_related("hall", "recurrence").prefetch_related("changes"))
        for row in rows:
            row.event = self.event
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        by_day: dict[Any, list[Occurrence]] = {}
        for row in self.occurrences:
            by_day.setdefault(row.day, []).append(row)
        return super().get_context_data(**kwargs) | {
            "occurrences": self.occurrences,
            "rules": list(self.event.recurrences.all()),
            "months": months_of(by_day),
            "warnings": warnings_for(self.event, [row for row in self.occurrences if not row.is_over(timezone.now())]),
            "unfit": [row for row in self.occurrences if not row.fits_rule],
            "form": kwargs.get("form") or SeveralForm(),
            "now": timezone.now(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SeveralForm(request.POST)
        chosen = set(request.POST.getlist("chosen"))
        rows = [row for row in self.occurrences if str(row.pk) in chosen]
        if not rows:
            messages.error(request, _("Tick the dates that are to change."))
        if not rows or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        count = changes.change_all(rows, request.user, **form.cleaned_data)
        messages.success(
            request, ngettext("%(count)s date changed.", "%(count)s dates changed.", count) % {"count": count}
        )
        return self.to_index()


class OccurrenceView(EventDatesView):
    """One date: cancel it, postpone it, move it, give it another hall."""

    template_name = "events/admin/occurrence.html"

    @cached_property
    def occurrence(self) -> Occurrence:
        row = get_object_or_404(self.event.occurrences.select_related("hall"), pk=self.kwargs["pk"])
        row.event = self.event
        return row

    def get_page_title(self) -> str:
        return str(self.occurrence)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or OccurrenceForm(instance=self.occurrence, event=self.event)
        history = list(self.occurrence.changes.select_related("user"))
        return super().get_context_data(**kwargs) | {"form": form, "occurrence": self.occurrence, "history": history}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        typed = copy(self.occurrence)
        form = OccurrenceForm(request.POST, instance=typed, event=self.event)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        hall = form.cleaned_data["hall"]
        values = {name: form.cleaned_data[name] for name in changes.FIELDS if name != "hall_id"}
        row = self.occurrence
        if not changes.change(row, request.user, **values, hall_id=hall.pk if hall else None):
            messages.info(request, _("Nothing was changed."))
            return self.to_index()
        messages.success(request, _("The date is changed: %(date)s.") % {"date": row})
        for warning in warnings_for(self.event, [row]):
            messages.warning(request, warning.text, buttons=_buttons(warning))
        return self.to_index()


class UndoView(OccurrenceView):
    """Takes back the last change of a date, unless it is one that the person who asks has not seen."""

    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get(SeenForm.SEEN, "") not in ("", str(self.occurrence.sequence)):
            messages.warning(request, _("Someone else has changed this date since you opened it. Look at its history."))
            return HttpResponseRedirect(reverse("event_dates:edit", args=(self.event.pk, self.occurrence.pk)))
        if changes.undo(self.occurrence, request.user):
            messages.success(request, _("The last change is taken back: %(date)s.") % {"date": self.occurrence})
        else:
            messages.info(request, _("There is nothing to take back."))
        return self.to_index()


class RemoveView(OccurrenceView):
    """Takes a date out of the list: one of a rule is left out of it from now on."""

    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row, what = self.occurrence, str(self.occurrence)
        rules.leave_out(row)
        changes.tell_history(self.event, request.user, what, _("removed"))
        messages.success(request, _("The date is removed: %(date)s.") % {"date": what})
        return self.to_index()


def _buttons(warning: Warning) -> list[Any]:
    return [messages.button(warning.url, warning.link)] if warning.url else []
