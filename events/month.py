"""The programme as a month: a table of weeks, each day with how much is on and what comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import NamedTuple

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import FIRST_YEAR, LAST_YEAR, month_in_date, weekday
from events import wording
from events.listing import ProgrammeDay, is_closed
from events.models import EventPage, Occurrence
from events.models.choices import NOT_TAKING_PLACE
from events.months import Month, month_of
from events.programme_view import Pairs
from events.river import closed_reason
from events.selection import Days, Selection
from events.whats_on import WhatsOn

ONE_DAY = timedelta(days=1)
#: Events named in the table; the rest are counted.
TITLES_SHOWN = 3
#: From so many events on, a day's lens is of the second and of the third width.
LENS_WIDTHS = (2, 5)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_SHOWN = 20  # characters of what was typed that a note repeats


class Line(NamedTuple):
    """An event named in the table."""

    time: str
    title: str
    url: str
    is_off: bool


@dataclass(frozen=True)
class MonthDay:
    """A day of the table: how many events take place, the first of them, whether the house is closed."""

    day: date
    count: int
    lines: tuple[Line, ...]
    more: int
    closed: str
    query: str
    is_today: bool
    is_past: bool

    @property
    def number(self) -> int:
        return self.day.day

    @property
    def lens(self) -> int:
        """The width of the day's lens of light, 1–3; 0 where nothing takes place."""
        return 1 + sum(self.count >= limit for limit in LENS_WIDTHS) if self.count else 0

    @property
    def words(self) -> str:
        """What stands after the number for those who hear the page: ``ноября, четверг``."""
        return f"{month_in_date(self.day)}, {weekday(self.day)}"

    @property
    def counted(self) -> str:
        return wording.events_in_words(self.count) if self.count else ""

    @property
    def said(self) -> str:
        """``9 событий``, ``закрыто: монтаж`` or ``нет событий``."""
        return ", ".join(filter(None, (self.counted, self.closed))) or _("no events")


