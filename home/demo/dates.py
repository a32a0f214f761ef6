"""When demo events happen: rules counted from the day of loading, kept within the venue's hours."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from home.demo.content import Item
from venues.hours import Closure, Interval, Schedule, Season, SpecialDay, Week

FURTHEST_SHIFT = 14  # days an event is moved at most to find its venue open
LEAP_YEAR = 2024  # a yearly season is entered with any year's dates


@dataclass(frozen=True, order=True)
class Slot:
    """One date of an event, in the venue's local time; an end at or before the start is past midnight."""

    day: date
    starts: time
    ends: time
    status: str = "scheduled"
    #: The day it was planned for, where it was moved; why, in both languages.
    planned: date | None = field(default=None, compare=False)
    reason: tuple[str, str] = field(default=("", ""), compare=False)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From when until when it lasts, by the venue's clock."""
        start, end = datetime.combine(self.day, self.starts), datetime.combine(self.day, self.ends)
        return start, end if end > start else end + timedelta(days=1)

    def overlaps(self, other: "Slot") -> bool:
        """Whether both take place at one time."""
        (start, end), (other_start, other_end) = self.span, other.span
        return start < other_end and other_start < end


class SpecialHours(NamedTuple):
    """A day of a venue with hours of its own; none means closed."""

    day: date
    hours: list[list[str]]
    reason_ru: str
    reason_en: str


def slots(event: Item, schedule: Schedule, today: date) -> list[Slot]:
    """Return the dates of ``event`` in order; those for which its venue is closed are moved or left out."""
    found: dict[tuple[date, time], Slot] = {}
    for rule in event.get("occurrences", []):
        starts = time.fromisoformat(rule["time"])
        for week, wanted in _days(rule, today):
            day = _open_day(schedule, wanted, starts, rule)
            if day is None:
                continue
            ends = (datetime.combine(day, starts) + timedelta(minutes=rule["minutes"])).time()
            status = rule.get("statuses", {}).get(str(week), rule.get("status", "scheduled"))
            moved = day + timedelta(days=rule.get("moves", {}).get(str(week), 0))
            planned = day if moved != day else None
            reason = tuple(rule.get("reasons", {}).get(str(week), ("", "")))
            found[moved, starts] = Slot(moved, starts, ends, status, planned, reason)
    return sorted(found.values())


def programme(events: Iterable[Item], schedules: Mapping[str, Schedule], today: date) -> dict[str, list[Slot]]:
    """Return the dates of all events by their keys: in a hall, what comes often gives way to what comes rarely."""
    found = {event["key"]: slots(event, schedules[event["venue"]], today) for event in events}
    taken: dict[tuple[str, str], list[Slot]] = {}
    for event in sorted(events, key=lambda event: (len(found[event["key"]]), event["key"])):
        if "hall" in event:
            hall = taken.setdefault((event["venue"], event["hall"]), [])
            free = [slot for slot in found[event["key"]] if not any(map(slot.overlaps, hall))]
            hall += [slot for slot in free if slot.status != "cancelled"]
            found[event["key"]] = free
    return found


def run(event: Item, today: date) -> tuple[date, date] | None:
    """Return the first and the last day of an exhibition, or None for an event with dates."""
    rule = event.get("run")
    if rule is None:
        return None
    return today + timedelta(days=rule["from_days"]), today + timedelta(days=rule["to_days"])


def moves_on(event: Item) -> bool:
    """Whether an event stays near to today as time passes; one that is over stays over."""
    if "run" in event:
        return event["run"]["to_days"] > 0
    return any(rule.get("in_days", 0) >= 0 and "last" not in rule for rule in event["occurrences"])


def schedule_of(venue: Item, time_zone: str, today: date) -> Schedule:
    """Return the hours of a venue as the demo content gives them."""
    first, last, reason = closure(venue, today) or (None, None, {})
    return Schedule(
        time_zone=time_zone,
        week=_week(venue["week"]),
        seasons=tuple(
            Season(*season_days(row), _week(row["week"]), every_year=True) for row in venue.get("seasons", [])
        ),
        special_days=tuple(
            SpecialDay(special.day, tuple(Interval.parse(f"{opens}-{closes}") for opens, closes in special.hours))
            for special in special_days(venue, today)
        ),
        closures=(Closure(first, last, reason),) if first else (),
    )


