"""What a page carries so that a small script keeps its status line right for days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, TypedDict

from venues.hours.status import LOOK_BACK, Status, status_from
from venues.hours.timeline import Opening, aware, offset_spans, openings_from

if TYPE_CHECKING:
    from venues.hours.schedule import Schedule

ONE_DAY = timedelta(days=1)
MAX_DAYS = 31


class ClientState(TypedDict, total=False):
    """What the page says from `at` on: moments in seconds since 1970 UTC, days and times the venue's own."""

    at: int
    kind: str  # a StatusKind
    until: int
    time: str  # of `until`: "20:00", "24:00"
    weekday: int  # of `until`, 0 is Monday
    date: str  # of `until`, ISO
    days: int  # to `until`: 0 today, 1 tomorrow
    since: int
    admission: str  # "19:30"
    admission_over: bool  # only ever true
    through: str  # ISO, the last day of a closure
    reason: str | dict[str, str]  # a text, or texts by language where no language was asked for


class ClientPayload(TypedDict):
    """The states in order of `at`: the last one that has begun holds, until `ends`; then nothing is known."""

    zone: str
    ends: int
    offsets: list[list[int]]  # [from this moment on, local time is UTC plus so many seconds]
    states: list[ClientState]


def client_payload(
    schedule: Schedule, moment: datetime, days: int, language: str | None, closing_soon: timedelta
) -> ClientPayload:
    """Every status from a moment on, as JSON-able values that need no time-zone arithmetic."""
    if not 1 <= days <= MAX_DAYS:
        raise ValueError(f"A page looks 1 to {MAX_DAYS} days ahead.")
    start = aware(moment).astimezone(UTC).replace(microsecond=0)
    end = start + days * ONE_DAY
    openings = list(_openings_through(schedule, start, end))
    offsets = [(begin, offset) for begin, _, offset in offset_spans(schedule.zone, start, end)]
    changes = offsets[:1] + [later for earlier, later in pairwise(offsets) if earlier[1] != later[1]]
    moments = {
        start,
        *_turning_moments(schedule, openings, closing_soon),
        *_day_moments(schedule, start, end),
        *(begin for begin, _offset in changes),
    }
    states: list[ClientState] = []
    for turn in sorted(turn for turn in moments if start <= turn < end):
        facts = _facts(status_from(schedule, openings, turn, closing_soon), language)
        if not states or states[-1] != {"at": states[-1]["at"], **facts}:
            states.append({"at": _seconds(turn), **facts})
    return {
        "zone": schedule.time_zone,
        "ends": _seconds(end),
        "offsets": [[_seconds(begin), int(offset.total_seconds())] for begin, offset in changes],
        "states": states,
    }


def _openings_through(schedule: Schedule, start: datetime, end: datetime) -> Iterator[Opening]:
    """The openings that the statuses between two moments need, the first one after them included."""
    for opening in openings_from(schedule, start - LOOK_BACK):
        yield opening
        if opening.opens_at > end:
            return


def _turning_moments(schedule: Schedule, openings: list[Opening], closing_soon: timedelta) -> Iterator[datetime]:
    for opening in openings:
        yield from (opening.opens_at, opening.opens_at + LOOK_BACK)
        if not opening.is_endless:
            yield from (opening.closes_at, opening.closes_at - closing_soon, opening.closes_at - ONE_DAY)
            if schedule.last_admission:
                yield max(opening.opens_at, opening.closes_at - schedule.last_admission)


def _day_moments(schedule: Schedule, start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments at which today becomes tomorrow, or another day's reason holds, on the venue's clock.

    Hours of two days that run into each other are one opening, and each day may have its own reason.
    """
    day, last = start.astimezone(schedule.zone).date(), end.astimezone(schedule.zone).date()
    while day <= last:
        intervals = schedule.hours_on(day).intervals
        for moment in {time(0), *(edge for i in intervals for edge in (i.opens, i.closes))}:
            for fold in (0, 1):  # where the clock is put back, an hour comes twice
                yield datetime.combine(day, moment.replace(fold=fold), schedule.zone).astimezone(UTC)
        day += ONE_DAY


def _facts(status: Status, language: str | None) -> ClientState:
    facts: ClientState = {"kind": status.kind.value}
    if status.until and status.until_text and status.until_on:
        facts["until"] = _seconds(status.until)
        facts["time"] = status.until_text
        facts["weekday"] = status.until_on.weekday()
        facts["date"] = status.until_on.isoformat()
        facts["days"] = (status.until_on - status.moment.date()).days
    if status.since:
        facts["since"] = _seconds(status.since)
    if status.last_admission_at:
        facts["admission"] = f"{status.last_admission_at:%H:%M}"
    if status.is_admission_over:
        facts["admission_over"] = True
    if status.closed_through:
        facts["through"] = status.closed_through.isoformat()
    if reason := status.reason.get(language, "") if language else dict(status.reason):
        facts["reason"] = reason
    return facts


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
