"""Photographs by what may be done with them."""

from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from wagtail.images.models import ImageQuerySet

#: Two pictures whose perceptual hashes differ in at most so many of 64 bits show the same.
NEAR = 5


class PhotoQuerySet(ImageQuerySet):
    """Photographs, always with their credit: a photo is never shown without it."""

    def with_credit(self) -> Self:
        return self.select_related("credit")

    def without_credit(self) -> Self:
        """Those nobody is named for."""
        return self.filter(credit__isnull=True)

    def embargoed(self, at: datetime | None = None) -> Self:
        """Those that are dark at ``at`` (aware; now) by an embargo of their own."""
        return self.filter(embargo_until__gt=at or timezone.now())

    def released(self, at: datetime | None = None) -> Self:
        """Those without an embargo of their own at ``at`` (aware; now)."""
        return self.exclude(embargo_until__gt=at or timezone.now())

    def usable(self, on: date | None = None) -> Self:
        """Those whose rights cover ``on`` (today)."""
        day = on or timezone.localdate()
        return self.filter(
            Q(usage_from__isnull=True) | Q(usage_from__lte=day), Q(usage_until__isnull=True) | Q(usage_until__gte=day)
        )

    def ending_within(self, days: int, on: date | None = None) -> Self:
        """Those whose rights end within ``days`` of ``on`` (today) or are over, the earliest first."""
        last = (on or timezone.localdate()) + timedelta(days=days)
        return self.filter(usage_until__lte=last).order_by("usage_until", "pk")

    def for_press(self) -> Self:
        """Those whose originals journalists may download now."""
        return self.filter(is_for_press=True, credit__isnull=False).released().usable()

    def alike(self, perceptual_hash: int | None, at_most: int = NEAR) -> Self:
        """Those that look like the picture of this hash, the most alike first; see ``images.likeness``."""
        if perceptual_hash is None:
            return self.none()
        difference = RawSQL(
            "bit_count((images_photo.perceptual_hash # %s)::bit(64))", (perceptual_hash,), models.IntegerField()
        )
        return (
            self.filter(perceptual_hash__isnull=False)
            .annotate(difference=difference)
            .filter(difference__lte=at_most)
            .order_by("difference", "pk")
        )


class PhotoManager(models.Manager.from_queryset(PhotoQuerySet)):  # ty: ignore[unsupported-base] (made at run time)
    """Loads the credit line in the same query."""

    def get_queryset(self) -> PhotoQuerySet:
        return super().get_queryset().with_credit()
