"""What the sections of the home page show, gathered with one query each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.blocks import StreamValue

from articles.models import ArticlePage
from core.dates import weekday
from events import wording
from events.listing import Programme, WeekRiver, counts_by_region
from events.models import EventPage, Occurrence
from events.models.choices import Booking, Kind
from events.selection import Days, Selection
from navigation.chrome import Chrome
from navigation.frame import Frame
from venues.directory import Directory
from venues.models import Region
from venues.status import status_line

ROWS = 8
EXHIBITIONS = 3
ARTICLES = 7
DAYS = 7


@dataclass(frozen=True)
class Section:
    """A section as its template prints it; ``items`` is never empty."""

    template: str
    heading: str
    items: list[Any]
    url: str = ""
    link_text: str = ""
    day: date | None = None
    shortcuts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class HeroEvent:
    """What stands beside the title of the first screen."""

    title: str
    url: str
    when: str
    age: str
    action: str


class HomeListings:
    """Everything the home page shows of other rooms at one moment."""

    def __init__(self, request: HttpRequest, language: str) -> None:
        self.request = request
        self.language = language
        chosen = Chrome(request).chosen_region
        self.region_id = chosen.pk if chosen else None
        self.programme = Programme(language, timezone.now(), chosen.slug if chosen else "")

    @property
    def today(self) -> date:
        return self.programme.today

    @cached_property
    def frame(self) -> Frame:
        return Chrome(self.request).frame

    @cached_property
    def directory(self) -> Directory:
        return Directory.current()

    def week(self) -> WeekRiver | None:
        """The river from this week's Monday; none where the days are all still."""
        monday = self.today - timedelta(days=self.today.weekday())
        river = self.programme.river(monday, DAYS)
        return None if river.is_empty else river

    def hero(self, event: EventPage | None) -> HeroEvent | None:
        """The event of the first screen, while it can still be visited."""
        if event is None:
            return None
        events = EventPage.objects.with_reader_page(self.language).filter(translation_key=event.translation_key)
        found = events.annotate(next_day=_next_day(self.programme)).first()
        if found is None or _is_over(found, self.today):
            return None
        item = self.programme.listed_event(found)
        when = item.dates or (wording.relative_day(found.next_day, self.today) if found.next_day else "")
        return HeroEvent(item.title, item.url, when, item.age_mark, _action(found))

    def sections(self, blocks: StreamValue) -> list[Section]:
        """The sections an editor has put on the page; those with nothing to show are left out."""
        makers: dict[str, Callable[[], Section | None]] = {
            "today": self.today_section,
            "exhibitions": self.exhibitions_section,
            "news": self.news_section,
            "venues": self.venues_section,
            "regions": self.regions_section,
        }
        found = []
        for block in blocks:
            section = makers[block.block_type]() if block.block_type in makers else None
            if section is not None:
                heading = block.value.get("heading") or section.heading
                found.append(replace(section, heading=heading))
        return found

    def today_section(self) -> Section | None:
        """What is left of today; tomorrow, when nothing is."""
        day = self.today
        rows = self.programme.rows(Selection(Days(day, day)), ROWS)
        if not rows:
            day += timedelta(days=1)
            rows = self.programme.rows(Selection(Days(day, day, is_asked=True)), ROWS)
        if not rows:
            return None
        name = pgettext("heading of a day", "Today") if day == self.today else pgettext("heading of a day", "Tomorrow")
        url = self._section_url("eventindexpage")
        return Section(
            template="home/sections/today.html",
            heading=_("%(day)s, %(weekday)s") % {"day": name, "weekday": weekday(day)},
            items=rows,
            url=url,
            link_text=_("Full programme"),
            day=day,
            shortcuts=self._shortcuts(url),
        )

    def _shortcuts(self, url: str) -> list[tuple[str, str]]:
        if not url:
            return []
        return [
            (pgettext("events", "Free"), f"{url}?free=1"),
            (_("With children"), f"{url}?age=6"),
            (_("This weekend"), f"{url}?date=weekend"),
        ]

    def exhibitions_section(self) -> Section | None:
        running = self.programme.exhibitions(Selection(Days(self.today, self.today)))[:EXHIBITIONS]
        url = self._section_url("eventindexpage")
        return _section(
            "exhibitions",
            _("Exhibitions"),
            running,
            f"{url}?kind={Kind.EXHIBITION.value}" if url else "",
            _("All exhibitions"),
        )

    def news_section(self) -> Section | None:
        articles = ArticlePage.objects.published().in_language(self.language).for_cards()
        shown = articles.region_first(self.region_id)[:ARTICLES]
        return _section("news", _("News"), shown, self._section_url("articleindexpage"), _("All news"))

    def venues_section(self) -> Section | None:
        moment = self.programme.now
        places = [(place, status_line(place.schedule, moment, self.language)) for place in self.directory.with_pages]
        return _section(
            "venues", _("Along the embankment"), places, self._section_url("venueindexpage"), _("All venues")
        )

    def regions_section(self) -> Section | None:
        """Every region with the number of its events in the seven days ahead."""
        regions = [region for region in self.directory.regions if region.name]
        if len(regions) < 2:
            return None
        counts = counts_by_region(self.language, self.today, self.today + timedelta(days=DAYS - 1))
        items = [(region, self._region_url(region), counts.get(region.pk, 0)) for region in regions]
        return _section("regions", _("More shores"), [item for item in items if item[1]])

    def _region_url(self, region: Region) -> str:
        url = self._section_url("eventindexpage")
        return f"{url}?region={region.slug}" if url else ""

    def _section_url(self, model: str) -> str:
        return self.frame.section_urls.get(model, "")


def _section(name: str, heading: str, items: Iterable[Any], url: str = "", link_text: str = "") -> Section | None:
    found = list(items)
    return Section(f"home/sections/{name}.html", heading, found, url, link_text) if found else None


def _next_day(programme: Programme) -> Any:
    """Return the subquery for the day of an event's next date."""
    ahead = Occurrence.objects.filter(event=OuterRef("pk"), ends_at__gt=programme.now).order_by("starts_at")
    return Subquery(ahead.values("day")[:1])


def _is_over(event: EventPage, today: date) -> bool:
    if event.run_starts_on:
        return event.run_ends_on is not None and event.run_ends_on < today
    return event.next_day is None


def _action(event: EventPage) -> str:
    """What the button of the first screen says."""
    if event.booking == Booking.TICKETS and not event.is_free:
        return _("Book tickets")
    if event.booking == Booking.REGISTRATION:
        return _("Register")
    return _("More about it")
