"""Background work on translations."""

import logging

from django.core.exceptions import ValidationError
from django_tasks import task
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from core.completeness import missing_texts
from localisation.batches.related import submit_if_mentioned, submit_what_is_new
from localisation.jobs.changes import follow
from localisation.jobs.drafts import has_begun
from localisation.jobs.pages import keep_job, originals
from localisation.models import Notice
from localisation.notices.letters import send_letter
from localisation.saving import target_page

logger = logging.getLogger(__name__)


@task()
def refresh_translations(page_id: int) -> None:
    """Read an original that was published into its translations' segments. Safe to run twice.

    New and changed texts thereby count as missing: the translation is out of date, and what stands on the
    site stays as it was. Where no text changed, a live translation takes over the new photographs and facts.
    What the original newly refers to is submitted, too.
    """
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).first()
    if source is None:
        return
    source.update_from_db()
    translations = list(source.translations.filter(enabled=True).select_related("source", "target_locale"))
    submit_what_is_new(page, translations)
    for translation in translations:
        job = follow(page, translation)
        if not job.reads_draft and can_follow_by_itself(translation):
            try:
                translation.save_target(publish=True)
            except ValidationError as error:
                logger.info("Translation %s waits for its translator: %s", translation.pk, "; ".join(error.messages))


def can_follow_by_itself(translation: Translation) -> bool:
    """Whether a live translation can be published anew without anybody looking: nothing missing, nothing begun."""
    page = target_page(translation)
    if page is None or not page.live or page.last_published_at is None or missing_texts(translation):
        return False
    return not has_begun(translation, page)


@task()
def keep_page(page_id: int) -> None:
    """Bring the rows of an original up to date: in every other language. Safe to run twice.

    Where a translated page refers to it already and it has just gone live, it is submitted.
    """
    page = originals().filter(pk=page_id).first()
    if page is not None:
        for locale in Locale.objects.exclude(pk=page.locale_id):
            keep_job(page, locale)
        submit_if_mentioned(page)


@task()
def send_notices(notice_ids: list[int]) -> None:
    """Send each person one letter with those of the notices that wait for one. Safe to run twice."""
    people = Notice.objects.filter(pk__in=notice_ids).order_by("recipient").values_list("recipient", flat=True)
    for person in people.distinct():
        send_letter(Notice.objects.filter(pk__in=notice_ids, recipient=person).values_list("pk", flat=True))


@task()
def run_machine(run_id: int) -> None:
    """Have untranslated texts translated by the configured program. Safe to run twice."""
    from localisation.machine.running import run

    run(run_id)


@task()
def run_batch(batch_id: int) -> None:
    """Submit, or read anew, the pages of a batch. Safe to run twice: no page is done a second time."""
    from localisation.batches.running import run

    run(batch_id)
