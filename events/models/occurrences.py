"""One date of an event."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.bilingual import Localized
from events.models.choices import OccurrenceStatus


class OccurrenceQuerySet(models.QuerySet):
    """Dates of events; the events' neutral facts come from the original page."""

    def upcoming(self, moment: datetime | None = None) -> Self:
        """Those not yet over at ``moment``, now by default."""
        return self.filter(ends_at__gt=moment or timezone.now())

    def between(self, start: datetime, end: datetime) -> Self:
        """Those that touch the half-open stretch ``[start, end)``."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def in_order(self) -> Self:
        """By time, then by key."""
        return self.order_by("starts_at", "pk")


class Occurrence(models.Model):
    """A date and time at which an event happens. Entered in the venue's local time, stored as a moment too."""

    event = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="occurrences")
    day = models.DateField(_("date"))
    start_time = models.TimeField(_("starts at"))
    end_time = models.TimeField(
        _("ends at"),
        null=True,
        blank=True,
        help_text=_("Empty: two hours later. Earlier than the start: past midnight."),
    )
    hall = models.ForeignKey(
        "venues.Hall",
        verbose_name=_("hall, if another"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    status = models.CharField(
        _("status"), max_length=16, choices=OccurrenceStatus.choices, default=OccurrenceStatus.SCHEDULED
    )
    note_ru = models.CharField(_("note (Russian)"), max_length=160, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=160, blank=True)
    starts_at = models.DateTimeField(editable=False, db_index=True)
    ends_at = models.DateTimeField(editable=False, db_index=True)

    objects = OccurrenceQuerySet.as_manager()

    note = Localized("note")

    panels: ClassVar[list] = [
        FieldRowPanel(["day", "start_time", "end_time"]),
        FieldRowPanel(["status", FieldPanel("hall")]),
        FieldRowPanel(["note_ru", "note_en"]),
    ]

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ("day", "start_time", "pk")

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.start_time:%H:%M}"

    def clean(self) -> None:
        if self.day and not 1990 <= self.day.year <= 2100:
            raise ValidationError({"day": _("Give a year between 1990 and 2100.")})

    def save(self, *args: object, **kwargs: object) -> None:
        """Work out the moments from the venue's local date and times."""
        zone = ZoneInfo(self.event.time_zone)
        start = datetime.combine(self.day, self.start_time)
        end = datetime.combine(self.day, self.end_time) if self.end_time else start + timedelta(hours=2)
        if end <= start:
            end += timedelta(days=1)
        self.starts_at = start.replace(tzinfo=zone).astimezone(UTC)
        self.ends_at = max(end.replace(tzinfo=zone).astimezone(UTC), self.starts_at + timedelta(minutes=1))
        super().save(*args, **kwargs)

    @property
    def local_start(self) -> datetime:
        """The start in the venue's time zone."""
        return self.starts_at.astimezone(ZoneInfo(self.event.time_zone))

    @property
    def local_end(self) -> datetime:
        """The end in the venue's time zone."""
        return self.ends_at.astimezone(ZoneInfo(self.event.time_zone))

    @property
    def is_cancelled(self) -> bool:
        return self.status == OccurrenceStatus.CANCELLED

    @property
    def is_sold_out(self) -> bool:
        return self.status == OccurrenceStatus.SOLD_OUT
