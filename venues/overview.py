"""All venues by region, as the page of venues lists them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from venues.directory import Directory, Place
from venues.models.regions import Region
from venues.status import StatusLine, status_line


@dataclass(frozen=True)
class Entry:
    """A venue in the list."""

    place: Place
    status: StatusLine | None
    weekly_text: str

    @property
    def address(self) -> str:
        return ", ".join(part for part in (self.place.city, self.place.street) if part)


@dataclass(frozen=True)
class RegionGroup:
    """The venues of one region and what its clocks show."""

    #: By which the region is followed; None for places without one.
    region_id: int | None
    name: str
    local_time: str
    entries: tuple[Entry, ...]


def grouped_by_region(directory: Directory, moment: datetime, language: str) -> list[RegionGroup]:
    """Return the regions that have venues, in the editors' order; venues without a region come last."""
    found = []
    for region in (*directory.regions, None):
        entries = tuple(_entry(place, moment, language) for place in directory.with_pages if place.region == region)
        if entries:
            name = region.name if region and region.name else _("Other places")
            found.append(RegionGroup(region.pk if region else None, name, _local_time(region, moment), entries))
    return found


def _entry(place: Place, moment: datetime, language: str) -> Entry:
    today = moment.astimezone(place.schedule.zone).date()
    text = place.schedule.weekly_text(language, on=today, mention_closed=True)
    return Entry(place, status_line(place.schedule, moment, language), text)


def _local_time(region: Region | None, moment: datetime) -> str:
    """``Местное время 23:40``; empty where the region's zone has left the time-zone database."""
    try:
        clock = moment.astimezone(ZoneInfo(region.time_zone)) if region else None
    except (KeyError, ValueError, OSError):
        clock = None
    return _("Local time %(time)s") % {"time": f"{clock:%H:%M}"} if clock else ""
