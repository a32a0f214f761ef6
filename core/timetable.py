"""A day in several halls as a timetable: halls side by side, hours below one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Generic, NamedTuple, TypeVar

#: More halls or hours than these are read more easily as a list; the style sheet has no more places either.
MOST_HALLS, MOST_HOURS = 6, 28
DAY = 24 * 60
USUAL_MINUTES = 60

Item = TypeVar("Item")


class Session(NamedTuple, Generic[Item]):
    """Something in a hall, or everywhere where ``hall`` is empty; an end at or before the start is past midnight."""

    start: time
    end: time | None
    hall: str
    item: Item


@dataclass(frozen=True)
class Cell(Generic[Item]):
    """A session in its place: the number of its hall (0: all of them), its first hour and how many it takes."""

    item: Item
    hall: str
    column: int
    row: int
    span: int


@dataclass(frozen=True)
class Timetable(Generic[Item]):
    """Halls, hours and what stands where; both are counted from one."""

    halls: tuple[str, ...]
    hours: tuple[tuple[int, str], ...]
    cells: tuple[Cell[Item], ...]


def timetable(sessions: Iterable[Session[Item]]) -> Timetable[Item] | None:
    """Return ``sessions`` as a timetable; None where a list says it as well or better.

    That is so where nothing is parallel, where one hall holds two things at once, and where there are too many halls
    or hours. A session without an end lasts until the next one in its hall, an hour at most.
    """
    rows = sorted(sessions, key=lambda session: session.start)
    halls = tuple(dict.fromkeys(session.hall for session in rows if session.hall))
    if not 2 <= len(halls) <= MOST_HALLS:
        return None
    spans = [_span(session, rows) for session in rows]
    is_parallel = False
    for number, (session, (start, end)) in enumerate(zip(rows, spans, strict=True)):
        for other, (begins, ends) in zip(rows[number + 1 :], spans[number + 1 :], strict=True):
            if begins < end and start < ends:
                if not session.hall or not other.hall or session.hall == other.hall:
                    return None
                is_parallel = True
    edges = sorted({edge for span in spans for edge in span})
    if not is_parallel or len(edges) > MOST_HOURS:
        return None
    place = {edge: number for number, edge in enumerate(edges, start=1)}
    begun = sorted({start for start, _end in spans})
    return Timetable(
        halls=halls,
        hours=tuple((place[start], f"{start // 60 % 24:02}:{start % 60:02}") for start in begun),
        cells=tuple(
            Cell(
                session.item,
                session.hall,
                halls.index(session.hall) + 1 if session.hall else 0,
                place[start],
                place[end] - place[start],
            )
            for session, (start, end) in zip(rows, spans, strict=True)
        ),
    )


def _span(session: Session[Item], sessions: Iterable[Session[Item]]) -> tuple[int, int]:
    """The first and the last minute of a session, counted from midnight."""
    start = _minutes(session.start)
    if session.end is not None:
        end = _minutes(session.end)
        return start, end if end > start else end + DAY
    following = [_minutes(other.start) for other in sessions if other.hall == session.hall or not other.hall]
    return start, min([start + USUAL_MINUTES, *(begins for begins in following if begins > start)])


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
