"""What to tell a visitor about a venue at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from venues.hours.timeline import Opening, aware, openings_from
from venues.hours.values import Closure, SpecialDay
from venues.hours.words import time_text

if TYPE_CHECKING:
    from venues.hours.schedule import Schedule

ONE_DAY = timedelta(days=1)
MIDNIGHT = time(0)
# How far back an opening that is still running is looked for.
LOOK_BACK = timedelta(days=2)


class StatusKind(StrEnum):
    """The sentence to choose."""

    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    ROUND_THE_CLOCK = "round_the_clock"  # no closing in the next 24 hours
    CLOSED = "closed"  # outside the hours of the day, or a day without any in the week
    CLOSED_TODAY = "closed_today"  # a special day without hours
    CLOSED_TEMPORARILY = "closed_temporarily"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Status:
    """A venue's state at a moment. All moments are in the venue's own time zone.

    `until` is the closing of an open venue and the next opening of a closed one, None where there is none.
    `since` is when the present opening began, None for a closed venue or an opening of more than two days.
    `last_admission_at` belongs to the present opening and may have passed. `closed_through` is the last day
    of a temporary closure, None until further notice. `reason` maps languages to texts, often empty.
    """

    kind: StatusKind
    moment: datetime
    until: datetime | None
    reason: Mapping[str, str]
    since: datetime | None = None
    last_admission_at: datetime | None = None
    closed_through: date | None = None

    @property
    def is_open(self) -> bool:
        return self.kind in (StatusKind.OPEN, StatusKind.CLOSING_SOON, StatusKind.ROUND_THE_CLOCK)

    @property
    def is_admission_over(self) -> bool:
        return self.last_admission_at is not None and self.moment >= self.last_admission_at

    @property
    def _is_until_midnight(self) -> bool:
        return self.is_open and self.until is not None and self.until.time() == MIDNIGHT

    @property
    def until_text(self) -> str | None:
        """ "20:00", the local time of `until`; a venue that closes at midnight is open until 24:00."""
        return time_text(self.until.time(), is_closing=self.is_open) if self.until else None

    @property
    def until_on(self) -> date | None:
        """The day that `until_text` belongs to: closing at 24:00 belongs to the day that ends."""
        if self.until and self._is_until_midnight:
            return self.until.date() - ONE_DAY
        return self.until.date() if self.until else None

    @property
    def days_until(self) -> int | None:
        """Calendar days from today to the day of `until_text`: 0 today, 1 tomorrow."""
        return (self.until_on - self.moment.date()).days if self.until_on else None


def status_at(schedule: Schedule, moment: datetime, closing_soon: timedelta) -> Status:
    """The state at a moment; `closing_soon` is the time before closing that counts as soon."""
    return status_from(schedule, openings_from(schedule, aware(moment) - LOOK_BACK), moment, closing_soon)


def status_from(schedule: Schedule, openings: Iterable[Opening], moment: datetime, closing_soon: timedelta) -> Status:
    """The state at a moment, from openings that reach at least to the next change."""
    moment = moment.astimezone(UTC)
    local = moment.astimezone(schedule.zone)
    opening = next((opening for opening in openings if opening.closes_at > moment), None)
    if opening and opening.contains(moment):
        return _open(schedule, opening, local, closing_soon)
    until = opening.opens_at.astimezone(schedule.zone) if opening else None
    hours = schedule.hours_on(local.date())
    kind, closed_through = StatusKind.CLOSED, None
    match schedule.layer_on(local.date()):
        case Closure():
            kind, closed_through = StatusKind.CLOSED_TEMPORARILY, _closed_through(schedule, local.date())
        case SpecialDay():
            kind = StatusKind.CLOSED_TODAY if hours.is_closed else StatusKind.CLOSED
        case _ if not schedule.has_hours:
            kind = StatusKind.UNKNOWN
    return Status(kind, local, until, hours.reason, closed_through=closed_through)


def _open(schedule: Schedule, opening: Opening, local: datetime, closing_soon: timedelta) -> Status:
    zone = schedule.zone
    closes = None if opening.is_endless else opening.closes_at.astimezone(zone)
    # Opening.closes_at is in UTC; subtracting two times of one zone would ignore a clock change between them.
    left = opening.closes_at - local
    if left > ONE_DAY:
        kind = StatusKind.ROUND_THE_CLOCK
    else:
        kind = StatusKind.CLOSING_SOON if left <= closing_soon else StatusKind.OPEN
    admission = None
    if schedule.last_admission and not opening.is_endless:
        admission = max(opening.opens_at, opening.closes_at - schedule.last_admission).astimezone(zone)
    is_known_since = local.astimezone(UTC) - opening.opens_at < LOOK_BACK
    since = opening.opens_at.astimezone(zone) if is_known_since else None
    return Status(kind, local, closes, _reason_while_open(schedule, local), since, admission)


def _reason_while_open(schedule: Schedule, local: datetime) -> Mapping[str, str]:
    """The reason of the day that the running interval belongs to: in the small hours, often yesterday."""
    today, minute = schedule.hours_on(local.date()), local.hour * 60 + local.minute
    if any(start <= minute < end for start, end in (i.minutes for i in today.intervals)):
        return today.reason
    return schedule.hours_on(local.date() - ONE_DAY).reason


def _closed_through(schedule: Schedule, day: date) -> date | None:
    """The last day of the closures that follow one another without a gap."""
    while closures := [closure for closure in schedule.closures if closure.covers(day)]:
        ends = [closure.ends_on for closure in closures]
        if None in ends:
            return None
        day = max(end for end in ends if end) + ONE_DAY
    return day - ONE_DAY
