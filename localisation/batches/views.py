"""How far background work is: a list of batches, and one batch with its pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.page_permissions import AnyUser
from localisation.jobs.rights import may_assign
from localisation.models import Batch, BatchItem

#: Of the pages that could not be done, the first are shown.
MOST_SHOWN = 500


def batches_for(user: AnyUser) -> QuerySet[Batch]:
    """Return the batches a person may look at; raises ``PermissionDenied`` for those who hand out no work."""
    if not may_assign(user):
        raise PermissionDenied
    return Batch.objects.select_related("user", "cause")


class DeskPage(WagtailAdminTemplateMixin, TemplateView):
    """A screen of the desk with the way back to the board."""

    header_icon = "tasks"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        board = {"url": reverse("localisation_board:index"), "label": _("Translations")}
        return [*self.breadcrumbs_items, board, {"url": "", "label": self.get_page_title()}]


class BatchesView(DeskPage):
    """The batches of late."""

    page_title = gettext_lazy("Background work")
    template_name = "localisation/board/batches.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batches = batches_for(self.request.user)[:50]
        return {**super().get_context_data(**kwargs), "batches": [(batch, batch.counts()) for batch in batches]}


class BatchView(DeskPage):
    """One batch: how many pages are done, which could not be done and why."""

    template_name = "localisation/board/batch.html"

    @cached_property
    def batch(self) -> Batch:
        return get_object_or_404(batches_for(self.request.user), pk=self.kwargs["batch_id"])

    def get_page_title(self) -> str:
        return str(self.batch)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        failed = self.batch.items.filter(state=BatchItem.State.FAILED).select_related("page", "target_locale")
        return {
            **super().get_context_data(**kwargs),
            "batch": self.batch,
            "progress": progress_of(self.batch),
            "failed": failed[:MOST_SHOWN],
        }


def progress(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Answer how far a batch is, for the screen that shows it."""
    batch = get_object_or_404(batches_for(request.user), pk=batch_id)
    return JsonResponse(progress_of(batch))


def progress_of(batch: Batch) -> dict[str, Any]:
    """Return the counts of a batch and a sentence that says them."""
    counts = batch.counts()
    total = sum(counts.values())
    done = total - counts[BatchItem.State.WAITING]
    return {
        "total": total,
        "done": done,
        "failed": counts[BatchItem.State.FAILED],
        "is_finished": done == total,
        "sentence": _("%(done)d of %(total)d pages; not done: %(failed)d")
        % {"done": done, "total": total, "failed": counts[BatchItem.State.FAILED]},
    }
