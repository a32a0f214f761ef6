"""What Wagtail's own screens show of a photograph."""

from django.db import models
from wagtail.images.models import AbstractRendition

from images.models.photo import Photo


class PhotoRendition(AbstractRendition):
    """A rendition for Wagtail's own screens. Visitors get ``Photo.sources``."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
