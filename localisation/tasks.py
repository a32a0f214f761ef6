"""Background work on translations."""

import logging

from django.core.exceptions import ValidationError
from django_tasks import task
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from core.completeness import missing_texts
from localisation.saving import target_page

logger = logging.getLogger(__name__)


@task()
def refresh_translations(page_id: int) -> None:
    """Read an original that was published into its translations' segments. Safe to run twice.

    New and changed texts thereby count as missing: the translation is out of date, and what stands on the
    site stays as it was. Where no text changed, a live translation takes over the new photographs and facts.
    """
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).first()
    if source is None:
        return
    source.update_from_db()
    for translation in source.translations.filter(enabled=True).select_related("source", "target_locale"):
        if can_follow_by_itself(translation):
            try:
                translation.save_target(publish=True)
            except ValidationError as error:
                logger.info("Translation %s waits for its translator: %s", translation.pk, "; ".join(error.messages))


def can_follow_by_itself(translation: Translation) -> bool:
    """Whether a live translation can be published anew without anybody looking: nothing missing, nothing begun."""
    page = target_page(translation)
    if page is None or not page.live or page.last_published_at is None or missing_texts(translation):
        return False
    begun = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .get_translations(translation.target_locale_id)
        .filter(updated_at__gt=page.last_published_at)
    )
    return not begun.exists()
