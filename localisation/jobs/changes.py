"""An original was read anew: its translations are out of date, and their people are told."""

from wagtail.models import Page
from wagtail_localize.models import Translation

from localisation.jobs.pages import keep_job
from localisation.models import Notice, TranslationJob
from localisation.notices.telling import reviewers_of, tell, workers_of


def follow(original: Page, translation: Translation) -> TranslationJob:
    """Count a translation anew after its original was read, and tell its people if there is more to do than before.

    Whoever has the job is told; a live translation that nobody has, those who hand out work.
    """
    before = TranslationJob.objects.filter(translation_id=translation.pk).select_related("assignee").first()
    left_before = before.words_left if before else 0
    people = workers_of(before) if before else []
    job = keep_job(original, translation.target_locale, translation)
    if before is not None and job.words_left > left_before and (people or job.is_live):
        tell(people or reviewers_of(job), job, Notice.Event.CHANGED)
    return job
