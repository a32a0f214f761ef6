"""The former original and translation of a text that changed.

wagtail-localize drops the segment of a changed sentence and keeps its translation: what is translated at a place
of the page, but stands there no longer, is a former version.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz
from wagtail_localize.models import StringTranslation

from localisation.editor.markup import plain

#: Sentences of a paragraph less alike than this (of 100) are another sentence, not the same one changed.
ALIKE = 45


@dataclass(frozen=True)
class Former:
    """A translation of a text that stood at a place before."""

    source: str
    target: str
    updated_at: datetime


def former_versions(
    open_texts: dict[int, list[tuple[str, str]]], texts_at: dict[int, int], leftovers: Iterable[StringTranslation]
) -> tuple[dict[str, Former], list[StringTranslation]]:
    """Find what each untranslated text was before.

    Takes the untranslated texts by context (key, source), how many texts each context has now, and the
    translations of texts that are gone. Returns the former versions by key, and the translations at places
    that hold no text any more.
    """
    at: dict[int | None, list[StringTranslation]] = {}
    for translation in leftovers:
        at.setdefault(translation.context_id, []).append(translation)
    found: dict[str, Former] = {}
    for context_id, texts in open_texts.items():
        versions = sorted(at.get(context_id, []), key=lambda version: version.updated_at, reverse=True)
        if not versions:
            continue
        if texts_at.get(context_id) == 1:
            found[texts[0][0]] = _former(versions[0])
        else:
            found |= _matched(texts, versions)
    gone = [version for context_id, versions in at.items() if context_id not in texts_at for version in versions]
    return found, gone


def _matched(texts: list[tuple[str, str]], versions: list[StringTranslation]) -> dict[str, Former]:
    """Pair sentences of one paragraph with former ones, the most alike first, each once."""
    scores = [
        (fuzz.ratio(plain(source), plain(version.translation_of.data)), -number, key, version)
        for key, source in texts
        for number, version in enumerate(versions)
    ]
    found: dict[str, Former] = {}
    used: set[int] = set()
    for score, _number, key, version in sorted(scores, key=lambda row: row[:2], reverse=True):
        if score >= ALIKE and key not in found and version.pk not in used:
            found[key] = _former(version)
            used.add(version.pk)
    return found


def _former(version: StringTranslation) -> Former:
    return Former(version.translation_of.data, version.data, version.updated_at)
