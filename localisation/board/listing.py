"""The board itself: the list of jobs, its filters, and the list as a spreadsheet."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, Column
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button

from core.spreadsheets import PlainExportMixin
from localisation.board.filters import JobFilterSet
from localisation.board.links import work_urls
from localisation.jobs.rights import may_assign, may_view
from localisation.models import TranslationJob
from localisation.names import name_of


class JobTitleColumn(Column):
    """The title, leading to the work; what kind of thing it is; whether it is overdue."""

    cell_template_name = "localisation/board/title_cell.html"


class StateColumn(Column):
    """The state in words, with what is left."""

    cell_template_name = "localisation/board/state_cell.html"


class DueColumn(Column):
    """The day a translation is wanted by."""

    cell_template_name = "localisation/board/due_cell.html"


class PersonColumn(Column):
    """The translator's name."""

    def get_value(self, instance: TranslationJob) -> str:
        return name_of(instance.assignee)


class BoardView(PlainExportMixin, ReportView):
    """Everything that is written in two languages, and how far each translation is."""

    model = TranslationJob
    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    template_name = "localisation/board/index.html"
    index_url_name = "localisation_board:index"
    index_results_url_name = "localisation_board:results"
    filterset_class = JobFilterSet
    is_searchable = True
    search_fields: ClassVar[list[str]] = ["title"]
    paginate_by = 50
    default_ordering: ClassVar[tuple] = tuple(TranslationJob._meta.ordering or ())
    export_headings: ClassVar[dict] = {
        "title": _("Title"),
        "type_label": _("Type"),
        "section.title": _("Section"),
        "source_locale.language_code": _("Translated from"),
        "target_locale.language_code": _("Translated into"),
        "state": _("State"),
        "words_total": _("Words"),
        "words_done": _("Words translated"),
        "words_changed": _("Words changed since"),
        "characters": _("Characters"),
        "assignee": _("Translator"),
        "due_on": _("Due"),
        "priority": _("Priority"),
        "note": _("Note"),
        "skip_reason": _("Why it is not to be translated"),
        "changed_at": _("Changed"),
    }
    list_export: ClassVar[list[str]] = list(export_headings)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_view(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        columns: list[BaseColumn] = [
            JobTitleColumn("title", label=_("Title"), sort_key="title"),
            Column("language", label=_("Language"), accessor=languages_of),
            StateColumn("state", label=_("State"), sort_key="state"),
            Column("words_total", label=_("Words"), sort_key="words_total"),
            Column("characters", label=_("Characters"), sort_key="characters"),
            PersonColumn("assignee", label=_("Translator"), sort_key="assignee"),
            DueColumn("due_on", label=_("Due"), sort_key="due_on"),
            Column("priority", label=_("Priority"), accessor="get_priority_display", sort_key="priority"),
        ]
        if may_assign(self.request.user):
            columns.insert(0, BulkActionsCheckboxColumn("bulk_actions", obj_type="translationjob"))
        return columns

    def get_base_queryset(self) -> QuerySet:
        return TranslationJob.objects.for_desk()

    def get_filename(self) -> str:
        return f"translations-{timezone.localdate().isoformat()}"

    def to_row_dict(self, item: TranslationJob) -> Mapping[str, Any]:
        return {field: self._exported(item, field) for field in self.list_export}

    def _exported(self, item: TranslationJob, field: str) -> Any:
        """Return one cell. Names of states are looked up here: Django's own way is slow for thousands of rows."""
        if field == "state":
            return self._labels["state"][item.state]
        if field == "priority":
            return self._labels["priority"][item.priority]
        if field == "assignee":
            return name_of(item.assignee)
        value: Any = item
        for part in field.split("."):
            value = getattr(value, part, None)
        return "" if value is None else value

    @cached_property
    def _labels(self) -> dict[str, dict[Any, str]]:
        choices = {"state": TranslationJob.State.choices, "priority": TranslationJob.Priority.choices}
        return {name: {value: str(label) for value, label in pairs} for name, pairs in choices.items()}

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        if self.is_export:
            return object_list
        jobs = list(object_list)
        urls = work_urls(jobs)
        for job in jobs:
            job.work_url = urls.get(job.pk) or reverse("localisation_jobs:job", args=[job.pk])
        return jobs

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = super().header_more_buttons
        exchange = reverse("localisation_exchange:index")
        buttons.append(Button(_("Files for translation programs"), url=exchange, icon_name="download"))
        buttons.append(Button(_("How I am told"), url=reverse("localisation_board:notices"), icon_name="mail"))
        if may_assign(self.request.user):
            buttons.append(Button(_("Rules of sections"), url=reverse("localisation_board:rules"), icon_name="lock"))
            buttons.append(Button(_("Background work"), url=reverse("localisation_board:batches"), icon_name="tasks"))
        return buttons

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        context["may_assign"] = may_assign(self.request.user)
        context["model_opts"] = TranslationJob._meta
        return context


def languages_of(job: TranslationJob) -> str:
    """Return the languages of a job as codes: ``RU → EN``."""
    return f"{job.source_locale.language_code}\u00a0→\u00a0{job.target_locale.language_code}".upper()
