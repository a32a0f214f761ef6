"""Matches made of rows of the table of entries, the same way for every engine."""

from datetime import datetime
from typing import Any

from search.engines.base import Match

MATCH_FIELDS = ("pk", "kind", "topic_ids", "venue_key", "year", "ends_at", "fresh_at")


def match_of(row: dict[str, Any], rank: float, now: datetime) -> Match:
    """Return the match that ``row``, the values of ``MATCH_FIELDS``, stands for."""
    return Match(
        pk=row["pk"],
        kind=row["kind"],
        topic_ids=row["topic_ids"],
        venue_key=row["venue_key"],
        year=row["year"],
        is_coming=bool(row["ends_at"] and row["ends_at"] > now),
        fresh_at=row["fresh_at"],
        rank=rank,
    )
