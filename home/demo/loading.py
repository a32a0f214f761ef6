"""What every step of loading the demo content needs to know."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone
from wagtail.models import Locale, Page

from home.demo import dates
from home.demo.content import LANGUAGES, Content, Item, read_content, source_language, with_dates
from home.demo.story import Keys, StoryWriter
from home.demo.words import Words
from venues.hours import Schedule

Say = Callable[[str], None]


@dataclass
class NewPage:
    """A page being made: as it is written, as it stands in its first language, and its texts in both."""

    kind: str
    item: Item
    page: Page
    words: Words = field(default_factory=Words)

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.item['key']}"


@dataclass
class Loading:
    """One run of the loader: the content, the day it is loaded on, and the keys of what is there already."""

    say: Say
    today: date = field(default_factory=timezone.localdate)
    content: Content = field(default_factory=read_content)
    keys: Keys = field(default_factory=Keys)

    @cached_property
    def locales(self) -> dict[str, Locale]:
        return {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}

    @cached_property
    def schedules(self) -> dict[str, Schedule]:
        """The opening hours of every venue as the content gives them."""
        zones = {region["key"]: region["time_zone"] for region in self.content.regions}
        return {
            venue["key"]: dates.schedule_of(venue, zones[venue["region"]], self.today) for venue in self.content.venues
        }

    @cached_property
    def _programme(self) -> dict[str, list[dates.Slot]]:
        return dates.programme(self.content.events, self.schedules, self.today)

    def slots(self, event: Item) -> list[dates.Slot]:
        """Return the dates of an event, seen from today."""
        return self._programme[event["key"]]

    def first_day(self, event_key: str) -> date:
        """Return the first day of an event: of its dates, or of its run."""
        event = self.content.by_key["events"][event_key]
        run = dates.run(event, self.today)
        return run[0] if run else self.slots(event)[0].day

    def with_dates(self, text: str, language: str) -> str:
        """Put the days that a text names by events into words."""
        return with_dates(text, language, self.first_day)

    def writer(self, new: NewPage) -> StoryWriter:
        """Return what writes the texts of a new page."""
        return StoryWriter(new.name, source_language(new.item), self.keys, new.words, self.with_dates)


def translation_key(kind: str, key: str) -> UUID:
    """Return the key by which a page of the demo is known again, whatever editors have made of it."""
    return uuid5(NAMESPACE_URL, f"izluchina-demo/{kind}/{key}")
