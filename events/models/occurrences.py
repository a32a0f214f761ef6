"""One date of an event."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.bilingual import Localized
from events.models.choices import OccurrenceStatus
from events.models.querysets import earlier_translations, reader_page

FIRST_YEAR, LAST_YEAR = 1990, 2100
USUAL_LENGTH = timedelta(hours=2)


class OccurrenceQuerySet(models.QuerySet):
    """Dates of events; the events' neutral facts come from the original page."""

    def upcoming(self, moment: datetime | None = None) -> Self:
        """Those not yet over at ``moment``, now by default."""
        return self.filter(ends_at__gt=moment or timezone.now())

    def between(self, start: datetime, end: datetime) -> Self:
        """Those that touch the half-open stretch ``[start, end)``."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def on_days(self, first: date, last: date | None = None) -> Self:
        """Those that begin on a day from ``first`` through ``last`` by their venue's calendar."""
        found = self.filter(day__gte=first)
        return found if last is None else found.filter(day__lte=last)

    def taking_place(self) -> Self:
        """Those that are not cancelled."""
        return self.exclude(status=OccurrenceStatus.CANCELLED)

    def for_readers(self, language: str) -> Self:
        """Those of events with a page in ``language``, its texts beside them as ``reader_page``."""
        pages = self.model._meta.get_field("event").related_model
        return (
            self.filter(~Exists(earlier_translations(pages, "event__translation_key", "event_id")))
            .annotate(reader_page=reader_page(pages, language, "event__translation_key"))
            .filter(reader_page__isnull=False)
        )

    def for_rows(self) -> Self:
        """Joined with what a row of the programme shows."""
        return self.select_related("event__lead_photo__credit", "event__hall", "hall")

    def in_order(self) -> Self:
        """By day and local time, then by key."""
        return self.order_by("day", "start_time", "pk")


class Occurrence(models.Model):
    """A date and time at which an event happens. Entered in the venue's local time, stored as a moment too."""

    event = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="occurrences")
    day = models.DateField(_("date"))
    start_time = models.TimeField(_("starts at"), help_text=_("By the venue’s clock."))
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
    note_ru = models.CharField(
        _("note (Russian)"), max_length=160, blank=True, help_text=_("Stands beside this date: why it is cancelled.")
    )
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
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["day", "start_time", "id"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.start_time:%H:%M}"

    def clean(self) -> None:
        if self.day and not FIRST_YEAR <= self.day.year <= LAST_YEAR:
            raise ValidationError({"day": _("Give a year between 1990 and 2100.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Work out the moments from the venue's local date and times."""
        self.reckon(ZoneInfo(self.event.time_zone))
        super().save(*args, **kwargs)

    def reckon(self, zone: ZoneInfo) -> None:
        """Set ``starts_at`` and ``ends_at`` from the local date and times in ``zone``.

        An hour that a clock change skips is read as if the clock had not changed; one that it repeats is the
        first of the two.
        """
        start = datetime.combine(self.day, self.start_time)
        end = datetime.combine(self.day, self.end_time) if self.end_time else start + USUAL_LENGTH
        if end <= start:
            end += timedelta(days=1)
        self.starts_at = start.replace(tzinfo=zone).astimezone(UTC)
        self.ends_at = max(end.replace(tzinfo=zone).astimezone(UTC), self.starts_at + timedelta(minutes=1))

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    @property
    def is_cancelled(self) -> bool:
        return self.status == OccurrenceStatus.CANCELLED

    @property
    def is_sold_out(self) -> bool:
        return self.status == OccurrenceStatus.SOLD_OUT

    @property
    def is_nearly_full(self) -> bool:
        return self.status == OccurrenceStatus.FEW_LEFT

    def is_over(self, moment: datetime) -> bool:
        return self.ends_at <= moment
