"""From wall-clock hours to moments: openings in UTC, across clock changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from venues.hours.schedule import Schedule

ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)
# A week's or a year's whole turn, and the longest window anybody looks through after it.
FIVE_WEEKS, ONE_YEAR = timedelta(days=40), timedelta(days=400)
MIDNIGHT = datetime.min.time()
FOREVER = datetime.max.replace(tzinfo=UTC)
Span = tuple[datetime, datetime]
OffsetSpan = tuple[datetime, datetime, timedelta]


@dataclass(frozen=True, slots=True)
class Opening:
    """One unbroken opening, both ends in UTC."""

    opens_at: datetime
    closes_at: datetime

    @property
    def is_endless(self) -> bool:
        """Whether the venue is not known to close again."""
        return self.closes_at == FOREVER

    def contains(self, moment: datetime) -> bool:
        return self.opens_at <= moment < self.closes_at


def aware(moment: datetime) -> datetime:
    """The moment itself; ValueError if it has no zone or lies outside the years anybody asks about."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("A moment needs a time zone.")
    if not 1900 <= moment.year <= 2900:
        raise ValueError("The moment lies too far away.")
    return moment


def offset_at(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def offset_spans(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[OffsetSpan]:
    """Cut a stretch of whole UTC seconds into pieces of at most a day, each with one offset from UTC."""
    while start < end:
        stop, offset = min(start + ONE_DAY, end), offset_at(zone, start)
        if offset_at(zone, stop - ONE_SECOND) != offset:
            same, changed = start, stop - ONE_SECOND
            while changed - same > ONE_SECOND:
                middle = same + timedelta(seconds=(changed - same) // ONE_SECOND // 2)
                same, changed = (middle, changed) if offset_at(zone, middle) == offset else (same, middle)
            stop = changed
        yield start, stop, offset
        start = stop


def open_spans(schedule: Schedule, start: datetime, end: datetime) -> Iterator[Span]:
    """The open stretches between two UTC moments, in order, not yet joined."""
    for begin, stop, offset in offset_spans(schedule.zone, start, end):
        wall_begin, wall_stop = (moment.replace(tzinfo=None) + offset for moment in (begin, stop))
        day = wall_begin.date()
        while (midnight := datetime.combine(day, MIDNIGHT)) < wall_stop:
            for first, last in schedule.minutes_on(day):
                opens = max(wall_begin, midnight + timedelta(minutes=first))
                closes = min(wall_stop, midnight + timedelta(minutes=last))
                if opens < closes:
                    yield ((opens - offset).replace(tzinfo=UTC), (closes - offset).replace(tzinfo=UTC))
            day += ONE_DAY


def spans_worth_a_look(schedule: Schedule, start: datetime) -> list[Span]:
    """The stretches after a moment outside of which nothing can change.

    A week repeats after seven days and the seasons of every year after one, so beyond that only the dates
    of special days, closures and single seasons matter.
    """
    reach = ONE_YEAR if any(season.every_year for season in schedule.seasons) else FIVE_WEEKS
    if any(season.every_year and season.first == season.last == (2, 29) for season in schedule.seasons):
        reach = timedelta(days=366 * 8)
    dates = {start.date()} | {date_ for date_ in _turning_points(schedule) if date_ > start.date()}
    spans: list[Span] = []
    for day in sorted(dates):
        begin = max(start, datetime.combine(day, MIDNIGHT, UTC) - 2 * ONE_DAY)
        end = datetime.combine(day, MIDNIGHT, UTC) + reach
        if spans and begin <= spans[-1][1]:
            spans[-1] = spans[-1][0], end
        else:
            spans.append((begin, end))
    return spans


def _turning_points(schedule: Schedule) -> Iterator[date]:
    for special in schedule.special_days:
        yield special.on
    for season in schedule.seasons:
        if not season.every_year:
            yield season.starts_on
            yield season.ends_on + ONE_DAY
    for closure in schedule.closures:
        yield closure.starts_on
        if closure.ends_on:
            yield closure.ends_on + ONE_DAY


def openings_from(schedule: Schedule, start: datetime) -> Iterator[Opening]:
    """Joined openings from a moment on, found only as far as they are asked for."""
    start = aware(start).astimezone(UTC).replace(second=0, microsecond=0)
    opens = closes = None
    looked_until = start
    for begin, end in spans_worth_a_look(schedule, start):
        if closes == looked_until:
            closes = begin
        for span_opens, span_closes in open_spans(schedule, begin, end):
            if closes == span_opens:
                closes = span_closes
                continue
            if opens and closes:
                yield Opening(opens, closes)
            opens, closes = span_opens, span_closes
        looked_until = end
    if opens and closes:
        yield Opening(opens, FOREVER if closes == looked_until else closes)


def between(schedule: Schedule, start: datetime, end: datetime) -> list[Opening]:
    """All openings between two moments, joined, cut to them, in UTC."""
    start, end = aware(start).astimezone(UTC), aware(end).astimezone(UTC)
    joined: list[Span] = []
    # Clock changes are found to the second, so the search starts on one.
    for opens, closes in open_spans(schedule, start.replace(microsecond=0), end):
        opens = max(opens, start)
        if joined and joined[-1][1] == opens:
            joined[-1] = joined[-1][0], closes
        elif opens < closes:
            joined.append((opens, closes))
    return [Opening(opens, closes) for opens, closes in joined]


def next_change(schedule: Schedule, moment: datetime) -> datetime | None:
    """The first moment after this one at which the venue opens or closes, in its zone; None if never."""
    for opening in openings_from(schedule, moment):
        if opening.opens_at > moment:
            return opening.opens_at.astimezone(schedule.zone)
        if opening.closes_at > moment:
            return None if opening.is_endless else opening.closes_at.astimezone(schedule.zone)
    return None
