"""An event as a list shows it: a row, a card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core.bilingual import current_language
from events import wording
from events.models.occurrences import Occurrence
from events.models.pages import EventPage
from venues.directory import Directory, Place


class Texts(TypedDict):
    """What an event's page says in the reader's language."""

    pk: int
    title: str
    url_path: str
    lead: str


@dataclass(frozen=True)
class Listed:
    """An event in a list: facts of the original page, texts of the page in the reader's language."""

    event: EventPage
    texts: Texts
    url: str
    place: Place | None
    now: datetime
    directory: Directory
    occurrence: Occurrence | None = None

    @property
    def page_id(self) -> int:
        """The key of the page in the reader's language."""
        return self.texts["pk"]

    @property
    def key(self) -> UUID:
        """What the pages of the event share, by which it is saved."""
        return self.event.translation_key

    @property
    def title(self) -> str:
        return self.texts["title"]

    @property
    def lead(self) -> str:
        return self.texts["lead"]

    @property
    def kind(self) -> str:
        return self.event.get_kind_display()

    @property
    def age_mark(self) -> str:
        return self.event.age_mark

    @property
    def photo(self) -> object | None:
        return self.event.lead_photo

    @property
    def venue_name(self) -> str:
        return self.place.title if self.place else ""

    @property
    def hall_name(self) -> str:
        hall = (self.occurrence.hall if self.occurrence else None) or self.event.hall
        return hall.name if hall else ""

    @property
    def place_name(self) -> str:
        """The venue, with its city where that is not the main venue's."""
        parts = [self.venue_name or self.hall_name]
        main = self.directory.main
        region = self.place.region if self.place else None
        if region and (not main or not main.region or main.region.pk != region.pk):
            parts.append((self.place.city if self.place else "") or region.name)
        return ", ".join(part for part in parts if part)

    @property
    def day(self) -> date:
        """The day a date stands under; the first day of a run."""
        return self.occurrence.day if self.occurrence else self.event.run_starts_on or self._today

    @property
    def starts_at(self) -> datetime | None:
        """The start in the venue's own time."""
        return self.occurrence.starts_at.astimezone(self.zone) if self.occurrence else None

    @property
    def ends_at(self) -> datetime | None:
        return self.occurrence.ends_at.astimezone(self.zone) if self.occurrence else None

    @property
    def time(self) -> str:
        """``19:00`` by the venue's clock."""
        return wording.clock(self.occurrence.start_time) if self.occurrence else ""

    @property
    def zone_note(self) -> str:
        """Whose time it is, where the venue's clock differs from the main one's."""
        return wording.zone_note(self.starts_at, self.zone, self.directory.main_zone) if self.starts_at else ""

    @property
    def glint(self) -> int:
        return wording.glint(self.occurrence.length) if self.occurrence else 1

    @property
    def is_over(self) -> bool:
        return self.occurrence is not None and self.occurrence.is_over(self.now)

    @property
    def is_cancelled(self) -> bool:
        """Whether nothing takes place at that hour: cancelled, or postponed to a day not known yet."""
        return self.occurrence is not None and not self.occurrence.takes_place

    @property
    def is_sold_out(self) -> bool:
        return self.occurrence is not None and self.occurrence.is_sold_out

    @property
    def price(self) -> str:
        """The price, or the word that replaces it."""
        if self.occurrence and (self.is_cancelled or self.is_sold_out):
            return self.occurrence.get_status_display()
        return _("Over") if self.is_over else wording.admission(self.event)

    @property
    def note(self) -> str:
        """What the editor says of this date, and what makes it open to everyone."""
        return self.occurrence.note if self.occurrence else ""

    @property
    def notes(self) -> list[str]:
        few_left = self.occurrence is not None and self.occurrence.is_nearly_full and not self.is_over
        moved = wording.moved_from(self.occurrence, self._today) if self.occurrence else ""
        said = [moved, self.note, self.occurrence.get_status_display() if few_left else ""]
        return [text for text in said if text]

    @property
    def zone_text(self) -> str:
        """Whose time it is, for the script that knows the reader's region."""
        return wording.zone_text(self.starts_at, self.zone, self.directory.main_zone) if self.starts_at else ""

    @property
    def dates(self) -> str:
        """The days of a run, ``до 1 марта``, or of the one date."""
        if self.occurrence is None:
            return wording.run(self.event, self._today)
        return wording.short_date(self.occurrence.day, self._today)

    @property
    def closed_today(self) -> str:
        """For a running exhibition: why it cannot be seen today; empty where it can."""
        starts_on = self.event.run_starts_on
        has_begun = self.occurrence is None and starts_on is not None and starts_on <= self._today
        return closed_note(self.place, self._today) if has_begun else ""

    @property
    def _today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def zone(self) -> ZoneInfo:
        return self.place.zone if self.place else self.directory.main_zone


def closed_note(place: Place | None, day: date) -> str:
    """``Сегодня закрыто: монтаж`` for a closed venue; empty for an open one."""
    hours = place.hours_on(day) if place else None
    if hours is None or not hours.is_closed:
        return ""
    reason = hours.reason.get(current_language(), "")
    return _("Closed today: %(reason)s") % {"reason": reason} if reason else _("Closed today")
