"""Time zones by name, those that have left the database of time zones too."""

from zoneinfo import ZoneInfo


def zone_named(name: str) -> ZoneInfo | None:
    """Return the zone, or None where the tz database does not know it (any more)."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
