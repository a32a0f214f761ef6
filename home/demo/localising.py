"""Translations of demo pages, made through wagtail-localize's own records as a translator would make them."""

import json

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from home.demo.words import Words


def translate(page: Page, locale: Locale, words: Words, slug: str) -> None:
    """Submit ``page`` for translation, write every segment from ``words`` and publish the result at ``slug``.

    Takes the live source page and the target locale. Raises LookupError naming the first segment that the
    content has no words for.
    """
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    StringTranslation.objects.bulk_create(_translated(source, locale, words), ignore_conflicts=True)
    translation.save_target(publish=False)
    draft = page.get_translation(locale).get_latest_revision()
    draft.content["slug"] = slug
    draft.save(update_fields=["content"])
    draft.publish()


def _translated(source: TranslationSource, locale: Locale, words: Words) -> list[StringTranslation]:
    """Return the translation of every segment, not saved yet."""
    rows: dict[tuple[int, int], StringTranslation] = {}
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        data = words.pairs.get(segment.string.data)
        if data is None:
            path = segment.context.path
            raise LookupError(f"No translation in {source.object_repr} ({path}): {segment.string.data[:80]!r}")
        rows[segment.string_id, segment.context_id] = StringTranslation(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            data=data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
    return list(rows.values())


def edit_source(page: Page, block: int, html: str) -> None:
    """Change one text of a published page, as an editor does after the translation is out: it is out of date then."""
    page = page.specific_class.objects.get(pk=page.pk)
    raw = list(page.body.raw_data)
    raw[block]["value"] = html
    page.body = json.dumps(raw, ensure_ascii=False)
    page.save_revision().publish()
    TranslationSource.objects.get_for_instance(page).update_from_db()
