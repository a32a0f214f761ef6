"""The screen of an event's dates: its rules, its dates, what has become of each. Everything holds at once."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.admin.copying import copy_to_new_dates
from events.admin.forms import CopyForm, OccurrenceForm, RepeatForm, SeveralForm
from events.admin.months import months_of
from events.models import EventPage, Occurrence, Recurrence
from events.recurrence import Planned, RuleError
from events.recurrence.plans import exclusion_text
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


class RepeatView(EventDatesView):
    """Adding dates by a rule or day by day, and changing a rule; shows what comes of it before it is saved."""

    template_name = "events/admin/repeat.html"
    page_title = gettext_lazy("Add dates")

    @cached_property
    def recurrence(self) -> Recurrence | None:
        pk = self.kwargs.get("rule_id")
        return get_object_or_404(self.event.recurrences.all(), pk=pk) if pk else None

    def get_page_title(self) -> str:
        return _("Change the rule") if self.recurrence else _("Add dates")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or RepeatForm(recurrence=self.recurrence)
        return super().get_context_data(**kwargs) | {"form": form, "recurrence": self.recurrence}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RepeatForm(request.POST, recurrence=self.recurrence)
        is_fragment = request.headers.get("X-Requested-With") == "XMLHttpRequest"
        if not form.is_valid():
            found = {"errors": [text for texts in form.errors.values() for text in texts]}
            if is_fragment:
                return render(request, "events/admin/preview.html", found)
            return self.render_to_response(self.get_context_data(form=form, **found))
        try:
            if "preview" in request.POST or is_fragment:
                preview = self.preview(form)
                if is_fragment:
                    return render(request, "events/admin/preview.html", preview)
                return self.render_to_response(self.get_context_data(form=form, **preview))
            self.save(form)
        except RuleError as error:
            form.add_error(None, error.message)
            return self.render_to_response(self.get_context_data(form=form))
        return self.to_index()

    def preview(self, form: RepeatForm) -> dict[str, Any]:
        """What would come of it: the dates as a list and as months, what would be lost, what to look at."""
        found = rules.compare(self.event, form.plan, self.recurrence) if form.plan else rules.Difference()
        planned = sorted([*found.new, *(item for _row, item in found.staying), *form.single_dates])
        by_day: dict[Any, list[Planned]] = {}
        for item in planned:
            by_day.setdefault(item.day, []).append(item)
        return {
            "planned": planned,
            "gone": found.gone,
            "unfit": found.unfit,
            "months": months_of(by_day),
            "warnings": warnings_for(self.event, _unsaved(self.event, planned)),
            "is_preview": True,
        }

    def save(self, form: RepeatForm) -> None:
        if form.plan:
            recurrence = self.recurrence or Recurrence(event=self.event)
            kept = [text for text in recurrence.excluded if "T" in text]  # single hours taken out of the list
            recurrence.rule, recurrence.starts_on = str(form.plan.rule), form.plan.starts_on
            recurrence.slots = Recurrence.slot_rows(form.plan.slots)
            recurrence.excluded = sorted({*map(exclusion_text, form.plan.excluded), *kept})
            found = rules.apply(recurrence, recurrence.plan)
            changes.tell_history(self.event, self.request.user, str(recurrence), _("rule"))
            self._report(found)
        if form.single_dates:
            added = rules.add_single(self.event, form.single_dates)
            changes.tell_history(self.event, self.request.user, ", ".join(map(str, added[:10])), _("added"))
            messages.success(
                self.request,
                ngettext("%(count)s date added.", "%(count)s dates added.", len(added)) % {"count": len(added)},
            )

    def _report(self, found: rules.Difference) -> None:
        said = _("New dates: %(new)s, unchanged: %(staying)s, removed: %(gone)s.") % {
            "new": len(found.new),
            "staying": len(found.staying),
            "gone": len(found.gone),
        }
        messages.success(self.request, said)
        if found.unfit:
            messages.warning(
                self.request,
                _("Changed by hand and kept, though the rule no longer gives them: %(dates)s.")
                % {"dates": "; ".join(map(str, found.unfit[:10]))},
            )


class RuleRemoveView(EventDatesView):
    """Asks before a rule is removed with its dates to come."""

    template_name = "events/admin/confirm.html"
    page_title = gettext_lazy("Remove the rule")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = _("Dates to come of this rule are removed. Those changed by hand stay as single dates.")
        return super().get_context_data(**kwargs) | {"question": question, "what": str(self.recurrence)}

    @cached_property
    def recurrence(self) -> Recurrence:
        return get_object_or_404(self.event.recurrences.all(), pk=self.kwargs["rule_id"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        what = str(self.recurrence)
        rules.remove(self.recurrence)
        changes.tell_history(self.event, request.user, what, _("removed"))
        messages.success(request, _("The rule is removed."))
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
        typed = get_object_or_404(self.event.occurrences.all(), pk=self.occurrence.pk)
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
    """Takes back the last change of a date."""

    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
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
        if row.recurrence:
            row.recurrence.excluded = sorted({*row.recurrence.excluded, exclusion_text(row.planned_start)})
            row.recurrence.sequence += 1
            row.recurrence.save(update_fields=["excluded", "sequence"])
        row.delete()
        changes.tell_history(self.event, request.user, what, _("removed"))
        messages.success(request, _("The date is removed: %(date)s.") % {"date": what})
        return self.to_index()


class CopyView(EventDatesView):
    """The event again, on new dates, as a draft."""

    template_name = "events/admin/copy.html"
    page_title = gettext_lazy("Copy to new dates")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.event.permissions_for_user(request.user).can_copy_to(self.event.get_parent()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or CopyForm(initial={"title": self.event.title})
        return super().get_context_data(**kwargs) | {"form": form}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CopyForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        copy = copy_to_new_dates(self.event, form.cleaned_data["starts_on"], form.cleaned_data["title"], request.user)
        messages.success(
            request, _("“%(title)s” is copied as a draft. Look through its dates.") % {"title": copy.title}
        )
        return HttpResponseRedirect(reverse("event_dates:index", args=(copy.pk,)))


def _buttons(warning: Warning) -> list[Any]:
    return [messages.button(warning.url, warning.link)] if warning.url else []


def _unsaved(event: EventPage, planned: list[Planned]) -> list[Occurrence]:
    """Rows for what is planned, to be looked at and thrown away."""
    rows = []
    for item in planned:
        row = Occurrence(event=event, day=item.day, start_time=item.starts, end_time=item.ends)
        row.reckon(event.zone)
        rows.append(row)
    return rows
