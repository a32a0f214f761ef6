"""The river of days: a light on the water for every event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.bilingual import current_language
from core.dates import month_in_date
from venues.directory import Place


@dataclass(frozen=True)
class RiverDay:
    """A day on the river: a glint for each event, as wide as the event is long."""

    day: date
    weekday: str
    glints: tuple[int, ...]
    count: int
    text: str
    is_today: bool
    is_current: bool
    query: str

    @property
    def number(self) -> int:
        return self.day.day

    @property
    def month(self) -> str:
        """The month as it stands after the day's number."""
        return month_in_date(self.day)


@dataclass(frozen=True)
class WeekRiver:
    """The days ahead as lights on the water."""

    days: tuple[RiverDay, ...]
    base_url: str = ""
    is_fortnight: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(day.count for day in self.days)


def is_closed(scope: Sequence[Place], day: date) -> bool:
    """Whether all these venues are known to be closed that day."""
    return bool(scope) and all(place.is_closed_on(day) for place in scope)


def closed_reason(scope: Sequence[Place], day: date) -> str:
    """Why these venues are closed that day, in the reader's language; empty where no editor says why."""
    hours = (place.hours_on(day) for place in scope)
    reasons = (item.reason.get(current_language(), "") for item in hours if item and item.is_closed)
    return next(filter(None, reasons), "")
