"""The pair: an original and its translation before visitors at the same moment."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from core.completeness import missing_texts
from core.dates import moment_in_words
from core.page_permissions import AnyUser
from core.publication import blockers
from localisation.jobs.rules import pair_rule_of
from localisation.jobs.steps import StepRefusedError, approve, go_live_with_original
from localisation.models import Notice, TranslationJob
from localisation.notices.telling import reviewers_of, tell
from localisation.rights import is_locked_for
from localisation.saving import target_page

logger = logging.getLogger(__name__)


def publish_translation(translated: Translation, user: AnyUser) -> TranslationJob:
    """Approve a translation and publish it. Raises ``StepRefusedError`` with the reason where it may not be."""
    with transaction.atomic():
        job = approve(translated, user)
        try:
            translated.save_target(user=user, publish=True)
        except ValidationError as error:
            raise StepRefusedError(" ".join(error.messages)) from error
    return job


def time_of(original: Page) -> datetime | None:
    """Return the moment that the latest draft of an original sets for going live; None where that is at once."""
    go_live_at = original.specific_deferred.get_latest_revision_as_object().go_live_at
    return go_live_at if go_live_at and go_live_at > timezone.now() else None


def in_words(job: TranslationJob) -> str:
    """Return what “Publish both” came to: both are live, or both go live later."""
    if not job.goes_live_with_original or job.page is None:
        return _("“%(title)s” and its translation go live together.") % {"title": job.title}
    moment = time_of(job.page) or timezone.now()
    return _("%(moment)s: “%(title)s” and its translation go live together.") % {
        "title": job.title,
        "moment": moment_in_words(moment),
    }


def publish_pair(translated: Translation, user: AnyUser) -> TranslationJob:
    """Publish the latest draft of an original and its translation, both or neither.

    Where the original is to go live at a later time, the translation is set to go with it. Raises
    ``StepRefusedError`` with the reason where one of them may not be published.
    """
    with transaction.atomic():
        job = approve(translated, user)
        original = Page.objects.get(pk=job.page_id).specific
        draft = original.get_latest_revision_as_object()
        _refuse_original(original, draft, user)
        if time_of(original):
            draft.get_latest_revision().publish(user=user)
            return go_live_with_original(translated, user, together=True)
        try:
            if not original.live or original.has_unpublished_changes:
                (original.get_latest_revision() or original.save_revision(user=user)).publish(user=user)
            _publish_with(translated, user)
        except ValidationError as error:
            raise StepRefusedError(" ".join(error.messages)) from error
    return TranslationJob.objects.get(pk=job.pk)


def _refuse_original(original: Page, draft: Page, user: AnyUser) -> None:
    if not original.permissions_for_user(user).can_publish():
        raise StepRefusedError(_("You may not publish the original."))
    if is_locked_for(user, original):
        raise StepRefusedError(_("The original is locked by somebody else."))
    if problems := blockers(draft):
        raise StepRefusedError(" ".join(problem.message for problem in problems))


def _publish_with(translated: Translation, user: AnyUser | None) -> None:
    """Publish a translation in the transaction its original is published in.

    The texts are compared with the original first: what was changed since is not passed over in silence.
    """
    translated.source.update_from_db()
    if missing_texts(translated):
        raise StepRefusedError(_("The original was changed after it was translated. Translate the changes first."))
    page = target_page(translated)
    if page is not None and page.live:
        translated.save_target(user=user, publish=True)
        return
    translated.save_target(user=user, publish=False)
    page = target_page(translated)
    if page is not None:
        _publish_now(page.specific.get_latest_revision(), user)


def _publish_now(revision: Revision, user: AnyUser | None) -> None:
    """Publish the draft of a translation whatever time was copied into it from its original."""
    if revision.content.get("go_live_at"):
        revision.content["go_live_at"] = None
        revision.save(update_fields=["content"])
    revision.publish(user=user)


def take_along(original: Page, of_draft: Collection[int] = ()) -> None:
    """Publish the approved translations that are to go live with an original that just did.

    Those are the ones somebody has set to, all of them where the section asks for the pair, and those made from the
    draft that is published now (``of_draft``, keys of jobs), which have no other way to visitors.
    Called inside the transaction that publishes the original, which is never held up: what cannot go with it
    stays as it is, and those who may publish it are told why.
    """
    jobs = TranslationJob.objects.filter(page_id=original.pk, approved_at__isnull=False, translation__enabled=True)
    if pair_rule_of(original) is None:
        jobs = jobs.filter(Q(goes_live_with_original=True) | Q(pk__in=of_draft))
    for job in jobs.select_related("translation__source", "translation__target_locale", "target_locale", "approved_by"):
        if job.translation is None:
            continue
        try:
            with transaction.atomic():
                _publish_with(job.translation, job.approved_by)
        except (ValidationError, StepRefusedError) as error:
            _tell_why_not(job, error)
        except Exception as error:
            logger.exception("The translation %s did not go live with its original", job.translation_id)
            _tell_why_not(job, error)


def _tell_why_not(job: TranslationJob, error: Exception) -> None:
    reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    TranslationJob.objects.filter(pk=job.pk).update(goes_live_with_original=False)
    tell(reviewers_of(job), job, Notice.Event.NOT_PUBLISHED, text=reason)
