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


def why_not_complete(translation: Translation) -> str:
    """Return, in an editor's words, what keeps the translation from being published; empty if nothing does."""
    source = translation.source
    if not Page.objects.filter(translation_key=source.object_id, locale_id=source.locale_id, live=True).exists():
        return _("The original is not published. Publish it first.")
    missing = missing_texts(translation)
    if not missing:
        return ""
    return ngettext(
        "%(count)d text is not translated yet. A translation can be published once all its texts are translated.",
        "%(count)d texts are not translated yet. A translation can be published once all its texts are translated.",
        missing,
    ) % {"count": missing}


def missing_texts(translation: Translation) -> int:
    """Return how many texts of the source have no usable translation: none, a blank one, one with an error."""
    texts = StringSegment.objects.filter(source_id=translation.source_id)
    usable = texts.annotate_translation(translation.target_locale_id).filter(translation__regex=r"\S")
    return texts.count() - usable.count()
