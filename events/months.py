"""A month as a table of weeks, with what is on each day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.utils.dates import MONTHS

Item = TypeVar("Item")


@dataclass(frozen=True)
class Cell(Generic[Item]):
    """A day in the table."""

    day: date
    is_inside: bool
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Month(Generic[Item]):
    """A month: its name and its weeks, Monday first."""

    name: str
    first: date
    weeks: tuple[tuple[Cell[Item], ...], ...]


def month_of(first: date, items: Mapping[date, Iterable[Item]]) -> Month[Item]:
    """Return the month that ``first`` lies in, with the items of each of its days."""
    first = first.replace(day=1)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        name=f"{MONTHS[first.month]} {first.year}",
        first=first,
        weeks=tuple(
            tuple(Cell(day, day.month == first.month, tuple(items.get(day, ()))) for day in week) for week in weeks
        ),
    )


def months_of(items: Mapping[date, Iterable[Item]], most: int = 18) -> list[Month[Item]]:
    """Return the months that have items, in order, ``most`` at most."""
    firsts = sorted({day.replace(day=1) for day in items})
    return [month_of(first, items) for first in firsts[:most]]


def week_from(day: date) -> list[date]:
    """The week of a day, Monday first."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(7)]
