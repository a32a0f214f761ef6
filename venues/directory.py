"""Every venue of the house at a glance: gathered once a language, kept in the cache; who needs a venue asks here."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Self
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.addresses import Addresses
from core.bilingual import current_language
from core.models import SiteSettings
from core.visibility import open_to_all
from venues.hours import DayHours, Schedule
from venues.models import Region, VenuePage
from venues.schedules import schedule_of

LIFETIME = 300  # seconds; every change to a venue or a region starts a new version at once
VERSION_KEY = "venues.directory.version"
DEFAULT_ZONE = "Europe/Moscow"


@dataclass(frozen=True)
class Place:
    """A venue as one language's readers know it: facts of its original page, texts of the page in that language.

    ``title``, ``url`` and the other texts are empty where it has no page in the language; ``page_ids`` and
    ``slugs`` are those of all its pages, whose translation key is ``key``.
    """

    key: UUID
    page_ids: frozenset[int]
    slugs: frozenset[str]
    title: str
    lead: str
    url: str
    city: str
    street: str
    postal_code: str
    latitude: float | None
    longitude: float | None
    phone: str
    email: str
    photo: models.Model | None
    region: Region | None
    is_main: bool
    changed_at: datetime | None
    schedule: Schedule

    @property
    def slug(self) -> str:
        """The name in filters' addresses: the end of the page's own address."""
        return self.url.rstrip("/").rpartition("/")[2]

    @property
    def has_page(self) -> bool:
        """Whether readers of the language have a page of it."""
        return bool(self.title and self.url)

    @property
    def zone(self) -> ZoneInfo:
        return self.schedule.zone

    @property
    def weekly_text(self) -> str:
        """The week in one line, closed days included."""
        return self.schedule.weekly_text(current_language(), mention_closed=True)

    def hours_on(self, day: date) -> DayHours | None:
        """The hours of a day; None where the venue's hours are not known."""
        if not self.schedule.has_hours and not self.schedule.closures and not self.schedule.special_days:
            return None
        return self.schedule.hours_on(day)

    def is_closed_on(self, day: date) -> bool:
        """Whether the venue is known to be closed all that day."""
        hours = self.hours_on(day)
        return hours is not None and hours.is_closed


@dataclass(frozen=True)
class Directory:
    """All live venues as readers of one language know them, in the order editors gave them, and all regions."""

    places: tuple[Place, ...] = ()
    regions: tuple[Region, ...] = ()

    @classmethod
    def current(cls) -> Self:
        """Return the directory in the reader's language."""
        return cls.of_language(current_language())

    @classmethod
    def of_language(cls, language: str) -> Self:
        """Return the directory in ``language``; no query when it is warm."""
        return cache.get(_cache_key(language)) or cls.gathered(language)

    @classmethod
    def gathered(cls, language: str) -> Self:
        """Gather the directory anew, whatever the cache holds, and keep it."""
        key = _cache_key(language)  # the version before the facts: what changes meanwhile begins another
        found = cls(_places(language), tuple(Region.objects.order_by("sort_order", f"name_{language}", "pk")))
        cache.set(key, found, LIFETIME)
        return found

    @cached_property
    def _by_page_id(self) -> dict[int, Place]:
        return {page_id: place for place in self.places for page_id in place.page_ids}

    def of(self, page_id: int | None) -> Place | None:
        """Return the venue that a page in any language is of."""
        return self._by_page_id.get(page_id) if page_id else None

    def page_of(self, page_id: int | None) -> Place | None:
        """Return the venue that a page is of, if it has one in the reader's language too."""
        place = self.of(page_id)
        return place if place and place.has_page else None

    @property
    def with_pages(self) -> list[Place]:
        """Venues that have a page in the reader's language."""
        return [place for place in self.places if place.has_page]

    @cached_property
    def main_first(self) -> list[Place]:
        """The main venue, then the others by name."""
        return sorted(self.places, key=lambda place: (not place.is_main, place.title, min(place.page_ids)))

    @cached_property
    def main(self) -> Place | None:
        """The centre's main venue."""
        return next((place for place in self.places if place.is_main), None)

    @cached_property
    def main_zone(self) -> ZoneInfo:
        """The time zone the site keeps where no venue says otherwise."""
        return self.main.zone if self.main else ZoneInfo(DEFAULT_ZONE)

    @cached_property
    def regions_in_use(self) -> list[Region]:
        """Regions that have a name in the language and a venue, in the order editors gave them."""
        used = {place.region.pk for place in self.places if place.region}
        return [region for region in self.regions if region.pk in used and region.name]


def forget_directory() -> None:
    """Start a new version: called whenever a venue or a region changes."""
    cache.set(VERSION_KEY, uuid4().hex, None)  # never one there was before, whatever the cache has dropped


def _cache_key(language: str) -> str:
    return f"venues.directory.{cache.get(VERSION_KEY, 0)}.{language}"


def _places(language: str) -> tuple[Place, ...]:
    main = SiteSettings.objects.filter(main_venue__translation_key=OuterRef("translation_key"))
    versions = (
        VenuePage.objects.filter(alias_of__isnull=True)
        .annotate(is_main=Exists(main), may_be_read=Q(open_to_all()))
        .select_related("locale", "region", "lead_photo__credit")
        .prefetch_related("seasons", "special_days")
        .order_by("pk")
    )
    groups: dict[UUID, list[VenuePage]] = {}
    for version in versions:
        groups.setdefault(version.translation_key, []).append(version)
    addresses = Addresses(language)
    found = []
    for group in groups.values():
        readable = [page for page in group if page.may_be_read]
        if readable:
            shown = next((page for page in readable if page.language == language), None)
            found.append(((shown or readable[0]).path, _place(group, shown, addresses)))
    return tuple(place for _path, place in sorted(found, key=lambda item: item[0]))


def _place(group: list[VenuePage], shown: VenuePage | None, addresses: Addresses) -> Place:
    """Put a page's words and its original's facts together."""
    original = group[0]
    return Place(
        key=original.translation_key,
        page_ids=frozenset(page.pk for page in group),
        slugs=frozenset(page.slug for page in group),
        title=shown.title if shown else "",
        lead=shown.lead if shown else "",
        url=addresses.of(shown.url_path) if shown else "",
        city=shown.city if shown else "",
        street=shown.street if shown else "",
        postal_code=original.postal_code,
        latitude=float(original.latitude) if original.latitude is not None else None,
        longitude=float(original.longitude) if original.longitude is not None else None,
        phone=original.phone,
        email=original.email,
        photo=shown.lead_photo if shown else None,
        region=original.region,
        is_main=original.is_main,
        changed_at=original.last_published_at,
        schedule=schedule_of(original),
    )
