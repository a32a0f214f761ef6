"""What is done to a selection of the board: handed out, dated, left out, started, read anew."""

from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets import AdminDateInput

from core.page_permissions import AnyUser
from localisation.batches.running import make_batch
from localisation.board.filters import JobFilterSet
from localisation.jobs.assigning import Assignment, assign
from localisation.jobs.rights import VIEW, may_assign
from localisation.jobs.steps import skip
from localisation.models import Batch, TranslationJob
from localisation.names import name_of

#: More jobs than these are not changed in one go.
MOST_JOBS = 5000
#: So many titles are listed before the rest is counted.
MOST_LISTED = 50


def translators() -> QuerySet:
    """Return the people work can be given to: those the board is open to."""
    app_label, codename = VIEW.split(".")
    through_group = Q(groups__permissions__codename=codename, groups__permissions__content_type__app_label=app_label)
    people = get_user_model().objects.filter(is_active=True).filter(through_group | Q(is_superuser=True))
    return people.distinct().order_by("last_name", "username")


class JobBulkAction(BulkAction):
    """An action on many jobs, for those who hand out work."""

    models: ClassVar[list[type[TranslationJob]]] = [TranslationJob]
    template_name = "localisation/board/bulk.html"
    action_button: ClassVar[Any] = gettext_lazy("Apply")

    def __init__(self, request: HttpRequest, model: type[TranslationJob]) -> None:
        if not may_assign(request.user):
            raise PermissionDenied
        super().__init__(request, model)
        if self.next_url == request.path:
            self.next_url = reverse("localisation_board:index")

    def get_actionable_objects(self) -> tuple[list[TranslationJob], dict[str, list]]:
        """Return the jobs that were ticked, or all that the filters of the board show; nonsense is passed over."""
        ids = self.request.GET.getlist("id")
        jobs = TranslationJob.objects.for_desk().select_related("translation")
        if "all" in ids:
            jobs = self._filtered(jobs)
        else:
            jobs = jobs.filter(pk__in=[int(pk) for pk in ids if pk.isdecimal() and len(pk) < 18])
        return list(jobs[:MOST_JOBS]), {"items_with_no_access": []}

    def _filtered(self, jobs: QuerySet) -> QuerySet:
        query = QueryDict(urlsplit(self.next_url).query)
        filters = JobFilterSet(data=query, request=self.request, queryset=jobs)
        found = filters.filter_queryset(jobs) if filters.is_valid() else jobs.none()
        search = parse_qs(urlsplit(self.next_url).query).get("q", [""])[0].strip()
        return found.filter(title__icontains=search) if search else found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        jobs, _nothing = self.get_actionable_objects()
        return {
            "view": self,
            "form": self.get_form(),
            "jobs": jobs[:MOST_LISTED],
            "more": max(len(jobs) - MOST_LISTED, 0),
            "next": self.next_url,
            "submit_url": self.request.get_full_path(),
            "header_icon": "wagtail-localize-language",
            **kwargs,
        }

    def get_execution_context(self) -> dict[str, Any]:
        return {"user": self.request.user, "form": self.cleaned_form}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        return ngettext("%(count)d row was changed.", "%(count)d rows were changed.", num_parent_objects) % {
            "count": num_parent_objects
        }


