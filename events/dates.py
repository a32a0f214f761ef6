"""When an event takes place: its dates, what is left of them, how a headline and a list put them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.dates import month_in_date, weekday
from events import listing, wording
from events.listing import Programme
from events.models import EventPage, Occurrence
from events.models.choices import OccurrenceStatus
from venues.directory import Place


@dataclass(frozen=True)
class DateLine:
    """One date in the list of all dates."""

    occurrence: Occurrence
    day: str
    time: str
    until: str
    hall: str
    moved: str
    starts_at: datetime
    is_over: bool

    @property
    def status(self) -> str:
        """What has become of it; empty where it takes place as planned."""
        return self.occurrence.get_status_display() if self.occurrence.status != OccurrenceStatus.SCHEDULED else ""

    @property
    def can_remind(self) -> bool:
        """Whether a calendar file of this date alone is of use."""
        return bool(self.occurrence.pk) and not self.is_over and self.occurrence.takes_place


class EventDates:
    """The dates of an event, in the words of the page's language, at one moment."""

    def __init__(self, page: EventPage, now: datetime | None = None) -> None:
        self.page = page
        self.event = page.original
        self.programme = Programme(page.language, now or timezone.now())

    @property
    def now(self) -> datetime:
        return self.programme.now

    @cached_property
    def place(self) -> Place | None:
        """The venue; None where it was deleted or none was chosen."""
        return self.programme.directory.of(self.event.venue_id)

    @cached_property
    def zone(self) -> ZoneInfo:
        return self.place.zone if self.place else self.programme.directory.main_zone

    @cached_property
    def today(self) -> date:
        """The day it is at the venue."""
        return self.now.astimezone(self.zone).date()

    # When

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """All dates in order, those of an unsaved preview too."""
        known = getattr(self.event, "_prefetched_objects_cache", {}).get("occurrences")
        found = list(self.event.occurrences.select_related("hall") if known is None else known)
        for occurrence in found:
            if occurrence.starts_at is None:
                occurrence.reckon(self.zone)
        return sorted(found, key=lambda item: (item.starts_at, item.pk or 0))

    @cached_property
    def ahead(self) -> list[Occurrence]:
        """Dates not yet over, cancelled ones too."""
        return [item for item in self.occurrences if not item.is_over(self.now)]

    @cached_property
    def next(self) -> Occurrence | None:
        """The next date that takes place."""
        return next((item for item in self.ahead if item.takes_place), None)

    @property
    def is_run(self) -> bool:
        return self.event.run_starts_on is not None

    @cached_property
    def is_over(self) -> bool:
        """Whether nothing of it is left."""
        run_left = self.is_run and (self.event.run_ends_on is None or self.event.run_ends_on >= self.today)
        return bool(self.occurrences or self.is_run) and not self.ahead and not run_left

    @cached_property
    def is_cancelled(self) -> bool:
        """Whether every date ahead is cancelled."""
        return bool(self.ahead) and self.next is None and not self.is_run

    @cached_property
    def is_sold_out(self) -> bool:
        """Whether every date ahead that takes place is sold out."""
        left = [item for item in self.ahead if item.takes_place]
        return bool(left) and all(item.is_sold_out for item in left) and not self.is_run

    @property
    def is_dated(self) -> bool:
        return self.is_run or bool(self.occurrences)

    @cached_property
    def shown(self) -> list[Occurrence]:
        """The dates that the headline speaks of: those ahead that take place, or all."""
        return [item for item in self.ahead if item.takes_place] or self.ahead or self.occurrences

    @property
    def _days(self) -> list[date]:
        return sorted({item.day for item in self.shown})

    @property
    def _is_in_a_row(self) -> bool:
        days = self._days
        return len(days) > 0 and (days[-1] - days[0]).days == len(days) - 1

    @property
    def when(self) -> str:
        """``5–6 декабря``, ``до 1 марта``; the next date where several do not stand in a row."""
        if self.is_run:
            return wording.run(self.event, self.today)
        if not self.shown:
            return ""
        days = self._days if self._is_in_a_row else self._days[:1]
        return wording.dates_between(days[0], days[-1], self.today)

    @property
    def when_beside(self) -> str:
        """``пятница и суббота, 10:00–19:00``; a venue's week for a run."""
        if self.is_run:
            return self.place.schedule.weekly_text(self.page.language, on=self.today) if self.place else ""
        if not self.shown:
            return ""
        asked = self.shown if self._is_in_a_row else [item for item in self.shown if item.day == self._days[0]]
        days = sorted({item.day for item in asked})
        parts = [wording.weekdays(days)] if len(days) <= 3 else []
        spans = list(dict.fromkeys(wording.times(item) for item in asked))
        if len(spans) == 1 or (len(days) == 1 and len(spans) <= 3):
            parts.append(", ".join(spans))
        return ", ".join(parts)

    @property
    def more_dates(self) -> str:
        """``ещё 7 дат``, where the headline gives only the next."""
        left = len([item for item in self.shown if item.day != self._days[0]]) if self.shown else 0
        return wording.dates_in_words(left) if left and not self._is_in_a_row and not self.is_run else ""

    @property
    def zone_note(self) -> str:
        """Whose time it is, where the venue's clock differs from the main one's."""
        moment = self.shown[0].starts_at if self.shown else self.now
        return wording.zone_note(moment, self.zone, self.programme.directory.main_zone)

    @property
    def zone_text(self) -> str:
        """Whose time it is, for the script that knows the reader's region; empty without an hour to speak of."""
        if self.is_run or not self.shown:
            return ""
        return wording.zone_text(self.shown[0].starts_at, self.zone, self.programme.directory.main_zone)

    @property
    def last_admission(self) -> str:
        """For an exhibition: ``Последний вход за 30 минут до закрытия``."""
        lasts = self.place.schedule.last_admission if self.is_run and self.place else None
        return wording.last_admission(lasts) if lasts and not self.is_over else ""

    @property
    def reminder(self) -> Occurrence | None:
        """The date to be reminded of where there is no list of dates to choose from."""
        return self.next if self.next and self.next.pk and not self.has_date_list else None

    @property
    def starts(self) -> str:
        """The machine's form of the first shown day or moment."""
        if self.shown and not self.is_run:
            return self.shown[0].starts_at.astimezone(self.zone).isoformat(timespec="minutes")
        return self.event.run_starts_on.isoformat() if self.event.run_starts_on else ""

    @property
    def closed_today(self) -> str:
        """For a running exhibition: why it cannot be seen today."""
        return listing.closed_note(self.place, self.today) if self.is_running else ""

    @property
    def is_running(self) -> bool:
        first, last = self.event.run_starts_on, self.event.run_ends_on
        return first is not None and first <= self.today and (last is None or self.today <= last)

    def _line(self, item: Occurrence) -> DateLine:
        hall = item.hall.name if item.hall and item.hall_id != self.event.hall_id else ""
        return DateLine(
            occurrence=item,
            day=wording.dated_weekday(item.day, self.today),
            time=wording.clock(item.start_time),
            until=_("until %(day)s") % {"day": wording.clock(item.end_time)} if item.end_time else "",
            hall=hall,
            moved=wording.moved_from(item, self.today),
            starts_at=item.starts_at.astimezone(self.zone),
            is_over=item.is_over(self.now),
        )

    @cached_property
    def lines_ahead(self) -> list[DateLine]:
        return [self._line(item) for item in self.ahead]

    @cached_property
    def lines_over(self) -> list[DateLine]:
        return [self._line(item) for item in self.occurrences if item.is_over(self.now)]

    @property
    def has_date_list(self) -> bool:
        """Whether the dates need a list of their own: several, or one with something to say."""
        told = any(line.status or line.occurrence.note or line.hall or line.moved for line in self.lines_ahead)
        return len(self.occurrences) > 1 or told or bool(self.is_run and self.occurrences)

    # Cards

    @property
    def glints(self) -> list[int]:
        return [wording.glint(item.length) for item in self.shown[: listing.GLINTS_SHOWN]]

    @property
    def card_day(self) -> date | None:
        """The day whose number a card shows large."""
        if self.shown and not self.is_run:
            return self._days[0]
        return self.event.run_starts_on if self.event.run_starts_on and not self.is_running else None

    @property
    def card_time(self) -> str:
        return wording.clock(self.shown[0].start_time) if self.shown and not self.is_run else ""

    @property
    def card_month(self) -> str:
        """``декабря, пятница``, to stand under the number."""
        return f"{month_in_date(self.card_day)}, {weekday(self.card_day)}" if self.card_day else ""

    @property
    def short_when(self) -> str:
        """The days, with the time where there is but one, for titles and shared links."""
        if self.is_run or len(self.shown) != 1:
            return self.when
        return f"{self.when}, {wording.clock(self.shown[0].start_time)}"
