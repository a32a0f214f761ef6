"""Where events take place: each venue's facts from its original page, its texts in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q

from core.models import SiteSettings
from core.visibility import open_to_all
from events.addresses import Addresses
from venues.directory import LIFETIME, VERSION_KEY
from venues.hours import DayHours, Schedule
from venues.models import Region, VenuePage
from venues.schedules import schedule_of

DEFAULT_ZONE = "Europe/Moscow"


@dataclass(frozen=True)
class Place:
    """A venue as one language's readers know it; texts are empty where it has no page in that language."""

    key: UUID
    page_ids: frozenset[int]
    slugs: frozenset[str]
    title: str
    url: str
    city: str
    street: str
    postal_code: str
    latitude: float | None
    longitude: float | None
    region: Region | None
    is_main: bool
    schedule: Schedule

    @property
    def slug(self) -> str:
        """The name in filters' addresses: the end of the page's own address."""
        return self.url.rstrip("/").rpartition("/")[2]

    @property
    def zone(self) -> ZoneInfo:
        return self.schedule.zone

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
class Places:
    """All venues, to be found by any of their pages."""

    all: tuple[Place, ...] = ()

    @cached_property
    def by_page_id(self) -> dict[int, Place]:
        return {page_id: place for place in self.all for page_id in place.page_ids}

    def of(self, page_id: int | None) -> Place | None:
        return self.by_page_id.get(page_id) if page_id else None

    @cached_property
    def main(self) -> Place | None:
        """The centre's main venue."""
        return next((place for place in self.all if place.is_main), None)

    @cached_property
    def main_zone(self) -> ZoneInfo:
        """The time zone the site keeps where no venue says otherwise."""
        return self.main.zone if self.main else ZoneInfo(DEFAULT_ZONE)

    @cached_property
    def regions(self) -> list[Region]:
        """Regions that have a venue, in the order editors gave them."""
        found = {place.region.pk: place.region for place in self.all if place.region and place.region.name}
        return sorted(found.values(), key=lambda region: (region.sort_order, region.name, region.pk))

    @property
    def with_pages(self) -> list[Place]:
        """Venues that have a page in the reader's language."""
        return [place for place in self.all if place.title and place.url]


def places_in(language: str) -> Places:
    """Return all live venues for readers of ``language``; no query while the directory of venues is warm."""
    key = f"events.places.{cache.get(VERSION_KEY, 0)}.{language}"
    found = cache.get(key)
    if found is None:
        found = _gather(language)
        cache.set(key, found, LIFETIME)
    return Places(found)


def _gather(language: str) -> tuple[Place, ...]:
    main = SiteSettings.objects.filter(main_venue__translation_key=OuterRef("translation_key"))
    versions = (
        VenuePage.objects.filter(alias_of__isnull=True)
        .annotate(is_main=Exists(main), may_be_read=Q(open_to_all()))
        .select_related("locale", "region")
        .prefetch_related("seasons", "special_days")
        .order_by("pk")
    )
    groups: dict[UUID, list[VenuePage]] = {}
    for version in versions:
        groups.setdefault(version.translation_key, []).append(version)
    addresses = Addresses(language)
    found = [_place(group, addresses) for group in groups.values() if any(page.may_be_read for page in group)]
    found.sort(key=lambda place: (not place.is_main, place.title, min(place.page_ids)))
    return tuple(found)


def _place(group: list[VenuePage], addresses: Addresses) -> Place:
    original = group[0]
    shown = next((page for page in group if page.may_be_read and page.language == addresses.language), None)
    return Place(
        key=original.translation_key,
        page_ids=frozenset(page.pk for page in group),
        slugs=frozenset(page.slug for page in group),
        title=shown.title if shown else "",
        url=addresses.of(shown.url_path) if shown else "",
        city=shown.city if shown else "",
        street=shown.street if shown else "",
        postal_code=original.postal_code,
        latitude=float(original.latitude) if original.latitude is not None else None,
        longitude=float(original.longitude) if original.longitude is not None else None,
        region=original.region,
        is_main=original.is_main,
        schedule=schedule_of(original),
    )
