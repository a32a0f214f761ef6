"""What OpenSearch keeps of an entry: its words read from PostgreSQL's vector, so that both engines know the same."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from search.engines.base import WEIGHTS
from search.engines.opensearch.mappings import FORMS, LEFT_OUT
from search.models import Entry

#: What a document is made of.
FIELDS = (
    "pk", "language", "kind", "mentions", "topic_ids", "venue_key", "year", "published_at", "ends_at", "shown_from",
    "fresh_at", "indexed_at", "vector",
)  # fmt: skip
#: ``'музей':1A,15`` in PostgreSQL's text form of a vector; a position without a letter is of the body.
_LEXEME = re.compile(r"'((?:[^']|'')+)':([\dABCD,]+)")
_PARTS = dict(zip("ABCD", WEIGHTS, strict=True))


def document(entry: Entry) -> dict[str, Any]:
    """Return the document of an entry that was read with its vector."""
    return {
        "key": entry.pk,
        "language": entry.language,
        "kind": entry.kind,
        "mentions": entry.mentions,
        "topics": entry.topic_ids,
        "venue": str(entry.venue_key) if entry.venue_key else None,
        "year": entry.year,
        "published_at": moment(entry.published_at),
        "ends_at": moment(entry.ends_at),
        "shown_from": moment(entry.shown_from),
        "fresh_at": moment(entry.fresh_at),
        "indexed_at": moment(entry.indexed_at),
        **parts_of(str(entry.vector)),
    }


def put(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return the lines of a bulk request that puts ``entries``; what is there already and newer stays."""
    lines = []
    for entry in entries:
        version = int(entry.indexed_at.timestamp() * 1_000_000)
        lines += [
            {"index": {"_id": str(entry.pk), "version": version, "version_type": "external_gte"}},
            document(entry),
        ]
    return lines


def parts_of(vector: str) -> dict[str, str]:
    """Return title, names, lead and body as the analyser of the index reads them, from the text of a ``tsvector``."""
    forms: dict[str, dict[int, list[str]]] = {part: {} for part in _PARTS.values()}
    for lexeme, places in _LEXEME.findall(vector):
        for place in places.split(","):
            part = forms[_PARTS[place[-1] if place[-1] in _PARTS else "D"]]
            part.setdefault(int(place.rstrip("ABCD")), []).append(lexeme.replace("''", "'"))
    return {part: _written(places) for part, places in forms.items()}


def _written(places: dict[int, list[str]]) -> str:
    if not places:
        return ""
    return " ".join(FORMS.join(places.get(place, [LEFT_OUT])) for place in range(min(places), max(places) + 1))


def moment(value: datetime | None) -> str | None:
    """Return a moment as OpenSearch's dates are written."""
    return value.isoformat() if value else None
