"""What a page carries so that a small script keeps its status line right for days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from venues.hours.status import LOOK_BACK, Status, status_from
from venues.hours.timeline import Opening, aware, offset_spans, openings_from

if TYPE_CHECKING:
    from venues.hours.schedule import Schedule

ONE_DAY = timedelta(days=1)
MAX_DAYS = 31


def client_payload(
    schedule: Schedule, moment: datetime, days: int, language: str | None, closing_soon: timedelta
) -> dict[str, object]:
    """Every status from a moment on, as JSON-able values.

    The script needs no time-zone arithmetic. `states` are in order of `at`; the last one whose `at` has
    passed holds, until `ends`: after that the page knows nothing. All moments are whole seconds since 1970
    UTC, all days and "HH:MM" texts the venue's own. Each state has `at` and `kind` (StatusKind), and where
    they apply: `until` (moment) with its `time` ("20:00", "24:00"), `weekday` (0 is Monday), `date` (ISO) and
    `days` (0 today, 1 tomorrow); `since` (moment); `admission` ("19:30") and `admission_over` (true);
    `through` (ISO date, a closure's last day); `reason` (a text, or texts by language without a language).
    `offsets` are pairs: from this moment on, local time is UTC plus so many seconds.
    """
    if not 1 <= days <= MAX_DAYS:
        raise ValueError(f"A page looks 1 to {MAX_DAYS} days ahead.")
    start = aware(moment).astimezone(UTC).replace(microsecond=0)
    end = start + days * ONE_DAY
    openings = list(_openings_through(schedule, start, end))
    moments = {start, *_turning_moments(schedule, openings, closing_soon), *_midnights(schedule, start, end)}
    states: list[dict[str, object]] = []
    for turn in sorted(turn for turn in moments if start <= turn < end):
        facts = _facts(status_from(schedule, openings, turn, closing_soon), language)
        if not states or states[-1] != {"at": states[-1]["at"], **facts}:
            states.append({"at": _seconds(turn), **facts})
    offsets = [
        [_seconds(begin), int(offset.total_seconds())] for begin, _, offset in offset_spans(schedule.zone, start, end)
    ]
    return {
        "zone": schedule.time_zone,
        "ends": _seconds(end),
        "offsets": offsets[:1] + [later for earlier, later in pairwise(offsets) if earlier[1] != later[1]],
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
        yield opening.opens_at
        if opening.closes_at:
            yield from (opening.closes_at, opening.closes_at - closing_soon, opening.closes_at - ONE_DAY)
            if schedule.last_admission:
                yield max(opening.opens_at, opening.closes_at - schedule.last_admission)


def _midnights(schedule: Schedule, start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments at which today becomes tomorrow on the venue's clock."""
    day, last = start.astimezone(schedule.zone).date(), end.astimezone(schedule.zone).date()
    while day <= last:
        yield datetime.combine(day, time(0), schedule.zone).astimezone(UTC)
        day += ONE_DAY


def _facts(status: Status, language: str | None) -> dict[str, object]:
    facts: dict[str, object | None] = {
        "kind": status.kind.value,
        "until": _seconds(status.until) if status.until else None,
        "time": status.until_text,
        "weekday": status.until_on.weekday() if status.until_on else None,
        "date": status.until_on.isoformat() if status.until_on else None,
        "days": status.days_until,
        "since": _seconds(status.since) if status.since else None,
        "admission": f"{status.last_admission_at:%H:%M}" if status.last_admission_at else None,
        "admission_over": status.is_admission_over or None,
        "through": status.closed_through.isoformat() if status.closed_through else None,
        "reason": (status.reason.get(language) if language else dict(status.reason)) or None,
    }
    return {name: fact for name, fact in facts.items() if fact is not None}


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
