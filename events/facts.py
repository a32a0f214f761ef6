"""What an event's page says: where, for how much, for whom, by whom, and what else is on."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import wording
from events.dates import EventDates
from events.festival import FestivalProgramme
from events.listing import Listed
from events.models import EventOrganisation, EventPage, EventPhoto, EventSpeaker
from events.models.choices import Booking, Capacity, Kind, OccurrenceStatus
from events.selection import Selection
from venues.maps import map_links

#: Rows of what else is on.
OTHERS_SHOWN = 4
#: Photographs shown at once; the rest stand behind a click.
PHOTOS_SHOWN = 6
#: Where those who take part perform rather than speak.
PERFORMANCES = (Kind.CONCERT, Kind.THEATRE, Kind.FILM, Kind.FESTIVAL)
ABOUT = {
    Kind.EXHIBITION: gettext_lazy("About the exhibition"),
    Kind.DIALOGUE: gettext_lazy("About the dialogue"),
    Kind.FORUM: gettext_lazy("About the forum"),
    Kind.FESTIVAL: gettext_lazy("About the festival"),
    Kind.CONCERT: gettext_lazy("About the concert"),
    Kind.THEATRE: gettext_lazy("About the performance"),
    Kind.FILM: gettext_lazy("About the film"),
    Kind.LECTURE: gettext_lazy("About the lecture"),
    Kind.WORKSHOP: gettext_lazy("About the workshop"),
    Kind.TOUR: gettext_lazy("About the tour"),
    Kind.QUIET_HOUR: gettext_lazy("About the quiet hour"),
}


class EventFacts(EventDates):
    """The facts of an event, in the words of the page's language, at one moment."""

    # Where

    @property
    def venue_name(self) -> str:
        return self.place.title if self.place else ""

    @property
    def hall_name(self) -> str:
        return self.event.hall.name if self.event.hall else ""

    @property
    def where(self) -> str:
        if len(self.parts.places) > 1:
            return self.parts.cities
        return self.venue_name or self.hall_name or self.region_name

    @property
    def region_name(self) -> str:
        return self.place.region.name if self.place and self.place.region else ""

    @property
    def where_beside(self) -> list[str]:
        """The hall, then the address; nothing that repeats the headline."""
        if len(self.parts.places) > 1:
            return [self.parts.counted]
        if self.place is None:
            return []
        main = self.programme.directory.main
        is_elsewhere = main is None or not main.city or main.city != self.place.city
        address = ", ".join(part for part in (self.place.city if is_elsewhere else "", self.place.street) if part)
        hall = self.hall_name if self.venue_name else ""
        return [text for text in (hall, address) if text and text != self.where]

    @property
    def maps(self) -> list[dict[str, str]]:
        """Links to maps, by coordinates or by the address."""
        if self.place is None or len(self.parts.places) > 1:
            return []
        address = ", ".join(part for part in (self.place.city, self.place.street) if self.place.street and part)
        return map_links(self.place.latitude, self.place.longitude, address)

    @cached_property
    def parts(self) -> FestivalProgramme:
        """What belongs to this event, where it is a festival."""
        return FestivalProgramme(self.event, self.programme)

    @cached_property
    def festival(self) -> EventPage | None:
        """The page, in this language, of the festival that the event belongs to."""
        festival = self.event.festival if self.event.festival_id else None
        if festival is None:
            return None
        pages = EventPage.objects.for_readers(self.page.language)
        return pages.filter(translation_key=festival.translation_key).first()

    # Admission

    @property
    def status(self) -> str:
        """The word that replaces the price: over, cancelled, sold out; empty otherwise."""
        if self.is_over:
            return _("This event is over")
        if self.is_cancelled:
            is_postponed = any(item.is_postponed for item in self.ahead)
            return str(OccurrenceStatus.POSTPONED.label) if is_postponed else _("Cancelled")
        if self.is_sold_out:
            by_ticket = self.event.booking == Booking.TICKETS
            return _("Sold out") if by_ticket else _("No places left")
        return ""

    @property
    def price(self) -> str:
        return self.status or wording.price(self.event) or wording.sentence_case(self.event.get_booking_display())

    @property
    def price_beside(self) -> list[str]:
        """How one gets in, and whether places are short."""
        if self.status:
            return []
        said = [str(self.event.get_booking_display())] if wording.price(self.event) else []
        if self.next and self.next.is_nearly_full:
            said.append(str(self.next.get_status_display()))
        lines = [wording.inside_sentence(text) for text in said]
        return [*lines, self.event.price_note] if self.event.price_note else lines

    @property
    def can_book(self) -> bool:
        return bool(self.event.booking_url) and self.is_dated and not self.status

    @property
    def booking_label(self) -> str:
        if self.event.booking == Booking.REGISTRATION:
            return _("Register")
        if self.event.booking == Booking.TICKETS:
            return _("Get a ticket") if self.event.is_free else _("Book tickets")
        return _("More on the organiser’s site")

    # For whom

    @property
    def languages(self) -> list[str]:
        field = EventPage._meta.get_field("languages")
        return [str(label) for _code, label in field.labels(self.event.languages or [])]

    @property
    def access_services(self) -> str:
        """``Жестовый язык, субтитры``."""
        field = EventPage._meta.get_field("access_services")
        return wording.listed([str(label) for _code, label in field.labels(self.event.access_services or [])])

    # Who

    @cached_property
    def speakers(self) -> list[EventSpeaker]:
        return list(self.event.speakers.select_related("person__portrait__credit"))

    @property
    def speakers_heading(self) -> str:
        return _("Performers") if self.event.kind in PERFORMANCES else _("Speakers")

    @cached_property
    def organisations(self) -> list[tuple[str, list[EventOrganisation]]]:
        """Organisers, those who support, partners: a label and its organisations each."""
        order = list(Capacity.values)
        found = [
            item
            for item in self.event.organisations.select_related("organisation__logo__credit")
            if item.organisation.name
        ]
        found.sort(key=lambda item: order.index(item.capacity) if item.capacity in order else len(order))
        return [
            (capacity_heading(capacity, len(items)), items)
            for capacity, group in groupby(found, key=lambda item: item.capacity)
            for items in [list(group)]
        ]

    @cached_property
    def photos(self) -> list[EventPhoto]:
        return list(self.event.photos.select_related("photo__credit"))

    @property
    def first_photos(self) -> list[EventPhoto]:
        return self.photos[:PHOTOS_SHOWN]

    @property
    def other_photos(self) -> list[EventPhoto]:
        return self.photos[PHOTOS_SHOWN:]

    # What else

    @cached_property
    def others(self) -> list[Listed]:
        """What else is on during the event's days, from today on; with nothing left of them, what comes next."""
        days = self._days or [self.event.run_starts_on or self.today]
        first = max(days[0], self.today)
        last = max(days[-1] if self._is_in_a_row else first, first)
        return self._others_in(Selection.of_days(first, last)) or self._others_in(Selection.of_days(first, None))

    def _others_in(self, asked: Selection) -> list[Listed]:
        found = self.programme.occurrences(asked).upcoming(self.now).taking_place().for_rows()
        found = found.exclude(event=self.event.pk)
        return [self.programme.listed(occurrence) for occurrence in found[:OTHERS_SHOWN]]

    @property
    def others_heading(self) -> str:
        if not self.others:
            return ""
        if self.shown and self._other_days <= set(self._days):
            return _("On the same days") if len(self._days) > 1 and self._is_in_a_row else _("On the same day")
        return _("Also on")

    @property
    def are_others_dated(self) -> bool:
        """Whether each of ``others`` has to say its day, because the event's own does not say it."""
        return len(self._other_days) > 1 or not self._other_days <= set(self._days)

    @property
    def _other_days(self) -> set[date]:
        return {row.day for row in self.others}

    @property
    def card_line(self) -> str:
        """``Форум · 12+ · По регистрации``."""
        parts = [self.event.get_kind_display(), self.event.age_mark, self.status or wording.admission(self.event)]
        return " · ".join(str(part) for part in parts if part)

    @property
    def card_beside(self) -> str:
        return ", ".join(part for part in (self.page.lead.rstrip("."), self.venue_name) if part)

    @property
    def about_heading(self) -> str:
        return ABOUT.get(self.event.kind) or _("About the event")


def capacity_heading(capacity: str, count: int) -> str:
    """The heading over organisations of one capacity."""
    headings = {
        Capacity.ORGANISER: _("Organiser") if count == 1 else _("Organisers"),
        Capacity.SUPPORT: _("With the support of"),
        Capacity.PARTNER: _("Partner") if count == 1 else _("Partners"),
        Capacity.MEDIA: _("Media partner") if count == 1 else _("Media partners"),
    }
    return headings[Capacity(capacity)] if capacity in Capacity.values else wording.sentence_case(capacity)
