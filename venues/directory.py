"""Every venue of the house at a glance: gathered once a language, kept in the cache."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import models

from core.bilingual import current_language
from venues.hours import Schedule
from venues.models import Region, VenuePage
from venues.schedules import schedule_of

LIFETIME = 300  # seconds; every change to a venue or a region starts a new version at once
VERSION_KEY = "venues.directory.version"


@dataclass(frozen=True)
class Place:
    """A venue as the rest of the site needs it, in one language.

    ``key`` is the translation key shared by its pages, ``original_id`` the page other pages point to;
    ``url`` and ``title`` belong to the page in the reader's language.
    """

    key: str
    original_id: int
    page_id: int
    title: str
    lead: str
    url: str
    region_id: int | None
    city: str
    street: str
    postal_code: str
    latitude: float | None
    longitude: float | None
    phone: str
    email: str
    photo: models.Model | None
    schedule: Schedule


@dataclass(frozen=True)
class Directory:
    """All live venues of one language, in the order editors gave them, and all regions."""

    places: tuple[Place, ...]
    regions: tuple[Region, ...]
    by_page_id: dict[int, Place]

    @classmethod
    def current(cls) -> "Directory":
        """Return the directory in the reader's language; no query when it is warm."""
        language = current_language()
        key = f"venues.directory.{cache.get(VERSION_KEY, 0)}.{language}"
        found: Directory | None = cache.get(key)
        if found is None:
            found = _gather(language)
            cache.set(key, found, LIFETIME)
        return found

    def get(self, venue_id: int | None) -> Place | None:
        """Return the place for the id of a venue's page in any language; None where this language has none."""
        return self.by_page_id.get(venue_id) if venue_id else None

    def region(self, slug: str) -> Region | None:
        """Return the region with this address."""
        return next((region for region in self.regions if region.slug == slug), None)

    def main_place(self, region: Region | None) -> Place | None:
        """Return the main venue of a region."""
        return self.get(region.main_venue_id) if region else None


def forget_directory() -> None:
    """Start a new version: called whenever a venue or a region changes."""
    try:
        cache.incr(VERSION_KEY)
    except ValueError:
        cache.set(VERSION_KEY, 1, None)


def _gather(language: str) -> Directory:
    pages = list(
        VenuePage.objects.live()
        .public()
        .filter(locale__language_code=language, alias_of__isnull=True)
        .select_related("lead_photo__credit")
        .order_by("path")
    )
    keys = [page.translation_key for page in pages]
    group: dict[Any, list[VenuePage]] = {}
    siblings = VenuePage.objects.filter(translation_key__in=keys).prefetch_related("seasons", "special_days")
    for page in siblings.order_by("pk"):
        group.setdefault(page.translation_key, []).append(page)
    places: list[Place] = []
    by_page_id: dict[int, Place] = {}
    for page in pages:
        place = _place(page, group[page.translation_key][0])
        places.append(place)
        by_page_id.update({sibling.pk: place for sibling in group[page.translation_key]})
    return Directory(tuple(places), tuple(Region.objects.all()), by_page_id)


def _place(page: VenuePage, original: VenuePage) -> Place:
    """Put a page's words and its original's facts together."""
    return Place(
        key=str(page.translation_key),
        original_id=original.pk,
        page_id=page.pk,
        title=page.title,
        lead=page.lead,
        url=page.get_url() or "",
        region_id=original.region_id,
        city=page.city,
        street=page.street,
        postal_code=original.postal_code,
        latitude=float(original.latitude) if original.latitude is not None else None,
        longitude=float(original.longitude) if original.longitude is not None else None,
        phone=original.phone,
        email=original.email,
        photo=page.lead_photo,
        schedule=schedule_of(original),
    )
