"""How far a translation is: counted anew whenever one of its texts was saved."""

from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from localisation.jobs.counting import Amount, count
from localisation.models import Notice, TranslationJob
from localisation.notices.telling import tell, workers_of

#: What counting changes in a row.
COUNTED = (
    "state",
    "words_total",
    "words_done",
    "words_changed",
    "characters",
    "has_unpublished_texts",
    "handed_in_at",
    "approved_at",
    "changed_at",
)


def refresh(translation: Translation, amount: Amount | None = None) -> TranslationJob | None:
    """Bring the row of the board up to date after a text of ``translation`` was saved. Costs three queries.

    It costs one where the caller has counted the texts (``amount``) and joined the job to the translation. A text
    changed after it was approved has to be approved again. Returns the job as saved, or None where the page has no
    row (it is made by the next round of ``jobs.pages.keep_rows``).
    """
    job = getattr(translation, "job", None)
    if job is None:
        return None
    job.approved_at = None
    job.has_unpublished_texts = True
    recount(job, translation, amount)
    job.save(update_fields=COUNTED)
    return job


def recount(job: TranslationJob, translation: Translation, amount: Amount | None = None) -> None:
    """Count the texts of a job, unless that was done, and settle its state; does not save."""
    amount = amount or count(translation)
    job.words_total, job.words_done, job.characters = amount.total, amount.done, amount.characters
    job.changed_at = timezone.now()
    job.settle()


def mark_live(page: Page) -> bool:
    """Note that a translated page was published; tell those who made it. Return whether it is a translation."""
    job = _job_of_result(page)
    if job is None:
        return False
    was_new = job.has_unpublished_texts or not job.is_live
    job.is_live, job.has_unpublished_texts, job.goes_live_with_original = True, False, False
    people = workers_of(job)
    _renew(job)
    if job.state == job.State.LIVE:
        job.handed_in_at = job.approved_at = None
    job.save(update_fields=[*COUNTED, "is_live", "goes_live_with_original"])
    if was_new:
        revision = page.live_revision or page.latest_revision
        tell(people, job, Notice.Event.LIVE, actor=revision.user if revision else None)
    return True


def mark_unpublished(page: Page) -> None:
    """Note that a translated page was taken off the site."""
    job = _job_of_result(page)
    if job is not None:
        job.is_live, job.has_unpublished_texts = False, True
        _renew(job)
        job.save(update_fields=[*COUNTED, "is_live"])


def _renew(job: TranslationJob) -> None:
    if job.translation is not None and job.translation.enabled:
        recount(job, job.translation)
    else:
        job.changed_at = timezone.now()
        job.settle()


def _job_of_result(page: Page) -> TranslationJob | None:
    """Return the job whose translation ``page`` is; None for an original."""
    jobs = TranslationJob.objects.filter(page__translation_key=page.translation_key, target_locale_id=page.locale_id)
    return jobs.select_related("assignee", "handed_in_by", "translation").first()