class AssignForm(forms.Form):
    """Who, until when, how urgent, and what to know. What is left empty stays as it is."""

    NOBODY = "nobody"

    assignee = forms.ChoiceField(label=gettext_lazy("Translator"), required=False)
    due_on = forms.DateField(label=gettext_lazy("Due"), required=False, widget=AdminDateInput)
    clear_due_on = forms.BooleanField(label=gettext_lazy("Remove the due date"), required=False)
    priority = forms.TypedChoiceField(label=gettext_lazy("Priority"), required=False, coerce=int, empty_value=None)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The translator reads it beside the texts and in the letter."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unchanged = [("", _("Leave as it is"))]
        people = [(str(user.pk), name_of(user)) for user in translators()]
        self.fields["assignee"].choices = [*unchanged, (self.NOBODY, _("Nobody")), *people]
        self.fields["priority"].choices = [*unchanged, *TranslationJob.Priority.choices]

    def clean_due_on(self) -> Any:
        """Refuse days that have passed: nobody can be on time for them."""
        day = self.cleaned_data["due_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))
        return day

    @property
    def assignment(self) -> Assignment:
        """What is to be changed."""
        data = self.cleaned_data
        chosen = data["assignee"]
        return Assignment(
            assignee_id=int(chosen) if chosen and chosen != self.NOBODY else None,
            is_taken_away=chosen == self.NOBODY,
            due_on=data["due_on"],
            clears_due_on=data["clear_due_on"],
            priority=data["priority"],
            note=data["note"],
        )


class AssignAction(JobBulkAction):
    """Give work to somebody, with a day, a priority and a note."""

    display_name = gettext_lazy("Assign")
    aria_label = gettext_lazy("Assign the selected translations")
    action_type = "assign"
    action_priority = 10
    form_class = AssignForm
    action_button = gettext_lazy("Assign")

    @classmethod
    def execute_action(
        cls, objects: list[TranslationJob], user: AnyUser | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        return assign(objects, kwargs["form"].assignment, user), 0


class SkipForm(forms.Form):
    """Why something is not to be translated."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=240,
        help_text=gettext_lazy("For instance: “of interest to neighbours only”."),
    )


class SkipAction(JobBulkAction):
    """Leave pages, records and photographs out of translating."""

    display_name = gettext_lazy("Not to be translated")
    aria_label = gettext_lazy("Mark the selected translations as not wanted")
    action_type = "skip"
    action_priority = 20
    form_class = SkipForm

    @classmethod
    def execute_action(
        cls, objects: list[TranslationJob], user: AnyUser | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        return _each(objects, user, kwargs["form"].cleaned_data["reason"]), 0


class WantAction(JobBulkAction):
    """Take back that something is not to be translated."""

    display_name = gettext_lazy("To be translated after all")
    aria_label = gettext_lazy("Mark the selected translations as wanted")
    action_type = "want"
    action_priority = 30

    @classmethod
    def execute_action(
        cls, objects: list[TranslationJob], user: AnyUser | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        return _each([job for job in objects if job.skip_reason], user, ""), 0


def _each(jobs: Iterable[TranslationJob], user: AnyUser | None, reason: str) -> int:
    if user is None:
        raise PermissionDenied
    count = 0
    for job in jobs:
        skip(job, user, reason)
        count += 1
    return count


class BatchAction(JobBulkAction):
    """Something the background worker does page by page."""

    batch_action: ClassVar[str]

    def wanted(self, jobs: list[TranslationJob]) -> list[TranslationJob]:
        """Return the jobs the action makes sense for."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        jobs, _nothing = self.get_actionable_objects()
        jobs = self.wanted(jobs)
        if not jobs:
            form.add_error(None, _("There is nothing to do for this selection."))
            return self.form_invalid(form)
        batch = make_batch(self.batch_action, jobs, self.request.user)
        return redirect("localisation_board:batch", batch.pk)


class StartAction(BatchAction):
    """Submit pages for translation in the background."""

    display_name = gettext_lazy("Start translations")
    aria_label = gettext_lazy("Start the selected translations in the background")
    action_type = "start"
    action_priority = 40
    batch_action = Batch.Action.SUBMIT
    action_button = gettext_lazy("Start translations")

    def wanted(self, jobs: list[TranslationJob]) -> list[TranslationJob]:
        return [job for job in jobs if job.page_id and job.translation_id is None and not job.skip_reason]


class ResyncAction(BatchAction):
    """Read originals anew in the background."""

    display_name = gettext_lazy("Read originals anew")
    aria_label = gettext_lazy("Read the originals of the selected translations anew")
    action_type = "resync"
    action_priority = 50
    batch_action = Batch.Action.RESYNC
    action_button = gettext_lazy("Read originals anew")

    def wanted(self, jobs: list[TranslationJob]) -> list[TranslationJob]:
        return [job for job in jobs if job.translation_id]
