"""From the rows that editors fill in to the engine that answers questions of time."""

import logging
from datetime import time, timedelta
from typing import TYPE_CHECKING

from venues.hours import Closure, HoursError, Interval, Schedule, Season, SpecialDay, Week

if TYPE_CHECKING:
    from venues.fields import Pair
    from venues.models import VenuePage

logger = logging.getLogger(__name__)


def intervals_from(pairs: "list[Pair]") -> tuple[Interval, ...]:
    """Return intervals from stored pairs of ``"HH:MM"``. Raises ``HoursError`` or ``ValueError`` on nonsense."""
    return tuple(Interval(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in pairs)


def week_from(days: "list[list[Pair]]") -> Week:
    """Return a week from seven stored lists of pairs, Monday first; missing days are closed."""
    return Week.of({weekday: intervals_from(pairs) for weekday, pairs in enumerate(days[:7]) if pairs})


def schedule_of(venue: "VenuePage") -> Schedule:
    """Return the schedule of a venue whose seasons and special days are loaded.

    Entries that make no sense together (they come from imports, never from the form) are left out and
    logged: a page must not fail because of its hours.
    """
    closures = (
        (Closure(venue.closed_from, venue.closed_until, texts(venue, "closure_reason")),) if venue.closed_from else ()
    )
    minutes = venue.last_admission_minutes
    try:
        return Schedule(
            time_zone=venue.time_zone,
            week=week_from(venue.week),
            seasons=tuple(
                Season(row.starts_on, row.ends_on, week_from(row.week), every_year=row.every_year)
                for row in venue.seasons.all()
            ),
            special_days=tuple(
                SpecialDay(row.day, intervals_from(row.hours), texts(row, "reason")) for row in venue.special_days.all()
            ),
            closures=closures,
            last_admission=timedelta(minutes=minutes) if minutes else None,
        )
    except (HoursError, ValueError, TypeError):
        logger.exception("The opening hours of venue %s make no sense together.", venue.pk)
        return Schedule(time_zone="Europe/Moscow")


def texts(record: object, name: str) -> dict[str, str]:
    """Return the texts of a bilingual column by language, empty ones left out."""
    found = {language: getattr(record, f"{name}_{language}") for language in ("ru", "en")}
    return {language: text for language, text in found.items() if text}
