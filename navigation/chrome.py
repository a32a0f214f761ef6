"""The frame around every page, cut to the visitor: the region's venue, the hour's light, the chosen view."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from core.daylight import light_at
from core.models import SiteSettings
from navigation.display import COOKIE as DISPLAY_COOKIE
from navigation.display import Display
from navigation.frame import Campaign, Column, Frame, Place, RegionChoice, address_of, frame_for

REGION_COOKIE = "region"
#: The venues stand a floor higher than the frame: what they say of a moment is reached by name.
STATUS_LINE = "venues.status.status_line"


@dataclass(frozen=True)
class Section:
    """An item of the main menu."""

    title: str
    url: str
    current: str


class Chrome:
    """Header and footer of one request; nothing is worked out before a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def frame(self) -> Frame:
        return frame_for(self.request)

    @cached_property
    def now(self) -> datetime:
        return timezone.localtime(timezone=self._zone) if self._zone else timezone.localtime()

    @property
    def settings(self) -> SiteSettings:
        return self.frame.settings

    @property
    def name(self) -> str:
        return self.settings.name

    @property
    def has_own_wordmark(self) -> bool:
        """Whether the name is the one that the wordmark's drawing spells."""
        field = SiteSettings._meta.get_field(f"name_{self.frame.language}")
        return self.name == field.default

    @property
    def home_url(self) -> str:
        return self.frame.home_url

    @property
    def menu(self) -> list[Section]:
        """The main menu, the section of the requested page marked for ``aria-current``."""
        path = self.request.path
        return [
            Section(
                item.title,
                item.url,
                "page" if item.url == path else "true" if path.startswith(item.url) else "",
            )
            for item in self.frame.menu
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.frame.columns

    @property
    def tickets_url(self) -> str:
        return self.frame.tickets_url

    @property
    def feed_url(self) -> str:
        return self.frame.feed_url

    @property
    def atom_url(self) -> str:
        return self.feed_url.removesuffix("rss/") + "atom/" if self.feed_url else ""

    @property
    def programme_url(self) -> str:
        """The address of what's on, below which its feeds lie; empty where there is none."""
        return self.frame.section_urls.get("eventindexpage", "")

    @cached_property
    def search_url(self) -> str:
        return address_of("search", self.frame.language)

    @cached_property
    def feedback_url(self) -> str:
        return address_of("feedback", self.frame.language)

    # The visitor's region

    @property
    def regions(self) -> tuple[RegionChoice, ...]:
        return self.frame.regions

    @cached_property
    def chosen_region(self) -> RegionChoice | None:
        """The region the visitor has chosen, if it still exists."""
        slug = self.request.COOKIES.get(REGION_COOKIE, "")
        return next((region for region in self.regions if region.slug == slug), None)

    @cached_property
    def region(self) -> RegionChoice | None:
        """The chosen region, or the one the centre's main venue stands in."""
        main = next((region for region in self.regions if region.pk == self.frame.main_region_id), None)
        return self.chosen_region or main

    @property
    def asks_region(self) -> bool:
        """Whether to ask: on a first visit, where there is something to choose from."""
        return self.chosen_region is None and self.region is not None and len(self.regions) > 1

    @cached_property
    def place(self) -> Place | None:
        """The venue the header and the footer speak of."""
        return (self.region.place if self.region else None) or self.frame.main_place

    @property
    def _zone(self) -> Any:
        return self.place.schedule.zone if self.place and self.place.schedule else None

    @cached_property
    def status(self) -> Any:
        """What the place says of this moment; None where its hours are not known."""
        if self.place is None or self.place.schedule is None:
            return None
        return import_string(STATUS_LINE)(self.place.schedule, timezone.now(), self.frame.language)

    @cached_property
    def offline_mark(self) -> str:
        """What the offline page says of the house, in short: under another mark the browser keeps the page anew."""
        place = self.place
        facts: list[object] = [self.name, self.settings.phone]
        if place:
            facts += [place.title, place.street, place.city, place.phone, place.weekly_text]
        if self.status:  # the first of its states begins at this very moment
            facts += [(state.at, state.lead, state.rest) for state in self.status.states[1:]]
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]

    # The light

    @property
    def latitude(self) -> str:
        """The main venue's latitude for the script that follows the sun; empty where it is not known."""
        place = self.frame.main_place
        return f"{place.latitude:.4f}" if place and place.latitude is not None else ""

    @property
    def longitude(self) -> str:
        place = self.frame.main_place
        return f"{place.longitude:.4f}" if place and place.longitude is not None else ""

    @cached_property
    def light(self) -> str:
        """``dawn``, ``day``, ``dusk`` or ``night`` where the centre's main venue stands."""
        place = self.frame.main_place
        return light_at(timezone.now(), place.latitude if place else None, place.longitude if place else None)

    # The campaign line

    @cached_property
    def campaign(self) -> Campaign | None:
        """The announcement to show now to a visitor of this region; those of a region come first."""
        region_id = self.region.pk if self.region else None
        shown = [item for item in self.frame.campaigns if item.is_shown(timezone.now(), region_id)]
        shown.sort(key=lambda item: not item.region_ids)
        return shown[0] if shown else None

    # The accessible view

    @cached_property
    def display(self) -> Display:
        return Display.from_cookie(self.request.COOKIES.get(DISPLAY_COOKIE, ""))

    @property
    def here(self) -> str:
        """The address to come back to after a choice."""
        return self.request.get_full_path()

    @property
    def copyright(self) -> str:
        owner = ", ".join(part for part in (self.name, self.settings.descriptor) if part)
        return gettext("© %(owner)s, %(year)s") % {"owner": owner, "year": self.now.year}

    @property
    def languages(self) -> list[tuple[str, str]]:
        return list(settings.LANGUAGES)
