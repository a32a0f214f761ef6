"""Photographs and whose they are."""

from images.models.credits import CreditLine
from images.models.crops import PLACEMENTS, Crop, Placement
from images.models.photo import Photo, Source, delete_made_files
from images.models.querysets import PhotoQuerySet
from images.models.renditions import PhotoRendition
from images.models.rights import Licence, RightsState
from images.models.social import SocialImage

__all__ = [
    "PLACEMENTS",
    "CreditLine",
    "Crop",
    "Licence",
    "Photo",
    "PhotoQuerySet",
    "PhotoRendition",
    "Placement",
    "RightsState",
    "SocialImage",
    "Source",
    "delete_made_files",
]
