"""What every page of one language shares: gathered once, kept in memory until something in it changes."""

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.module_loading import import_string
from wagtail.models import Page, Site

from core.models import SiteSettings
from core.visibility import open_to_all
from navigation.models import Announcement

#: Seconds after which a frame is gathered anew whatever happened; changes are otherwise seen at once.
LIFETIME = 300
#: The venues stand a floor higher than the frame: their directory is reached by name.
VENUE_DIRECTORY = "venues.directory.Directory"


@dataclass(frozen=True)
class MenuItem:
    """A section of the site."""

    title: str
    url: str


class Place(Protocol):
    """A venue as ``VENUE_DIRECTORY`` gives it (``venues.directory.Place``)."""

    title: str
    url: str
    street: str
    city: str
    postal_code: str
    phone: str
    email: str
    latitude: float | None
    longitude: float | None
    schedule: Any
    weekly_text: str


@dataclass(frozen=True)
class RegionChoice:
    """A region a visitor may belong to."""

    pk: int
    slug: str
    name: str
    time_zone: str
    place: Place | None


@dataclass(frozen=True)
class Campaign:
    """An announcement in one language; ``region_ids`` is empty where it is for everybody."""

    pk: int
    title: str
    dates: str
    text: str
    link_label: str
    url: str
    starts_at: datetime | None
    ends_at: datetime | None
    region_ids: frozenset[int]

    def is_shown(self, moment: datetime, region_id: int | None) -> bool:
        """Whether it is shown at a moment to a visitor of a region."""
        is_over = self.ends_at is not None and self.ends_at <= moment
        is_to_come = self.starts_at is not None and self.starts_at > moment
        return not is_over and not is_to_come and (not self.region_ids or region_id in self.region_ids)


@dataclass(frozen=True)
class Column:
    """A headed column of links in the footer."""

    label: str
    links: tuple[MenuItem, ...]


