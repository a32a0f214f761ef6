"""The entries that can decide a day, and what they come to on the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from venues.hours.values import DAY_MINUTES, Closure, Interval, Minutes, Season, SpecialDay, Week

NO_REASON: Mapping[str, str] = {}

Layer = Closure | SpecialDay | Season | Week


class Source(StrEnum):
    """Which entry decides a day's hours."""

    CLOSURE = "closure"
    SPECIAL_DAY = "special_day"
    SEASON = "season"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours that belong to one day, as a sign on the door would give them."""

    on: date
    intervals: tuple[Interval, ...]
    source: Source
    reason: Mapping[str, str]

    @property
    def is_closed(self) -> bool:
        return not self.intervals


def intervals_of(layer: Layer, weekday: int) -> tuple[Interval, ...]:
    """The intervals an entry gives to a weekday."""
    match layer:
        case Closure():
            return ()
        case SpecialDay():
            return layer.intervals
        case Season():
            return layer.week.days[weekday]
        case Week():
            return layer.days[weekday]


def civil_minutes(before: tuple[Interval, ...], today: tuple[Interval, ...]) -> tuple[Minutes, ...]:
    """The open minutes of one calendar day, from the intervals of the day before and its own; merged."""
    spans = [(0, end - DAY_MINUTES) for _, end in (i.minutes for i in before) if end > DAY_MINUTES]
    spans += [(start, min(end, DAY_MINUTES)) for start, end in (i.minutes for i in today)]
    merged: list[Minutes] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return tuple(merged)
