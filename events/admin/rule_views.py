"""Adding dates by a rule or day by day, changing and removing a rule, and the whole event again on new dates."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from events.admin.copying import copy_to_new_dates
from events.admin.forms import CopyForm, RepeatForm
from events.admin.views import EventDatesView
from events.models import EventPage, Occurrence, Recurrence
from events.months import months_of
from events.recurrence import Planned, RuleError
from events.schedule import changes, rules
from events.schedule.warnings import warnings_for


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
            found = rules.change(recurrence, form.plan)
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
        starts_on, title = form.cleaned_data["starts_on"], form.cleaned_data["title"]
        try:
            copy = copy_to_new_dates(self.event, starts_on, title, request.user)
        except RuleError as error:
            form.add_error(None, error.message)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(
            request, _("“%(title)s” is copied as a draft. Look through its dates.") % {"title": copy.title}
        )
        return HttpResponseRedirect(reverse("event_dates:index", args=(copy.pk,)))


def _unsaved(event: EventPage, planned: list[Planned]) -> list[Occurrence]:
    """Rows for what is planned, to be looked at and thrown away."""
    rows = []
    for item in planned:
        row = Occurrence(event=event, day=item.day, start_time=item.starts, end_time=item.ends)
        row.reckon(event.zone)
        rows.append(row)
    return rows
