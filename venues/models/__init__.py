"""Regions, venues and their opening hours."""

from venues.models.opening import OpeningSeason, SpecialDay
from venues.models.pages import Hall, VenueIndexPage, VenuePage, VenuePhoto
from venues.models.regions import Region

__all__ = ["Hall", "OpeningSeason", "Region", "SpecialDay", "VenueIndexPage", "VenuePage", "VenuePhoto"]
