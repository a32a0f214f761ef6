"""One date of an event."""

from datetime import UTC, date, datetime, time, timedelta
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
from core.dates import FIRST_YEAR, LAST_YEAR
from events.models.choices import NOT_TAKING_PLACE, OccurrenceStatus
from events.models.querysets import earlier_translations, reader_page
from events.models.recurrences import new_key

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
        """Those neither cancelled nor postponed to a day not known yet."""
        return self.exclude(status__in=NOT_TAKING_PLACE)

    def for_readers(self, language: str) -> Self:
        """Those of events with a page in ``language``, its texts beside them as ``reader_page``."""
        pages = self.model._meta.get_field("event").related_model
        originals = self.filter(~Exists(earlier_translations(pages, "event__translation_key", "event_id")))
        return originals.with_reader_page(language).filter(reader_page__isnull=False)

    def with_reader_page(self, language: str) -> Self:
        """With the texts of the event's page in ``language`` as ``reader_page``; null where there is none."""
        pages = self.model._meta.get_field("event").related_model
        return self.annotate(reader_page=reader_page(pages, language, "event__translation_key"))

    def for_rows(self) -> Self:
        """Joined with what a row of the programme shows."""
        return self.select_related("event__lead_photo__credit", "event__hall", "hall")

    def in_order(self) -> Self:
        """By day and local time, then by key."""
        return self.order_by("day", "start_time", "pk")


#: What a visitor is told of a date: a change of any of them is a new version of it (RFC 5545 §3.8.7.4).
TOLD = ("day", "start_time", "end_time", "starts_at", "hall_id", "status", "note_ru", "note_en")


class Occurrence(models.Model):
    """A date and time at which an event happens. Entered in the venue's local time, stored as a moment too.

    A date of a rule is known by the rule's key and by the hour it was planned for, which stay when it is moved; a
    single date has a key of its own. ``is_hand_made`` keeps it as it is when the rule changes.
    """

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
    recurrence = models.ForeignKey(
        "events.Recurrence",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="occurrences",
    )
    uid = models.CharField(max_length=80, default=new_key, editable=False, db_index=True)
    planned_day = models.DateField(editable=False)
    planned_time = models.TimeField(editable=False)
    is_hand_made = models.BooleanField(default=False, editable=False)
    fits_rule = models.BooleanField(default=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    last_modified_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OccurrenceQuerySet.as_manager()

    note = Localized("note")
    _told: tuple[object, ...] | None = None

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
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["recurrence", "uid", "planned_day", "planned_time"], name="occurrence_is_planned_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.start_time:%H:%M}"

    def clean(self) -> None:
        if self.day and not FIRST_YEAR <= self.day.year <= LAST_YEAR:
            raise ValidationError({"day": _("Give a year between 1990 and 2100.")})

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:
        """Remember what visitors have been told, to know a new version when it is saved."""
        found = super().from_db(db, field_names, values)
        found._told = found._as_told() if set(TOLD) <= set(field_names) else None
        return found

    def refresh_from_db(self, using: str | None = None, fields: Any = None, **kwargs: Any) -> None:
        super().refresh_from_db(using, fields, **kwargs)
        if fields is None or set(TOLD) <= set(fields):
            self._told = self._as_told()

    def _as_told(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in TOLD)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Work out the moments from the venue's local date and times, and count the version."""
        self.prepare()
        super().save(*args, **kwargs)
        self._told = self._as_told()

    def prepare(self, zone: ZoneInfo | None = None) -> None:
        """Set everything that follows from what was entered; for rows that are written in bulk."""
        self.reckon(zone or self.event.zone)
        if self.planned_day is None:
            self.planned_day, self.planned_time = self.day, self.start_time
        if self._told is not None and self._told != self._as_told():
            self.count_version()

    def count_version(self) -> None:
        """A calendar that holds this date takes the new version for a later one."""
        self.sequence += 1
        self.last_modified_at = timezone.now()

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

    def end_after(self, start: time) -> time | None:
        """The end that keeps this date's length by the clock on the wall, were it to begin at ``start``."""
        if self.end_time is None:
            return None
        was_start, was_end, begins = (datetime.combine(self.day, t) for t in (self.start_time, self.end_time, start))
        return (begins + (was_end - was_start)).time()

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    @property
    def is_cancelled(self) -> bool:
        return self.status == OccurrenceStatus.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.status == OccurrenceStatus.POSTPONED

    @property
    def takes_place(self) -> bool:
        """Whether something happens at this hour: it is neither cancelled nor postponed."""
        return self.status not in NOT_TAKING_PLACE

    @property
    def is_moved(self) -> bool:
        """Whether it takes place at another hour than was planned."""
        return self.planned_day is not None and self.planned_start != datetime.combine(self.day, self.start_time)

    @property
    def planned_start(self) -> datetime:
        """The local start that was planned, without a zone: RFC 5545's RECURRENCE-ID."""
        return datetime.combine(self.planned_day, self.planned_time)

    @property
    def single_uid(self) -> str:
        """The name by which a calendar knows this date alone: dates of a series share that of the series."""
        return f"{self.uid}-{self.planned_day:%Y%m%d}" if self.recurrence_id else self.uid

    @property
    def is_sold_out(self) -> bool:
        return self.status == OccurrenceStatus.SOLD_OUT

    @property
    def is_nearly_full(self) -> bool:
        return self.status == OccurrenceStatus.FEW_LEFT

    def is_over(self, moment: datetime) -> bool:
        return self.ends_at <= moment