class MonthOfEvents(WhatsOn):
    """One visitor's view of the programme: as a calendar of a month."""

    view = "month"

    def _narrowed(self, selection: Selection) -> Selection:
        asked = self.query.get("month", "").strip()
        first = read_month(asked)
        notes = list(selection.notes)
        if asked and first is None:
            notes.append(_("We could not read the month “%(text)s”.") % {"text": asked[:_SHOWN]})
        first = first or self.today.replace(day=1)
        return replace(selection, days=Days(first, last_of_month(first), is_asked=True), notes=tuple(notes))

    @property
    def first(self) -> date:
        return self.selection.days.first

    @property
    def is_current(self) -> bool:
        return (self.first.year, self.first.month) == (self.today.year, self.today.month)

    @property
    def view_pairs(self) -> Pairs:
        return self._pairs_of(self.first)

    @property
    def day_pairs(self) -> Pairs:
        return []

    @property
    def carried(self) -> Pairs:
        return self.view_pairs

    def _pairs_of(self, first: date) -> Pairs:
        is_current = (first.year, first.month) == (self.today.year, self.today.month)
        return [("view", self.view), *([] if is_current else [("month", f"{first:%Y-%m}")])]

    # Other months

    @property
    def previous(self) -> tuple[str, str] | None:
        """The name of the month before and its address; None at the end of what is kept."""
        return self._neighbour(self.first - ONE_DAY)

    @property
    def following(self) -> tuple[str, str] | None:
        return self._neighbour(last_of_month(self.first) + ONE_DAY)

    @property
    def this_month(self) -> str:
        """The address of the month it is now, where another is shown."""
        return "" if self.is_current else self._list_query([("view", self.view), *self.selection.as_pairs()])

    def _neighbour(self, day: date) -> tuple[str, str] | None:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            return None
        query = self._list_query([*self._pairs_of(day.replace(day=1)), *self.selection.as_pairs()])
        return month_of(day, {}).name, query

    # The table

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        """The short and the full name of every day of the week."""
        return [(str(WEEKDAYS_ABBR[number]), str(WEEKDAYS[number])) for number in range(7)]

    @cached_property
    def table(self) -> Month[MonthDay]:
        days = [self.first + ONE_DAY * step for step in range(last_of_month(self.first).day)]
        found = self._found if self.facets.has_dates else {}
        return month_of(self.first, {day: (self._day(day, found.get(day, [])),) for day in days})

    @cached_property
    def _found(self) -> dict[date, list[tuple[int, int, Line]]]:
        """What is named of each day, with the number of all its dates and of those that take place; two queries."""
        days = self.selection.days
        dates = Occurrence.objects.on_days(days.first, days.last)
        pages = EventPage.objects.with_reader_page(self.programme.language).filter(pk__in=dates.values("event"))
        texts = dict(self.selection.apply(pages).order_by().values_list("pk", "reader_page"))
        takes_place = ~Q(status__in=NOT_TAKING_PLACE)
        shown = (
            dates.filter(event__in=list(texts))
            .annotate(
                place=Window(RowNumber(), partition_by=F("day"), order_by=[F("start_time"), F("pk")]),
                total=Window(Count("pk"), partition_by=F("day")),
                held=Window(Count("pk", filter=takes_place), partition_by=F("day")),
            )
            .filter(place__lte=TITLES_SHOWN)
            .order_by("day", "place")
            .values_list("day", "total", "held", "start_time", "status", "event")
        )
        found: dict[date, list[tuple[int, int, Line]]] = {}
        for day, total, held, start, status, event in shown:
            found.setdefault(day, []).append((total, held, self._line(start, status, texts[event])))
        return found

    def _line(self, start: time, status: str, texts: dict[str, str]) -> Line:
        url = self.programme.addresses.of(texts["url_path"])
        return Line(wording.clock(start), texts["title"], url, status in NOT_TAKING_PLACE)

    def _day(self, day: date, found: list[tuple[int, int, Line]]) -> MonthDay:
        total, held = found[0][:2] if found else (0, 0)
        return MonthDay(
            day=day,
            count=held,
            lines=tuple(line for _total, _held, line in found),
            more=total - len(found),
            closed=self._closed(day, has_events=bool(held)),
            query=self._list_query([("date", day.isoformat()), *self.selection.as_pairs()]),
            is_today=day == self.today,
            is_past=day < self.today,
        )

    def _closed(self, day: date, *, has_events: bool) -> str:
        """``закрыто: монтаж``; where something takes place all the same, only of the one venue that is closed."""
        scope = self.selection.scope(self.programme.directory)
        if not is_closed(scope, day):
            return ""
        reason = closed_reason(scope, day)
        if has_events:
            named = reason and len(scope) == 1
            return _("%(venue)s: closed, %(reason)s") % {"venue": scope[0].title, "reason": reason} if named else ""
        return _("closed: %(reason)s") % {"reason": reason} if reason else _("closed")

    # What is said of it

    @cached_property
    def count(self) -> int:
        return sum(day.count for day in self._days)

    @property
    def _days(self) -> Iterator[MonthDay]:
        return (day for week in self.table.weeks for cell in week for day in cell.items)

    @property
    def found(self) -> str:
        """``28 событий, ноябрь 2026``."""
        name = self.table.name
        words = {"count": self.count, "month": name.lower() if self.programme.language == "ru" else name}
        return ngettext("%(count)s event, %(month)s", "%(count)s events, %(month)s", self.count) % words

    @property
    def name(self) -> str:
        """``Ноябрь 2026``."""
        return self.table.name

    @property
    def days(self) -> list[ProgrammeDay]:
        """No days of a list: the table shows them."""
        return []

    @property
    def is_empty(self) -> bool:
        return not any(day.lines for day in self._days)


def read_month(text: str) -> date | None:
    """Return the first day of ``2026-12``; None for what is no month, or none of a year anybody asks about."""
    if not _MONTH.fullmatch(text):
        return None
    year, month = int(text[:4]), int(text[5:])
    return date(year, month, 1) if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 else None


def last_of_month(first: date) -> date:
    return (first.replace(day=28) + ONE_DAY * 4).replace(day=1) - ONE_DAY
