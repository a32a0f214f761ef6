"""What an editor enters about opening hours: intervals, weeks, seasons, special days, closures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import groupby, pairwise

from venues.hours.errors import HoursError

DAY_MINUTES = 24 * 60
EARLIEST_YEAR, LATEST_YEAR = 2000, 2099
MAX_INTERVALS = 8

CLOCK = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
INTERVAL = re.compile(rf"({CLOCK})\s*[-–—]\s*({CLOCK}|24:00)")

MonthDay = tuple[int, int]
Minutes = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """One stretch of opening; a closing time not after the opening one is the next day's, 00:00 is 24:00."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        for moment in (self.opens, self.closes):
            if not isinstance(moment, time):
                raise HoursError("not_a_time", "Opening and closing must be times of day.")
            if moment.tzinfo or moment.second or moment.microsecond:
                raise HoursError("not_a_time", "Opening and closing must be local times in whole minutes.")

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read "10:00-20:00", "18:00–03:00" or "9:00-24:00"; raise HoursError for anything else."""
        match = INTERVAL.fullmatch(text.strip())
        if match is None:
            raise HoursError("not_an_interval", "Not an interval such as 10:00-20:00: {text}.", text=text[:40])
        opens, closes = match.groups()
        return cls(_time(opens), _time("0:00" if closes == "24:00" else closes))

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def minutes(self) -> Minutes:
        """Minutes from the midnight before opening: (600, 1200); the second may reach 2880."""
        start = self.opens.hour * 60 + self.opens.minute
        end = self.closes.hour * 60 + self.closes.minute
        return start, end if end > start else end + DAY_MINUTES

    @property
    def is_whole_day(self) -> bool:
        return self.minutes == (0, DAY_MINUTES)


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def tidy_intervals(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Sort a day's intervals and join those that touch; raise HoursError where two overlap."""
    ordered = sorted(intervals)
    if len(ordered) > MAX_INTERVALS:
        raise HoursError("too_many_intervals", "A day has at most {limit} intervals.", limit=MAX_INTERVALS)
    for earlier, later in pairwise(ordered):
        if later.minutes[0] < earlier.minutes[1]:
            raise HoursError(
                "intervals_overlap", "Intervals overlap: {earlier} and {later}.", earlier=earlier, later=later
            )
    tidy: list[Interval] = []
    for interval in ordered:
        if tidy and tidy[-1].minutes[1] == interval.minutes[0]:
            tidy[-1] = Interval(tidy[-1].opens, interval.closes)
        else:
            tidy.append(interval)
    return tuple(tidy)


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Neighbouring weekdays (0 is Monday) that share their intervals; no intervals means closed."""

    days: tuple[int, ...]
    intervals: tuple[Interval, ...]

    @property
    def is_whole_day(self) -> bool:
        return len(self.intervals) == 1 and self.intervals[0].is_whole_day


@dataclass(frozen=True, slots=True)
class Week:
    """The intervals of seven days, Monday first. A week without any interval says that no hours are known."""

    days: tuple[tuple[Interval, ...], ...] = ((),) * 7

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise HoursError("not_a_week", "A week has seven days.")
        object.__setattr__(self, "days", tuple(tidy_intervals(day) for day in self.days))

    @classmethod
    def of(cls, by_weekday: Mapping[int, Iterable[Interval]]) -> Week:
        """Build a week from the weekdays that have hours, 0 being Monday."""
        if not set(by_weekday) <= set(range(7)):
            raise HoursError("not_a_week", "Weekdays run from 0, Monday, to 6, Sunday.")
        return cls(tuple(tuple(by_weekday.get(weekday, ())) for weekday in range(7)))

    @property
    def has_hours(self) -> bool:
        return any(self.days)

    def groups(self) -> tuple[DayGroup, ...]:
        """Neighbouring days with equal hours, from Monday on, closed days included."""
        return tuple(
            DayGroup(tuple(days), intervals)
            for intervals, days in groupby(range(7), key=lambda weekday: self.days[weekday])
        )


def clean_reason(reason: Mapping[str, str]) -> Mapping[str, str]:
    """Keep the languages that say something, on one line each."""
    lines = {language: " ".join(text.split()) for language, text in reason.items()}
    return {language: text for language, text in lines.items() if text}


def check_day(day: date) -> None:
    # A datetime is a date to isinstance, and would never equal one.
    if type(day) is not date:
        raise HoursError("not_a_date", "A day must be a date.")
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise HoursError(
            "year_out_of_range",
            "The year must lie between {earliest} and {latest}.",
            earliest=EARLIEST_YEAR,
            latest=LATEST_YEAR,
        )


@dataclass(frozen=True, slots=True)
class Season:
    """Days with a week of their own, first and last included; once, or every year, over New Year too.

    A yearly season keeps to the month's end: one that ends on 28 February of a common year includes
    29 February of a leap year, one entered with 29 February ends on 28 February of a common year.
    """

    starts_on: date
    ends_on: date
    week: Week
    every_year: bool = False

    def __post_init__(self) -> None:
        check_day(self.starts_on)
        check_day(self.ends_on)
        if not self.every_year:
            if self.ends_on < self.starts_on:
                raise HoursError("ends_before_start", "A season ends on or after the day it starts.")
            return
        is_too_long = (self.ends_on - self.starts_on).days > 365
        comes_round = self.ends_on.year > self.starts_on.year and self.last >= self.first
        if is_too_long or comes_round:
            raise HoursError("season_too_long", "A season of every year lasts a year at most.")

    @property
    def first(self) -> MonthDay:
        return self.starts_on.month, self.starts_on.day

    @property
    def last(self) -> MonthDay:
        following = self.ends_on + timedelta(days=1)
        return (2, 29) if (following.month, following.day) == (3, 1) else (self.ends_on.month, self.ends_on.day)

    def covers(self, day: date) -> bool:
        return self.covers_month_day((day.month, day.day)) if self.every_year else self._covers_date(day)

    def covers_month_day(self, month_day: MonthDay) -> bool:
        """Whether a yearly season includes this day of the year."""
        if self.first <= self.last:
            return self.first <= month_day <= self.last
        return month_day >= self.first or month_day <= self.last

    def _covers_date(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One date with hours of its own, closed without any; the reason is a text by language, {"ru": …}."""

    on: date
    intervals: tuple[Interval, ...] = ()
    reason: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        check_day(self.on)
        object.__setattr__(self, "intervals", tidy_intervals(self.intervals))
        object.__setattr__(self, "reason", clean_reason(self.reason))


@dataclass(frozen=True, slots=True)
class Closure:
    """The whole venue is closed from one day through another, or until further notice (no last day)."""

    starts_on: date
    ends_on: date | None = None
    reason: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        check_day(self.starts_on)
        if self.ends_on is not None:
            check_day(self.ends_on)
            if self.ends_on < self.starts_on:
                raise HoursError("ends_before_start", "A closure ends on or after the day it starts.")
        object.__setattr__(self, "reason", clean_reason(self.reason))

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
