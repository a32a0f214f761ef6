"""How the memory comes to know what has been translated."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from localisation.memory.keys import comparable, digest, stems
from localisation.models import MemoryEntry

LANGUAGES = ("ru", "en")
LEARNT = (
    "ru",
    "en",
    "ru_digest",
    "en_digest",
    "ru_length",
    "en_length",
    "ru_stems",
    "en_stems",
    "origin",
    "updated_at",
)
AT_ONCE = 1000


def entry_of(
    texts: dict[str, str], origin: str = "", updated_at: datetime | None = None, translation_id: int | None = None
) -> MemoryEntry:
    """Return an entry, not saved, for a text in both languages (HTML by language code)."""
    entry = MemoryEntry(
        translation_id=translation_id, origin=origin[:200], updated_at=updated_at or timezone.now(), **texts
    )
    for language in LANGUAGES:
        words = comparable(texts[language])
        setattr(entry, f"{language}_digest", digest(texts[language]))
        setattr(entry, f"{language}_length", len(words))
        setattr(entry, f"{language}_stems", stems(words))
    return entry


def learn(translation: Translation) -> int:
    """Learn all usable texts of one translation, in two queries; return how many there are."""
    texts = StringSegment.objects.filter(source_id=translation.source_id).get_translations(translation.target_locale_id)
    return _keep(list(_entries(_usable(texts), translation.source.object_repr)))


def learn_missed() -> int:
    """Learn what was translated outside of the editor, from files and by code; return how many texts. A chore."""
    missed = _usable(StringTranslation.objects.all()).filter(
        Q(memory_entry__isnull=True) | Q(memory_entry__updated_at__lt=F("updated_at"))
    )
    keys = list(missed.values_list("pk", flat=True))
    return sum(
        _keep(list(_entries(StringTranslation.objects.filter(pk__in=some)))) for some in _in_groups(keys, AT_ONCE)
    )


def add_pairs(pairs: Iterable[dict[str, str]], origin: str) -> int:
    """Take texts in both languages from elsewhere, each pair once; return how many were new."""
    entries = {(entry.ru_digest, entry.en_digest): entry for entry in (entry_of(pair, origin) for pair in pairs)}
    known = set(
        MemoryEntry.objects.filter(ru_digest__in={ru for ru, _en in entries}).values_list("ru_digest", "en_digest")
    )
    new = [entry for key, entry in entries.items() if key not in known]
    MemoryEntry.objects.bulk_create(new, batch_size=AT_ONCE)
    return len(new)


def _in_groups(keys: list[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def _usable(texts: QuerySet) -> QuerySet:
    """Leave out what is blank, wrong, or made by a program and not looked at."""
    return texts.filter(has_error=False, data__regex=r"\S", translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL)


def _entries(texts: QuerySet, origin: str = "") -> Iterator[MemoryEntry]:
    for made in texts.select_related("translation_of__locale", "locale"):
        languages = (made.translation_of.locale.language_code, made.locale.language_code)
        if set(languages) == set(LANGUAGES):
            texts_by_language = dict(zip(languages, (made.translation_of.data, made.data), strict=True))
            yield entry_of(texts_by_language, origin, made.updated_at, made.pk)


def _keep(entries: list[MemoryEntry]) -> int:
    MemoryEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["translation"], update_fields=LEARNT, batch_size=AT_ONCE
    )
    return len(entries)
