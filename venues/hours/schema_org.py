"""Opening hours for search engines: https://schema.org/OpeningHoursSpecification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from venues.hours.values import Closure, Interval, Season, SpecialDay, Week

if TYPE_CHECKING:
    from venues.hours.schedule import Schedule

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Search engines read equal times as closed all day, and 23:59 as the end of a whole day.
CLOSED = ("00:00", "00:00")
MAX_DAYS = 3660

Specification = dict[str, object]
Period = tuple[date, date | None]


def to_schema_org(schedule: Schedule, on: date, language: str | None, days: int) -> list[Specification]:
    """The ordinary week, then what replaces it in the `days` days from `on`, in order of time.

    A closing time before the opening one lies on the next day. The dated parts do not overlap, so that no
    reader has to guess which one wins. With a language, reasons become descriptions.
    """
    if not 0 <= days <= MAX_DAYS:
        raise ValueError(f"Look 0 to {MAX_DAYS} days ahead.")
    specifications = list(_week(schedule.week))
    for layer, run in groupby((on + timedelta(days=ahead) for ahead in range(days + 1)), schedule.layer_on):
        dates = list(run)
        match layer:
            case Season():
                specifications += _week(layer.week, (dates[0], dates[-1]))
            case SpecialDay():
                specifications += _hours(layer.intervals, (layer.on, layer.on), layer.reason, language)
            case Closure():
                period = dates[0], None if layer.ends_on is None else dates[-1]
                specifications += _hours((), period, layer.reason, language)
    return specifications


def _week(week: Week, period: Period | None = None) -> Iterator[Specification]:
    by_hours: dict[tuple[str, str], list[str]] = {}
    for weekday, intervals in enumerate(week.days):
        # Outside of a period, a day that is not named is closed; within one, the ordinary week would show.
        for hours in _times(intervals) if intervals or period else ():
            by_hours.setdefault(hours, []).append(f"https://schema.org/{WEEKDAYS[weekday]}")
    for (opens, closes), weekdays in by_hours.items():
        yield {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": weekdays,
            "opens": opens,
            "closes": closes,
            **_validity(period),
        }


def _hours(
    intervals: Sequence[Interval],
    period: Period,
    reason: Mapping[str, str],
    language: str | None,
) -> Iterator[Specification]:
    description = {"description": reason[language]} if language and language in reason else {}
    for opens, closes in _times(intervals):
        yield {
            "@type": "OpeningHoursSpecification",
            "opens": opens,
            "closes": closes,
            **_validity(period),
            **description,
        }


def _times(intervals: Sequence[Interval]) -> list[tuple[str, str]]:
    return [_pair(interval) for interval in intervals] or [CLOSED]


def _pair(interval: Interval) -> tuple[str, str]:
    start, end = interval.minutes
    if end - start == 24 * 60:
        end -= 1
    return f"{start // 60:02}:{start % 60:02}", f"{end // 60 % 24:02}:{end % 60:02}"


def _validity(period: Period | None) -> Specification:
    if period is None:
        return {}
    first, last = period
    return {"validFrom": first.isoformat()} | ({"validThrough": last.isoformat()} if last else {})
