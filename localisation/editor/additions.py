"""Texts of a translation at places that the original leaves blank."""

from collections.abc import Callable
from functools import wraps

from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue

from core.page_permissions import AnyUser
from localisation.editor.places import map_of
from localisation.models import FieldAddition

GetSegments = Callable[..., list]


def with_additions(get_segments: GetSegments) -> GetSegments:
    """Wrap ``TranslationSource._get_segments_for_translation`` so that added texts reach the page.

    wagtail-localize blanks what the original leaves blank, at every publication and preview. An addition
    whose place is filled in the original by now, or gone, is passed over.
    """

    @wraps(get_segments)
    def segments(source: TranslationSource, locale: Locale, fallback: bool = False) -> list:
        found = get_segments(source, locale, fallback=fallback)
        added = FieldAddition.objects.filter(
            translation__source_id=source.pk, translation__target_locale_id=locale.pk
        ).exclude(text="")
        texts = dict(added.values_list("path", "text"))
        if texts:
            blank = {place.path for place in map_of(source).blanks}
            found += [StringSegmentValue(path, text) for path, text in texts.items() if path in blank]
        return found

    return segments


def additions_of(translation: Translation) -> dict[str, FieldAddition]:
    """Return the added texts of a translation by path."""
    return {addition.path: addition for addition in translation.additions.all()}


def save_addition(translation: Translation, path: str, text: str, seen: str, user: AnyUser) -> FieldAddition | None:
    """Save the text of a blank place; returns None, and changes nothing, where somebody else has changed it.

    ``seen`` is the text that was read.
    """
    addition, _made = FieldAddition.objects.get_or_create(translation=translation, path=path)
    if addition.text not in {seen, text}:
        return None
    if addition.text != text:
        changed = FieldAddition.objects.filter(pk=addition.pk, text=addition.text).update(
            text=text, updated_by_id=user.pk, updated_at=timezone.now()
        )
        if not changed:
            return None
        addition.text = text
    return addition
