"""What is on: rows of dates, running exhibitions, the river of days. What other rooms may ask for is here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Case, Count, F, QuerySet, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.addresses import Addresses
from core.dates import weekday_short
from core.visibility import open_to_all
from events import wording
from events.listed import Listed, Texts, closed_note
from events.models.index import EventIndexPage
from events.models.occurrences import Occurrence
from events.models.pages import EventPage
from events.river import RiverDay, WeekRiver, is_closed
from events.selection import Days, Selection
from venues.directory import Directory, Place

__all__ = [
    "Listed",
    "Programme",
    "ProgrammeDay",
    "RiverDay",
    "WeekRiver",
    "can_be_seen",
    "closed_note",
    "counts_by_region",
    "is_closed",
]

ONE_DAY = timedelta(days=1)
#: Events of one page of the list, cut at the end of a day.
ROWS_A_PAGE = 30
#: Rows of a single day that is fuller than a page.
ROWS_A_DAY = 500
#: How far ahead exhibitions still to open are announced.
ANNOUNCED_AHEAD = timedelta(days=90)
GLINTS_SHOWN = 12


@dataclass(frozen=True)
class ProgrammeDay:
    """A day of the list."""

    day: date
    heading: str
    beside: str
    rows: tuple[Listed, ...]


@dataclass
class Programme:
    """One question to the programme: a language, a moment, the venues. Everything is asked for once."""

    language: str
    now: datetime = field(default_factory=timezone.now)
    #: The visitor's region: of what is on at the same time, its own stands first.
    region_slug: str = ""

    @cached_property
    def directory(self) -> Directory:
        return Directory.of_language(self.language)

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.language)

    @cached_property
    def index_url(self) -> str:
        """The address of what's on in this language; empty where there is none."""
        pages = EventIndexPage.objects.filter(open_to_all(), locale__language_code=self.language).order_by("path")
        return self.addresses.of(pages.values_list("url_path", flat=True).first() or "")

    @cached_property
    def today(self) -> date:
        """The day it is where the main venue stands."""
        return self.now.astimezone(self.directory.main_zone).date()

    # Dates

    def dates(self, days: Days) -> QuerySet[Occurrence]:
        """Dates of all events that begin on these days; those over already only where a day is asked for."""
        if days.is_asked or days.first != self.today:
            return Occurrence.objects.on_days(days.first, days.last)
        return Occurrence.objects.on_days(days.first - ONE_DAY, days.last).upcoming(self.now)

    def occurrences(self, selection: Selection) -> QuerySet[Occurrence]:
        """The selection's dates that readers have a page of, in order."""
        return selection.apply(self.dates(selection.days).for_readers(self.language).in_order(), "event__")

    def rows(self, selection: Selection, limit: int | None = None) -> list[Listed]:
        """The dates of a selection as rows, in one query."""
        found = self.occurrences(selection).for_rows()
        if self.region_slug:
            elsewhere = Case(When(event__venue__region__slug=self.region_slug, then=0), default=1)
            found = found.order_by("day", elsewhere, *found.query.order_by)
        return [self.listed(occurrence) for occurrence in found[:limit]]

    def page_of_days(self, selection: Selection) -> tuple[list[ProgrammeDay], date | None]:
        """One page of the list, cut at the end of a day, and the day the next one begins with."""
        rows = self.rows(selection, ROWS_A_PAGE + 1)
        following = None
        if len(rows) > ROWS_A_PAGE:
            following = rows[-1].day
            if following == rows[0].day:
                one_day = selection.on(following, following, is_asked=selection.days.is_asked)
                rows = self.rows(one_day, ROWS_A_DAY)
                following = following + ONE_DAY if selection.days.includes(following + ONE_DAY) else None
            else:
                rows = [row for row in rows if row.day < following]
        return self.by_day(rows), following

    def by_day(self, rows: Iterable[Listed]) -> list[ProgrammeDay]:
        return [
            ProgrammeDay(day, *wording.day_heading(day, self.today), tuple(group))
            for day, group in groupby(rows, key=lambda row: row.day)
        ]

    def nearest(self, selection: Selection, limit: int = 3) -> tuple[list[Listed], Selection]:
        """What comes instead of a selection that found nothing, and the filters it still answers.

        First what follows the days asked for, then anything from today on, then anything at all.
        """
        days = selection.days
        tries = [selection.on(max(days.last + ONE_DAY, self.today))] if days.last else []
        if days.last or days.first > self.today:
            tries.append(selection.on(self.today))
        if selection.has_filters:
            tries.append(selection.without_filters.on(self.today))
        for asked in tries:
            found = self.occurrences(asked).upcoming(self.now).taking_place().for_rows()[:limit]
            rows = [self.listed(occurrence) for occurrence in found]
            if rows:
                return rows, asked
        return [], selection.without_filters

    # Exhibitions

    def last_of_exhibitions(self, days: Days) -> date:
        """The day up to which exhibitions are shown: the last one asked for, or as far as they are announced."""
        return days.last or (days.first if days.is_asked else self.today + ANNOUNCED_AHEAD)

    def exhibitions(self, selection: Selection, last: date | None = None) -> list[Listed]:
        """Runs that touch the selection's days (through ``last``), soonest to close first."""
        days = selection.days
        found = (
            EventPage.objects.with_reader_page(self.language)
            .running_between(days.first, last or days.last or days.first)
            .select_related("lead_photo__credit", "hall")
            .by_end_of_run()
        )
        if self.region_slug:
            elsewhere = Case(When(venue__region__slug=self.region_slug, then=0), default=1)
            found = found.order_by(elsewhere, *found.query.order_by)
        return [self.listed_event(event) for event in selection.apply(found)]

    def is_open_between(self, item: Listed, first: date, last: date) -> bool:
        """Whether an exhibition can be seen on any of these days: its venue is not closed on all of them."""
        return can_be_seen(item.place, item.event.run_starts_on, item.event.run_ends_on, first, last)

    # The river

    def river(
        self, first: date, days: int, selection: Selection | None = None, base_url: str | None = None
    ) -> WeekRiver:
        """The lights of ``days`` days from ``first``, in one query; ``base_url`` is the programme's address."""
        last = first + ONE_DAY * (days - 1)
        asked = (selection or Selection(Days(first))).on(first, last)
        found = Occurrence.objects.for_readers(self.language).on_days(first, last).taking_place().in_order()
        lights: dict[date, list[int]] = {}
        for day, starts_at, ends_at in selection_values(asked.apply(found, "event__")):
            lights.setdefault(day, []).append(wording.glint(ends_at - starts_at))
        scope = asked.scope(self.directory)
        chosen = selection.days.first if selection and selection.days.is_asked and selection.days.is_single else None
        return WeekRiver(
            days=tuple(self._river_day(first + ONE_DAY * step, lights, asked, scope, chosen) for step in range(days)),
            base_url=self.index_url if base_url is None else base_url,
            is_fortnight=days > 7,
        )

    def _river_day(
        self,
        day: date,
        lights: dict[date, list[int]],
        selection: Selection,
        scope: Sequence[Place],
        chosen: date | None,
    ) -> RiverDay:
        glints = lights.get(day, [])
        if glints:
            text = wording.events_in_words(len(glints))
        else:
            text = _("closed") if is_closed(scope, day) else _("no events")
        return RiverDay(
            day=day,
            weekday=weekday_short(day),
            glints=tuple(glints[:GLINTS_SHOWN]),
            count=len(glints),
            text=text,
            is_today=day == self.today,
            is_current=day == (chosen or self.today),
            query="?" + urlencode([("date", day.isoformat()), *selection.as_pairs()]),
        )

    # Items

    def listed(self, occurrence: Occurrence) -> Listed:
        return self._item(occurrence.event, occurrence.reader_page, occurrence)

    def listed_event(self, event: EventPage) -> Listed:
        return self._item(event, event.reader_page, None)

    def _item(self, event: EventPage, texts: Texts, occurrence: Occurrence | None) -> Listed:
        return Listed(
            event=event,
            texts=texts,
            url=self.addresses.of(texts["url_path"]),
            place=self.directory.of(event.venue_id),
            now=self.now,
            directory=self.directory,
            occurrence=occurrence,
        )


def selection_values(occurrences: QuerySet[Occurrence]) -> Iterable[tuple[date, datetime, datetime]]:
    return occurrences.values_list("day", "starts_at", "ends_at")


def can_be_seen(place: Place | None, starts_on: date | None, ends_on: date | None, first: date, last: date) -> bool:
    """Whether a run has a day from ``first`` through ``last`` on which its venue is not closed."""
    start = max(first, starts_on or first)
    end = min(last, ends_on or last)
    if place is None:
        return start <= end
    return any(not place.is_closed_on(start + ONE_DAY * step) for step in range((end - start).days + 1))


# What other rooms ask for


def counts_by_region(language: str, start: date, end: date) -> dict[int, int]:
    """How many dates begin in each region from ``start`` through ``end``, by the region's key."""
    found = Occurrence.objects.for_readers(language).on_days(start, end).taking_place()
    counted = (
        found.order_by()
        .values(region=F("event__venue__region"))
        .filter(region__isnull=False)
        .annotate(count=Count("pk"))
    )
    return {item["region"]: item["count"] for item in counted}
