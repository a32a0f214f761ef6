"""Regions, venues and their opening hours."""

from venues.models.choices import Facility
from venues.models.index import VenueIndexPage
from venues.models.opening import OpeningSeason, SpecialDay
from venues.models.pages import VenuePage
from venues.models.parts import Hall, VenuePhoto
from venues.models.regions import Region

__all__ = [
    "Facility",
    "Hall",
    "OpeningSeason",
    "Region",
    "SpecialDay",
    "VenueIndexPage",
    "VenuePage",
    "VenuePhoto",
]
