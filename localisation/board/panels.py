"""What the admin's first page shows of translations: a translator's queue, what waits for review, notices."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from core.page_permissions import AnyUser
from localisation.board.links import work_urls
from localisation.jobs.rights import may_assign, may_view
from localisation.models import Notice, TranslationJob

#: So many rows of each list are shown; the rest is on the board.
MOST_ROWS = 10


class DeskPanel(Component):
    """The desk of the person who is signed in; nothing for those the board is closed to."""

    name = "translation_desk"
    template_name = "localisation/board/panel.html"
    order = 120

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        user = parent_context["request"].user
        queue = queue_of(user)
        waiting = TranslationJob.objects.none()
        if may_assign(user):
            waiting = TranslationJob.objects.for_desk().filter(state=TranslationJob.State.REVIEW)
        unread = Notice.objects.filter(recipient=user, read_at__isnull=True).select_related(
            "job__target_locale", "actor"
        )
        return {
            "request": parent_context["request"],
            "csrf_token": parent_context.get("csrf_token"),
            "queue": with_links(queue[: MOST_ROWS + 1])[:MOST_ROWS],
            "waiting": with_links(waiting[: MOST_ROWS + 1])[:MOST_ROWS],
            "notices": unread[:MOST_ROWS],
            "today": timezone.localdate(),
            "queue_url": f"{reverse('localisation_board:index')}?assignee={user.pk}",
            "waiting_url": f"{reverse('localisation_board:index')}?state={TranslationJob.State.REVIEW}",
        }

    def render_html(self, parent_context: dict[str, Any] | None = None) -> str:
        if parent_context is None or not may_view(parent_context["request"].user):
            return ""
        return super().render_html(parent_context)


def queue_of(user: AnyUser) -> QuerySet[TranslationJob]:
    """Return what a person still has to do, the most urgent first."""
    mine = TranslationJob.objects.for_desk().open().filter(assignee=user)
    return mine.exclude(state__in=[TranslationJob.State.REVIEW, TranslationJob.State.APPROVED])


def with_links(jobs: QuerySet[TranslationJob]) -> list[TranslationJob]:
    """Return the jobs with the address where each is worked on."""
    found = list(jobs)
    urls = work_urls(found) if found else {}
    for job in found:
        job.work_url = urls.get(job.pk) or reverse("localisation_jobs:job", args=[job.pk])
    return found