def special_days(venue: Item, today: date) -> list[SpecialHours]:
    """Return the special days of a venue that are still to come, in order; holidays outrank other days."""
    found: dict[date, SpecialHours] = {}
    for rule in sorted(venue.get("special_days", []), key=lambda rule: "date" in rule):
        day = next_month_day(rule["date"], today) if "date" in rule else next(day for _week, day in _days(rule, today))
        found[day] = SpecialHours(day, pairs(rule["hours"]), rule["reason_ru"], rule["reason_en"])
    return sorted(found.values())


def season_days(row: Item) -> tuple[date, date]:
    """Return the first and the last day of a yearly season."""
    first, last = month_day(row["from"], LEAP_YEAR), month_day(row["to"], LEAP_YEAR)
    return first, last if last >= first else month_day(row["to"], LEAP_YEAR + 1)


def closure(venue: Item, today: date) -> tuple[date, date, dict[str, str]] | None:
    """Return the running closure of a venue, or the next one, with its reason by language."""
    row = next(iter(venue.get("closures", [])), None)
    if row is None:
        return None
    last = next_month_day(row["to"], today)
    first = month_day(row["from"], last.year)
    first = first if first <= last else month_day(row["from"], last.year - 1)
    return first, last, {"ru": row["reason_ru"], "en": row["reason_en"]}


def pairs(text: str) -> list[list[str]]:
    """Return ``"11:00-15:00, 16:00-22:00"`` as pairs of local times."""
    return [[part.strip() for part in piece.split("-")] for piece in text.split(",") if piece.strip()]


def month_day(text: str, year: int) -> date:
    """Return ``"12-31"`` of ``year`` as a date."""
    month, day = map(int, text.split("-"))
    return date(year, month, day)


def next_month_day(text: str, today: date) -> date:
    """Return the first ``"12-31"`` that is not before ``today``."""
    day = month_day(text, today.year)
    return day if day >= today else month_day(text, today.year + 1)


def _days(rule: Item, today: date) -> Iterator[tuple[int, date]]:
    """Yield the days of a rule, each with the number of its week (0 for rules without weeks)."""
    if "weekday" in rule:
        first = today + timedelta(days=(rule["weekday"] - today.weekday()) % 7 + rule.get("plus_days", 0))
        weeks = rule["weeks"] if isinstance(rule["weeks"], list) else [rule["weeks"], rule["weeks"]]
        for week in range(weeks[0], weeks[1] + 1, rule.get("every", 1)):
            yield week, first + timedelta(weeks=week)
        return
    if "next" in rule:
        day = next_month_day(rule["next"], today)
    elif "last" in rule:
        ahead = next_month_day(rule["last"], today)
        day = month_day(rule["last"], ahead.year - 1)
    else:
        day = today + timedelta(days=rule["in_days"])
    if day.weekday() in rule.get("only_weekdays", range(7)):
        yield 0, day


def _open_day(schedule: Schedule, day: date, starts: time, rule: Item) -> date | None:
    """Return ``day``, or the nearest open one where the rule says so; None where the venue is closed."""
    step = {"next": 1, "previous": -1}.get(rule.get("if_closed", ""), 0)
    for shift in range(FURTHEST_SHIFT if step else 1):
        candidate = day + timedelta(days=shift * step)
        if _is_open_for(schedule, candidate, starts, rule["minutes"]):
            return candidate
    return None


def _is_open_for(schedule: Schedule, day: date, starts: time, minutes: int) -> bool:
    begin = starts.hour * 60 + starts.minute
    spans = (interval.minutes for interval in schedule.hours_on(day).intervals)
    return any(opens <= begin and begin + minutes <= closes for opens, closes in spans)


def _week(days: list[str]) -> Week:
    return Week.of(
        {number: [Interval.parse(part) for part in text.split(",")] for number, text in enumerate(days) if text}
    )
