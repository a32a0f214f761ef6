"""A venue's opening hours and the questions one may ask of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import combinations
from zoneinfo import ZoneInfo

from venues.hours import client, osm, schema_org, status, timeline, words
from venues.hours.errors import HoursError
from venues.hours.layers import NO_REASON, DayHours, Layer, Source, civil_minutes, intervals_of
from venues.hours.timeline import Opening, aware
from venues.hours.values import Closure, Minutes, Season, SpecialDay, Week

ONE_DAY = timedelta(days=1)
CLOSING_SOON = timedelta(minutes=30)
MAX_ENTRIES = 1000


@dataclass(frozen=True)
class Schedule:
    """When a venue is open. A closure outranks a special day, that a season, that the week.

    A season of one year outranks one of every year. An interval past midnight belongs to the day it starts
    on and runs to its end even where the next day is special or closed. The clock on the venue's wall
    decides: an hour that a clock change skips is never open, one that it repeats is the same both times.
    """

    time_zone: str
    week: Week = field(default_factory=Week)
    seasons: tuple[Season, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
    closures: tuple[Closure, ...] = ()
    last_admission: timedelta | None = None

    def __post_init__(self) -> None:
        for name in ("seasons", "special_days", "closures"):
            entries = tuple(getattr(self, name))
            if len(entries) > MAX_ENTRIES:
                raise HoursError(
                    "too_many_entries", "A schedule has at most {limit} entries of a kind.", limit=MAX_ENTRIES
                )
            object.__setattr__(self, name, entries)
        try:
            ZoneInfo(self.time_zone)
        except (KeyError, ValueError, OSError) as error:
            raise HoursError("not_a_zone", "Not a time zone: {zone!r}.", zone=self.time_zone) from error
        if len({special.on for special in self.special_days}) < len(self.special_days):
            raise HoursError("special_day_twice", "A date is a special day once only.")
        for one, other in combinations(self.seasons, 2):
            if one.every_year == other.every_year and _seasons_overlap(one, other):
                raise HoursError(
                    "seasons_overlap",
                    "Seasons overlap: from {one} and from {other}.",
                    one=one.starts_on,
                    other=other.starts_on,
                )
        if self.last_admission is not None and not timedelta(0) <= self.last_admission < ONE_DAY:
            raise HoursError("last_admission_out_of_range", "Last admission lies less than a day before closing.")

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @cached_property
    def _special_by_date(self) -> dict[date, SpecialDay]:
        return {special.on: special for special in self.special_days}

    @cached_property
    def _seasons_by_rank(self) -> tuple[Season, ...]:
        return tuple(sorted(self.seasons, key=lambda season: season.every_year))

    @property
    def has_hours(self) -> bool:
        """Whether the week or a season has any hours; without them the hours are unknown."""
        return self.week.has_hours or any(season.week.has_hours for season in self.seasons)

    def layer_on(self, day: date) -> Layer:
        """The entry that decides this day."""
        closure = next((closure for closure in self.closures if closure.covers(day)), None)
        if closure:
            return closure
        if special := self._special_by_date.get(day):
            return special
        return next((season for season in self._seasons_by_rank if season.covers(day)), self.week)

    def week_on(self, day: date) -> Week:
        """The week that holds on this day, a season's or the ordinary one, special days left aside."""
        return next((season.week for season in self._seasons_by_rank if season.covers(day)), self.week)

    def hours_on(self, day: date) -> DayHours:
        """The intervals that start on this day, what decided them, and why."""
        layer = self.layer_on(day)
        if isinstance(layer, Closure):
            return DayHours(day, (), Source.CLOSURE, layer.reason)
        if isinstance(layer, SpecialDay):
            return DayHours(day, layer.intervals, Source.SPECIAL_DAY, layer.reason)
        source = Source.SEASON if isinstance(layer, Season) else Source.WEEK
        return DayHours(day, intervals_of(layer, day.weekday()), source, NO_REASON)

    def minutes_on(self, day: date) -> tuple[Minutes, ...]:
        """The open minutes (from, to) between this midnight and the next, the night before included."""
        before = day - ONE_DAY
        return civil_minutes(
            intervals_of(self.layer_on(before), before.weekday()),
            intervals_of(self.layer_on(day), day.weekday()),
        )

    def is_open(self, moment: datetime) -> bool:
        local = aware(moment).astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self.minutes_on(local.date()))

    def next_change(self, moment: datetime) -> datetime | None:
        """The first moment after this one at which the venue opens or closes, in its zone; None if never."""
        return timeline.next_change(self, moment)

    def timeline(self, start: datetime, end: datetime) -> list[Opening]:
        """All openings between two moments, merged, cut to them, in UTC."""
        return timeline.between(self, start, end)

    def status_at(self, moment: datetime, *, closing_soon: timedelta = CLOSING_SOON) -> status.Status:
        """What to tell a visitor at this moment."""
        return status.status_at(self, moment, closing_soon)

    def weekly_text(self, language: str, *, on: date | None = None, mention_closed: bool = False) -> str:
        """ "Tue–Sun 10:00–20:00" in "ru" or "en"; `on` chooses the season. Empty without hours."""
        return words.weekly_text(self.week_on(on) if on else self.week, language, mention_closed=mention_closed)

    def to_osm(self, language: str | None = None) -> str:
        """An OpenStreetMap opening_hours value, reasons as comments in one language or all; may be empty."""
        return osm.to_osm(self, language)

    def to_schema_org(self, on: date, language: str | None = None, *, days: int = 366) -> list[dict[str, object]]:
        """OpeningHoursSpecification objects: the week, and what differs from it in the days after `on`."""
        return schema_org.to_schema_org(self, on, language, days)

    def client_payload(
        self,
        moment: datetime,
        days: int = 8,
        *,
        language: str | None = None,
        closing_soon: timedelta = CLOSING_SOON,
    ) -> client.ClientPayload:
        """JSON-able: every status from this moment on, for a script that knows no time zones."""
        return client.client_payload(self, moment, days, language, closing_soon)


def _seasons_overlap(one: Season, other: Season) -> bool:
    if one.every_year:
        return any(a.covers_month_day(md) for a, b in ((one, other), (other, one)) for md in (b.first, b.last))
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on
