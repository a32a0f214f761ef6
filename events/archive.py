"""The programme of days gone by: by year and month, the newest first."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.utils.dates import MONTHS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.dates import FIRST_YEAR
from core.paging import page_of
from events import wording
from events.listing import ROWS_A_PAGE, Listed, ProgrammeDay
from events.models import EventPage, Occurrence
from events.month import last_of_month
from events.programme_view import Pairs
from events.selection import Days, Selection
from events.whats_on import WhatsOn

ONE_DAY = timedelta(days=1)
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_SHOWN = 20  # characters of what was typed that a note repeats


@dataclass(frozen=True)
class Period:
    """A year or a month to choose, and how many dates it had."""

    label: str
    count: int
    query: str
    is_chosen: bool

    @property
    def said(self) -> str:
        return wording.events_in_words(self.count)


class Archive(WhatsOn):
    """One visitor's view of the programme: what has been, a year or a month of it."""

    view = "archive"
    year: int
    month: int | None

    def _narrowed(self, selection: Selection) -> Selection:
        yesterday = self.today - ONE_DAY
        notes = list(selection.notes)
        self._past = replace(selection, days=Days(date(FIRST_YEAR, 1, 1), yesterday, is_asked=True))
        year = self._asked("year", FIRST_YEAR, yesterday.year, notes)
        self.is_year_asked = year is not None
        self.year = year or max((year for year, _month in self._counts), default=yesterday.year)
        latest = yesterday.month if self.year == yesterday.year else 12
        self.month = self._asked("month", 1, latest, notes) if year else None
        first = date(self.year, self.month or 1, 1)
        last = last_of_month(first) if self.month else date(self.year, 12, 31)
        return replace(selection, days=Days(first, min(last, yesterday), is_asked=True), notes=tuple(notes))

    def _asked(self, name: str, least: int, most: int, notes: list[str]) -> int | None:
        """The number an address asks for; what is none within reach is noted."""
        text = self.query.get(name, "").strip()
        if _NUMBER.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        if text:
            notes.append(_("There is no “%(text)s” in the archive.") % {"text": text[:_SHOWN]})
        return None

    @property
    def view_pairs(self) -> Pairs:
        return self._pairs_of(self.year, self.month) if self.is_year_asked else [("view", self.view)]

    @property
    def day_pairs(self) -> Pairs:
        return []

    @property
    def carried(self) -> Pairs:
        return self.view_pairs

    def _pairs_of(self, year: int, month: int | None = None) -> Pairs:
        dated = [("month", str(month))] if month else []
        return [("view", self.view), ("year", str(year)), *dated]

    # Years and months

    @cached_property
    def _counts(self) -> Counter[tuple[int, int]]:
        """How many dates the filters leave in each month gone by; one query."""
        counted = self._dates(self._past).order_by().values_list("day__year", "day__month").annotate(Count("pk"))
        return Counter({(year, month): count for year, month, count in counted})

    def _dates(self, selection: Selection) -> QuerySet[Occurrence]:
        pages = selection.apply(EventPage.objects.originals().with_page_in(self.programme.language))
        days = selection.days
        return Occurrence.objects.on_days(days.first, days.last).filter(event__in=pages.order_by().values("pk"))

    @property
    def years(self) -> list[Period]:
        """Every year that had something, the newest first, and the one shown."""
        counts: Counter[int] = Counter()
        for (year, _month), count in self._counts.items():
            counts[year] += count
        return [
            Period(str(year), counts[year], self._period_query(year), year == self.year and not self.month)
            for year in sorted({*counts, self.year}, reverse=True)
        ]

    @property
    def months(self) -> list[Period]:
        """Every month of the year shown that had something, the latest first, and the one shown."""
        found = {month for year, month in self._counts if year == self.year} | ({self.month} if self.month else set())
        return [
            Period(
                str(MONTHS[month]),
                self._counts[self.year, month],
                self._period_query(self.year, month),
                month == self.month,
            )
            for month in sorted(found, reverse=True)
        ]

    def _period_query(self, year: int, month: int | None = None) -> str:
        return self._list_query([*self._pairs_of(year, month), *self.selection.as_pairs()])

    @property
    def name(self) -> str:
        """``Архив, июнь 2026``."""
        return pgettext("what has been", "Archive: %(period)s") % {"period": self.period}

    @property
    def period(self) -> str:
        """``июнь 2026``, ``2026``."""
        if not self.month:
            return str(self.year)
        month = str(MONTHS[self.month])
        return f"{month.lower() if self.programme.language == 'ru' else month} {self.year}"

    # The list

    @cached_property
    def page_obj(self) -> Page:
        """One page of the dates, the newest day first."""
        dates = self._dates(self.selection).with_reader_page(self.programme.language).for_rows()
        months = [self.month] if self.month else range(1, 13)
        count = sum(self._counts[self.year, month] for month in months)
        found = dates.order_by("-day", "start_time", "pk") if count else dates.none()
        return page_of(found, self.query.get("page", ""), ROWS_A_PAGE, count)

    @cached_property
    def days(self) -> list[ProgrammeDay]:
        return self.programme.by_day([self.programme.listed(row) for row in self.page_obj.object_list])

    @property
    def found(self) -> str:
        """``128 событий, июнь 2026``."""
        total = self.page_obj.paginator.count
        words = {"count": total, "period": self.period}
        return ngettext("%(count)s event, %(period)s", "%(count)s events, %(period)s", total) % words

    @property
    def running(self) -> list[Listed]:
        """Exhibitions of that time, where the list begins."""
        return super().running if self.page_obj.number == 1 else []

    @property
    def running_heading(self) -> str:
        return _("Exhibitions of that time")

    @property
    def canonical_query(self) -> str:
        number = self.page_obj.number
        query = super().canonical_query
        return f"{query}&page={number}" if number > 1 else query
