"""The programme of a festival: the dates of its parts by day and by place, in several regions and time zones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import month_in_date, weekday
from core.timetable import Session, Timetable, timetable
from events import wording
from events.listing import Listed, Programme
from events.models import EventPage, Occurrence
from venues.directory import Place

#: Dates of one festival that its page shows.
MOST_ROWS = 400


@dataclass(frozen=True)
class PlaceProgramme:
    """What a festival holds at one place on one day."""

    place: Place | None
    rows: tuple[Listed, ...]

    @property
    def name(self) -> str:
        return self.place.title if self.place else ""

    @property
    def city(self) -> str:
        """The city, or the region where the page names no city; nothing that repeats the venue's name."""
        if self.place is None:
            return ""
        return self.place.city or (self.place.region.name if self.place.region else "")

    @property
    def first(self) -> Listed:
        return self.rows[0]

    @cached_property
    def timetable(self) -> Timetable[Listed] | None:
        """The halls side by side, where several are busy at once."""
        return timetable(
            Session(row.occurrence.start_time, row.occurrence.end_time, row.hall_name, row)
            for row in self.rows
            if row.occurrence
        )


@dataclass(frozen=True)
class FestivalDay:
    """A day of a festival, place by place."""

    day: date
    places: tuple[PlaceProgramme, ...]

    @property
    def words(self) -> str:
        """``ноября, четверг``, to stand after the number."""
        return f"{month_in_date(self.day)}, {weekday(self.day)}"


class FestivalProgramme:
    """Everything that belongs to a festival. None or one query where nothing does, else two."""

    def __init__(self, event: EventPage, programme: Programme) -> None:
        self.programme = programme
        self.parts: list[EventPage] = []
        if getattr(event, "has_parts", True):
            parts = EventPage.objects.with_reader_page(programme.language)
            parts = parts.filter(festival__translation_key=event.translation_key).order_by("pk")
            self.parts = list(parts.select_related("lead_photo__credit", "hall"))

    def __bool__(self) -> bool:
        return bool(self.parts)

    @cached_property
    def rows(self) -> list[Listed]:
        """The dates of all parts, in order: those on the same day together, place by place."""
        if not self.parts:
            return []
        dates = Occurrence.objects.filter(event__in=[part.pk for part in self.parts])
        found = dates.for_readers(self.programme.language).for_rows().in_order()[:MOST_ROWS]
        return [self.programme.listed(occurrence) for occurrence in found]

    @cached_property
    def runs(self) -> list[Listed]:
        """Exhibitions that belong to it."""
        return [self.programme.listed_event(part) for part in self.parts if part.run_starts_on]

    @cached_property
    def days(self) -> list[FestivalDay]:
        everywhere = self.programme.directory.main_first

        def position(row: Listed) -> int:
            return everywhere.index(row.place) if row.place else len(everywhere)

        found = []
        for day, group in groupby(self.rows, key=lambda row: row.day):
            rows = sorted(group, key=position)  # stays in the order of time within a place
            found.append(
                FestivalDay(
                    day,
                    tuple(
                        PlaceProgramme(at_place[0].place, tuple(at_place))
                        for _number, places in groupby(rows, key=position)
                        for at_place in [list(places)]
                    ),
                )
            )
        return found

    @cached_property
    def places(self) -> list[Place]:
        """Where it takes place, the main venue first."""
        found = {row.place.key for row in [*self.rows, *self.runs] if row.place}
        return [place for place in self.programme.directory.main_first if place.key in found]

    @property
    def cities(self) -> str:
        """``Москва, Калининград, Владивосток``."""
        names = (place.city or (place.region.name if place.region else "") for place in self.places)
        return ", ".join(dict.fromkeys(name for name in names if name))

    @property
    def counted(self) -> str:
        """``14 событий на 4 площадках``."""
        places = ngettext("at %(count)s venue", "at %(count)s venues", len(self.places)) % {"count": len(self.places)}
        words = {"events": wording.events_in_words(len(self.rows)), "places": places}
        return _("%(events)s %(places)s") % words if self.places else wording.events_in_words(len(self.rows))
