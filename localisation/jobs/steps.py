"""From hand to hand: handing a translation in, approving it, sending it back.

Each step raises ``StepRefusedError`` with a sentence for the person who tried.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from core.completeness import missing_texts
from core.page_permissions import AnyUser
from localisation.checks.gate import why_not_ready
from localisation.jobs.pages import keep_job
from localisation.jobs.progress import recount
from localisation.jobs.rights import may_assign, result_page, why_not_publish, why_not_translate
from localisation.models import Notice, TranslationJob
from localisation.notices.telling import reviewers_of, tell, workers_of

NOTE_LENGTH = 2000


class StepRefusedError(Exception):
    """A step that cannot be taken; its text says why, to the person who tried."""


def hand_in(translation: Translation, user: AnyUser) -> TranslationJob:
    """Say that a translation is complete and wants reviewing; those who publish in its section are told."""
    with transaction.atomic():
        job = job_of(translation)
        _refuse(why_not_translate(user, result_page(job)))
        if missing := missing_texts(translation):
            raise StepRefusedError(_left(missing))
        _refuse(" ".join(why_not_ready(translation)))
        if job.handed_in_at and not job.approved_at:
            return job
        job.handed_in_at, job.handed_in_by = timezone.now(), user
        job.approved_at = job.approved_by = None
        job.has_unpublished_texts = True
        _settled(job, translation)
        tell(reviewers_of(job), job, Notice.Event.READY, actor=user)
    return job


def approve(translation: Translation, user: AnyUser) -> TranslationJob:
    """Say that a translation is right. It goes live when somebody publishes it, or together with its original."""
    with transaction.atomic():
        job = job_of(translation)
        _refuse(why_not_publish(user, result_page(job)))
        if missing := missing_texts(translation):
            raise StepRefusedError(_left(missing))
        _refuse(" ".join(why_not_ready(translation)))
        now = timezone.now()
        job.handed_in_at = job.handed_in_at or now
        job.approved_at, job.approved_by = now, user
        _settled(job, translation)
    return job


def send_back(translation: Translation, user: AnyUser, note: str) -> TranslationJob:
    """Give a translation back to whoever made it, with what is to be done; they are told."""
    note = note.replace("\0", "").strip()[:NOTE_LENGTH]
    with transaction.atomic():
        job = job_of(translation)
        _refuse(why_not_publish(user, result_page(job)))
        if not note:
            raise StepRefusedError(_("Write what is to be done, so that the translator knows."))
        if not job.handed_in_at:
            raise StepRefusedError(_("This translation has not been handed in."))
        receivers = workers_of(job)
        job.handed_in_at = job.approved_at = job.approved_by = None
        job.note = note
        job.assignee = job.assignee or job.handed_in_by
        _settled(job, translation)
        tell(receivers, job, Notice.Event.SENT_BACK, actor=user, text=note)
    return job


def go_live_with_original(translation: Translation, user: AnyUser, *, together: bool) -> TranslationJob:
    """Let an approved translation be published by itself the moment its original is; or take that back."""
    with transaction.atomic():
        job = job_of(translation)
        _refuse(why_not_publish(user, result_page(job)))
        if together and not job.approved_at:
            raise StepRefusedError(_("Approve the translation first."))
        job.goes_live_with_original = together
        job.save(update_fields=["goes_live_with_original"])
    return job


def skip(job: TranslationJob, user: AnyUser, reason: str) -> None:
    """Say that something is not to be translated, and why; an empty reason takes that back."""
    if not may_assign(user):
        raise StepRefusedError(_("You may not say what is to be translated."))
    job.skip_reason = reason.replace("\0", "").strip()[:240]
    job.changed_at = timezone.now()
    job.settle()
    job.save(update_fields=["skip_reason", "state", "changed_at", "words_changed", "handed_in_at", "approved_at"])


def job_of(translation: Translation) -> TranslationJob:
    """Return the job of a translation, locked until the end of the transaction; made where it is missing."""
    rows = TranslationJob.objects.select_for_update(of=("self",)).select_related("target_locale", "section")
    job = rows.filter(translation_id=translation.pk).first()
    if job is None:
        page = translation.source.get_source_instance()
        job = rows.get(pk=keep_job(page, translation.target_locale, translation).pk)
    return job


def _settled(job: TranslationJob, translation: Translation) -> None:
    recount(job, translation)
    job.save()


def _refuse(reason: str) -> None:
    if reason:
        raise StepRefusedError(reason)


def _left(missing: int) -> str:
    return ngettext(
        "%(count)d text is not translated yet. Translate it before you hand the translation in.",
        "%(count)d texts are not translated yet. Translate them before you hand the translation in.",
        missing,
    ) % {"count": missing}
