"""Is a translation ready for visitors? Never with a text missing, never before its original."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation


def active_translation(page: Page) -> Translation | None:
    """Return the synchronised translation whose result ``page`` is, or None."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source")
        .first()
    )


def draft_translation(page: Page) -> Translation | None:
    """Return the translation that a live page waits for: made from a draft of its original, or None."""
    translation = active_translation(page) if page.live else None
    return translation if translation is not None and _reads_draft(translation) else None


def _reads_draft(translation: Translation) -> bool:
    return Translation.objects.filter(pk=translation.pk, job__reads_draft=True).exists()


def why_not_complete(translation: Translation) -> str:
    """Return, in an editor's words, what keeps the translation from being published; empty if nothing does."""
    source = translation.source
    original = Page.objects.filter(translation_key=source.object_id, locale_id=source.locale_id)
    if not original.filter(live=True).exists() and not _waits_with(original.first(), translation):
        return _("The original is not published. Publish it first.")
    if _reads_draft(translation):
        return _("These texts are those of a draft of the original, which is not published yet. Publish both.")
    return missing_texts_in_words(translation)


def missing_texts_in_words(translation: Translation) -> str:
    """Return how many texts are missing and what that means; empty if none is."""
    missing = missing_texts(translation)
    if not missing:
        return ""
    return ngettext(
        "%(count)d text is not translated yet. A translation can be published once all its texts are translated.",
        "%(count)d texts are not translated yet. A translation can be published once all its texts are translated.",
        missing,
    ) % {"count": missing}


def _waits_with(original: Page | None, translation: Translation) -> bool:
    """Whether the original is scheduled and the translation held back by an embargo: they go out together."""
    if original is None or not original.approved_schedule:
        return False
    target = Page.objects.filter(translation_key=original.translation_key, locale_id=translation.target_locale_id)
    page = target.first()
    return page is not None and getattr(page.specific, "is_dark", False)


def missing_texts(translation: Translation) -> int:
    """Return how many texts of the source have no usable translation: none, a blank one, one with an error."""
    texts = StringSegment.objects.filter(source_id=translation.source_id)
    usable = texts.annotate_translation(translation.target_locale_id).filter(translation__regex=r"\S")
    return texts.count() - usable.count()