@dataclass(frozen=True)
class Frame:
    """Header and footer of one site in one language, the same for every visitor."""

    language: str
    settings: SiteSettings
    home_url: str
    menu: tuple[MenuItem, ...] = ()
    columns: tuple[Column, ...] = ()
    regions: tuple[RegionChoice, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    main_place: Place | None = None
    main_region_id: int | None = None
    tickets_url: str = ""
    feed_url: str = ""
    section_urls: dict[str, str] = field(default_factory=dict)


_kept: dict[tuple[int | None, str, str], tuple[float, float, Frame]] = {}


def frame_for(request: HttpRequest) -> Frame:
    """Return the frame of the request's site in the active language; no query when it is known already."""
    site = Site.find_for_request(request)
    language = (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]
    key = (site.pk if site else None, language, request.get_host())
    stamp, now = _stamp(), time.monotonic()
    gathered_at, gathered_stamp, frame = _kept.get(key, (0.0, -1.0, None))
    if frame is None or gathered_stamp != stamp or now - gathered_at > LIFETIME:
        chosen = SiteSettings.for_request(request) if site else SiteSettings()
        stamp = _stamp()  # after the settings: the very first request makes their record
        frame = _gather(request, site, chosen, language)
        if len(_kept) > 100:  # hosts nobody asked for twice
            _kept.clear()
        _kept[key] = (now, stamp, frame)
    return frame


def forget_frames() -> None:
    """Have every process gather the frame anew: something in it has changed."""
    _kept.clear()
    with suppress(OSError):  # a read-only folder: LIFETIME alone then decides
        path = _stamp_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def _stamp_path() -> Path:
    """A file whose time tells the processes of one machine that something has changed."""
    return Path(settings.FRAME_STAMP)


def _stamp() -> float:
    try:
        return _stamp_path().stat().st_mtime
    except OSError:
        return 0.0


def _gather(request: HttpRequest, site: Site | None, chosen: SiteSettings, language: str) -> Frame:
    home = _home_page(site, language)
    directory = import_string(VENUE_DIRECTORY).gathered(language)
    main = directory.of(chosen.main_venue_id)
    sections = _sections(home)
    return Frame(
        language=language,
        settings=chosen,
        home_url=home.get_url(request) if home else f"/{language}/",
        menu=tuple(MenuItem(page.title, page.get_url(request)) for page in sections if page.show_in_menus),
        columns=_columns(request, chosen, language),
        regions=tuple(
            RegionChoice(region.pk, region.slug, region.name, region.time_zone, directory.page_of(region.main_venue_id))
            for region in directory.regions
            if region.name
        ),
        campaigns=_campaigns(request, language),
        main_place=directory.page_of(chosen.main_venue_id),
        main_region_id=main.region.pk if main and main.region else None,
        tickets_url=_tickets_url(request, chosen, sections, language),
        feed_url=_address_below(request, sections, "articleindexpage", "rss/"),
        section_urls={page.content_type.model: page.get_url(request) for page in reversed(sections)},
    )


def _home_page(site: Site | None, language: str) -> Page | None:
    """The live home page of the site in a language."""
    if site is None:
        return None
    root = Page.objects.filter(pk=site.root_page_id).values("translation_key")
    homes = Page.objects.filter(open_to_all(), translation_key__in=root, locale__language_code=language)
    return homes.select_related("locale", "content_type").first()


def _sections(home: Page | None) -> list[Page]:
    """The live pages directly below the home page, in the order of the page tree."""
    if home is None:
        return []
    pages = Page.objects.child_of(home).filter(open_to_all())
    return list(pages.select_related("locale", "content_type").order_by("path"))


def _address_below(request: HttpRequest, sections: Iterable[Page], model: str, path: str) -> str:
    page = next((section for section in sections if section.content_type.model == model), None)
    return f"{page.get_url(request)}{path}" if page else ""


def _tickets_url(request: HttpRequest, chosen: SiteSettings, sections: list[Page], language: str) -> str:
    """Where the Tickets button leads: the chosen page in this language, or what's on."""
    if chosen.tickets_page_id:
        return _page_urls(request, {chosen.tickets_page_id}, language).get(chosen.tickets_page_id, "")
    return _address_below(request, sections, "eventindexpage", "")


def _page_urls(request: HttpRequest, page_ids: Iterable[int], language: str) -> dict[int, str]:
    """Return the address, in a language, of each page that has a live version in it, by the key asked for."""
    asked = {page.pk: page.translation_key for page in Page.objects.filter(pk__in=set(page_ids))}
    pages = Page.objects.filter(
        open_to_all(), translation_key__in=asked.values(), locale__language_code=language
    ).select_related("locale")
    urls: dict[UUID, str] = {page.translation_key: page.get_url(request) for page in pages}
    return {pk: urls[key] for pk, key in asked.items() if urls.get(key)}


def _columns(request: HttpRequest, chosen: SiteSettings, language: str) -> tuple[Column, ...]:
    columns = [block.value for block in chosen.footer]
    page_ids = {link["page"].pk for column in columns for link in column["links"] if link.get("page")}
    urls = _page_urls(request, page_ids, language) if page_ids else {}
    found = []
    for column in columns:
        links = [
            MenuItem(link.label, urls.get(link["page"].pk, "") if link.get("page") else link["url"])
            for link in column["links"]
        ]
        shown = tuple(link for link in links if link.title and link.url)
        if column.label and shown:
            found.append(Column(column.label, shown))
    return tuple(found)


def _campaigns(request: HttpRequest, language: str) -> tuple[Campaign, ...]:
    announcements = [item for item in Announcement.objects.live().not_over().prefetch_related("regions") if item.title]
    page_ids = {item.page_id for item in announcements if item.page_id}
    urls = _page_urls(request, page_ids, language) if page_ids else {}
    return tuple(
        Campaign(
            pk=item.pk,
            title=item.title,
            dates=item.dates,
            text=item.text,
            link_label=item.link_label,
            url=urls.get(item.page_id, "") if item.page_id else item.url,
            starts_at=item.starts_at,
            ends_at=item.ends_at,
            region_ids=frozenset(region.pk for region in item.regions.all()),
        )
        for item in announcements
    )


def address_of(name: str, language: str, *args: object) -> str:
    """Return the address of a named view in a language; empty where this site has no such view."""
    with translation.override(language):
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            return ""
