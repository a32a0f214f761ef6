"""Moments as the formats write them."""

from datetime import UTC, datetime


def as_moment(text: str) -> datetime | None:
    """Return the moment an ISO 8601 text names, in UTC where it names no zone; None where it is none."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
