"""The screen of one job, and the buttons that pass it from hand to hand."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail_localize.models import Translation

from core.page_permissions import AnyUser
from localisation.board.links import work_urls
from localisation.jobs import steps
from localisation.jobs.drafts import has_draft, may_choose, read_draft, read_published
from localisation.jobs.pairs import in_words, publish_pair, publish_translation, time_of
from localisation.jobs.records import accept
from localisation.jobs.rights import (
    may_assign,
    may_change_record,
    may_view,
    result_page,
    why_not_publish,
    why_not_translate,
)
from localisation.models import TranslationJob
from localisation.rights import why_not_submit


class JobView(WagtailAdminTemplateMixin, TemplateView):
    """All that is known of one job, and what this person can do with it."""

    template_name = "localisation/jobs/job.html"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_view(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def job(self) -> TranslationJob:
        rows = TranslationJob.objects.for_desk().select_related(
            "page", "translation", "related_to", "handed_in_by", "approved_by"
        )
        return get_object_or_404(rows, pk=self.kwargs["job_id"])

    def get_page_title(self) -> str:
        return self.job.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("localisation_board:index"), "label": _("Translations")},
            {"url": "", "label": self.job.title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job, user = self.job, self.request.user
        translation = job.translation if job.translation and job.translation.enabled else None
        page = result_page(job)
        original = job.page.specific if job.page else None
        may_publish = page is not None and not why_not_publish(user, page)
        is_ready = job.is_complete and job.state not in (job.State.LIVE, job.State.NOT_NEEDED)
        original_waits = original is not None and (not original.live or original.has_unpublished_changes)
        offers = {
            "start": page is None and original is not None and not why_not_submit(user, original, job.target_locale),
            "hand_in": is_ready
            and bool(job.translation)
            and job.state not in (job.State.REVIEW, job.State.APPROVED)
            and not why_not_translate(user, page),
            "send_back": may_publish and job.state in (job.State.REVIEW, job.State.APPROVED),
            "approve": may_publish and is_ready and bool(job.translation) and job.state != job.State.APPROVED,
            "publish": may_publish
            and is_ready
            and bool(job.translation)
            and original is not None
            and original.live
            and not job.reads_draft,
            "publish_pair": may_publish
            and is_ready
            and bool(job.translation)
            and original_waits
            and original is not None
            and original.permissions_for_user(user).can_publish(),
            "together": may_publish
            and job.state == job.State.APPROVED
            and original is not None
            and (not original.live or job.reads_draft),
            "version": translation is not None
            and (job.reads_draft or has_draft(original))
            and may_choose(user, translation, original),
            "accept": job.page is None and job.state == job.State.OUT_OF_DATE and may_change_record(user, job),
            "assign": may_assign(user),
        }
        return {
            **super().get_context_data(**kwargs),
            "job": job,
            "original": original,
            "pair_time": time_of(original) if original else None,
            "work_url": work_urls([job]).get(job.pk, ""),
            "offers": offers,
            "notices": job.notices.select_related("actor", "recipient").order_by("-created_at")[:20],
        }


Step = Callable[[Translation, AnyUser], TranslationJob]


def _take(
    request: HttpRequest, translation_id: int, step: Step, done: str | Callable[[TranslationJob], str]
) -> HttpResponse:
    """Take a step, say what came of it, and go back to where the request came from."""
    if not may_view(request.user):
        raise PermissionDenied
    rows = Translation.objects.select_related("source", "target_locale")
    translation = get_object_or_404(rows, pk=translation_id, enabled=True)
    try:
        job = step(translation, request.user)
    except steps.StepRefusedError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, done % {"title": job.title} if isinstance(done, str) else done(job))
    fallback = reverse("localisation_board:index")
    return redirect(get_valid_next_url_from_request(request) or fallback)


@require_POST
def hand_in(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The translator’s main button: everything is translated, please look."""
    return _take(request, translation_id, steps.hand_in, _("“%(title)s” has been handed in for review."))


@require_POST
def approve(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The editor’s word that a translation is right."""
    return _take(request, translation_id, steps.approve, _("The translation of “%(title)s” is approved."))


@require_POST
def send_back(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Back to the translator, with a note."""
    note = request.POST.get("note", "")
    return _take(
        request,
        translation_id,
        lambda translation, user: steps.send_back(translation, user, note),
        _("The translation of “%(title)s” was sent back."),
    )


@require_POST
def publish(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Approve a translation and publish it."""
    return _take(request, translation_id, publish_translation, _("The translation of “%(title)s” is published."))


@require_POST
def publish_both(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Publish original and translation at once, or both at the time set for the original."""
    return _take(request, translation_id, publish_pair, in_words)


@require_POST
def choose_version(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Translate the draft of a live original, or what is published again."""
    if request.POST.get("version") == "draft":
        done = _("The texts of “%(title)s” are now those of its draft. What visitors read stays as it is.")
        return _take(request, translation_id, read_draft, done)
    return _take(
        request, translation_id, read_published, _("The texts of “%(title)s” are those that are published again.")
    )


@require_POST
def go_together(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Let an approved translation go live by itself with its original, or take that back."""
    together = request.POST.get("together") == "1"
    return _take(
        request,
        translation_id,
        lambda translation, user: steps.go_live_with_original(translation, user, together=together),
        _("The translation of “%(title)s” will go live together with its original.")
        if together
        else _("The translation of “%(title)s” will be published by hand."),
    )


@require_POST
def accept_record(request: HttpRequest, job_id: int) -> HttpResponse:
    """The text of a record is still right though its original changed."""
    job = get_object_or_404(TranslationJob.objects.for_desk(), pk=job_id, page__isnull=True)
    if not may_change_record(request.user, job):
        raise PermissionDenied
    accept(job)
    messages.success(request, _("“%(title)s” counts as up to date.") % {"title": job.title})
    return redirect("localisation_jobs:job", job.pk)
