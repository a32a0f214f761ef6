"""Writing translations: never over somebody else's, and a repeated text once."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from core.page_permissions import AnyUser
from localisation.editor.rows import Made, Row
from localisation.editor.segments import MACHINE, REPETITION

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL


class ConflictError(Exception):
    """Somebody else has saved the text meanwhile; nothing was written."""


def write(translation: Translation, row: Row, html: str, seen: str, user: AnyUser, error: str = "") -> Made:
    """Save what a person typed for one text, if it still is what they saw; return it as saved.

    ``seen`` is the version that was read. ``error`` says why the text does not fit its field: it is kept, and
    does not count. Raises ``ConflictError`` where the text is another by now.
    """
    now = timezone.now()
    values: dict[str, object] = {
        "data": html,
        "translation_type": MANUAL,
        "tool_name": "",
        "last_translated_by_id": user.pk,
        "has_error": bool(error),
        "field_error": error,
        "updated_at": now,
    }
    made = row.made
    if made is None:
        if seen:
            raise ConflictError
        row.made = _insert(translation, row, values)
    else:
        if seen != made.version:
            raise ConflictError
        if not StringTranslation.objects.filter(pk=made.pk, updated_at=made.updated_at).update(**values):
            raise ConflictError
        row.made = Made(made.pk, html, False, bool(error), "", now)
    show_title(translation, row.path, html)
    return row.made


def _insert(translation: Translation, row: Row, values: dict[str, object]) -> Made:
    made = StringTranslation(
        translation_of_id=row.string_id, context_id=row.context_id, locale_id=translation.target_locale_id, **values
    )
    try:
        with transaction.atomic(savepoint=False):
            StringTranslation.objects.bulk_create([made])
    except IntegrityError as error:
        raise ConflictError from error
    # auto_now has the last word on insertion
    return Made(made.pk, made.data, False, made.has_error, "", made.updated_at)


def take_back(row: Row, seen: str) -> None:
    """Remove the translation of one text, if it still is what was seen. Raises ``ConflictError`` if not."""
    if row.made is None:
        return
    if seen != row.made.version:
        raise ConflictError
    count, _each = StringTranslation.objects.filter(pk=row.made.pk, updated_at=row.made.updated_at).delete()
    if not count:
        raise ConflictError
    row.made = None


def repeat(translation: Translation, rows: Iterable[Row], row: Row, html: str, user: AnyUser) -> list[Row]:
    """Give a translation to the same text at other places where it has none; return those places."""
    others = [other for other in rows if other.string_id == row.string_id and other is not row and other.made is None]
    return fill(translation, [(other, html) for other in others], REPETITION, user)


def fill(
    translation: Translation,
    texts: list[tuple[Row, str]],
    tool: str,
    user: AnyUser | None = None,
    is_machine: bool = False,
) -> list[Row]:
    """Give texts that have none a translation, marked with where it comes from; return those that took it.

    What somebody has translated meanwhile stays theirs. Costs two queries.
    """
    if not texts:
        return []
    made = [
        StringTranslation(
            translation_of_id=row.string_id,
            context_id=row.context_id,
            locale_id=translation.target_locale_id,
            data=html,
            translation_type=MACHINE if is_machine else MANUAL,
            tool_name=tool,
            last_translated_by_id=user.pk if user else None,
        )
        for row, html in texts
    ]
    StringTranslation.objects.bulk_create(made, ignore_conflicts=True)
    stored = _stored(translation, [row for row, _html in texts])
    filled = []
    for row, html in texts:
        row.made = stored.get((row.string_id, row.context_id))
        if row.made and (row.made.data, row.made.tool) == (html, tool):
            show_title(translation, row.path, html)
            filled.append(row)
    return filled


def _stored(translation: Translation, rows: list[Row]) -> dict[tuple[int, int | None], Made]:
    """The translations that these texts have by now, by the keys of text and place; one query."""
    found = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id,
        translation_of__in={row.string_id for row in rows},
        context__in={row.context_id for row in rows},
    )
    return {
        (item.translation_of_id, item.context_id): Made(
            item.pk, item.data, item.translation_type == MACHINE, item.has_error, item.tool_name, item.updated_at
        )
        for item in found
    }


def show_title(translation: Translation, path: str, html: str) -> None:
    """Show a translated title in the admin's lists at once, as wagtail-localize does."""
    if path == "title" and html.strip():
        Page.objects.filter(
            translation_key=translation.source.object_id, locale_id=translation.target_locale_id
        ).update(draft_title=html[:255])
