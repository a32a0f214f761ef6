"""When an exhibition can be seen, as a calendar says it: whole days that repeat, without those on which it is closed.

Clients take a run for one event: a banner where it is open throughout, else RRULE over its weekdays less EXDATE.
RDATE is left aside, for not all of them know it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from icalendar import Event

from venues.directory import Place

ONE_DAY = timedelta(days=1)
#: Longer runs, and those without an end, are told from the beginning of last year to the end of the next.
LONGEST = timedelta(days=3 * 366)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def days_told(starts_on: date, ends_on: date | None, today: date) -> Iterator[date]:
    """Yield the days of a run that a file speaks of, open or not."""
    if ends_on is None or ends_on - starts_on > LONGEST:
        starts_on = max(starts_on, date(today.year - 1, 1, 1))
        ends_on = min(ends_on or date.max, date(today.year + 1, 12, 31))
    for step in range((ends_on - starts_on).days + 1):
        yield starts_on + ONE_DAY * step


def repeat(entry: Event, days: list[date], place: Place | None) -> bool:
    """Set the days of ``entry`` to those of ``days`` on which ``place`` is open; return whether there are any."""
    open_days = [day for day in days if place is None or not place.is_closed_on(day)]
    if not open_days:
        return False
    first, last = open_days[0], open_days[-1]
    entry.add("dtstart", first)
    if len(open_days) == (last - first).days + 1:
        entry.add("dtend", last + ONE_DAY)
        return True
    entry.add("dtend", first + ONE_DAY)
    weekdays = sorted({day.weekday() for day in open_days})
    entry.add("rrule", {"freq": "WEEKLY", "until": last, "byday": [WEEKDAYS[number] for number in weekdays]})
    seen = set(open_days)
    closed = [day for day in days if first < day < last and day.weekday() in weekdays and day not in seen]
    if closed:
        entry.add("exdate", closed)
    return True
