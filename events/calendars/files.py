"""Which dates a file holds, and its frame: names, time zones, how often to ask again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone
from icalendar import Calendar, Event, vRecur

from core.models import SiteSettings
from events.calendars.entries import Subject
from events.facts import EventFacts
from events.listing import Listed, Programme
from events.models import Occurrence, Recurrence
from events.programme_view import topic_choices
from events.selection import Days, Selection

if TYPE_CHECKING:
    from events.models import EventIndexPage, EventPage

PRODUCT = "-//Cultural centre//What's on//{language}"
#: What a subscription holds: the last week, so that a finished event does not vanish, and a year ahead.
LOOK_BACK, LOOK_AHEAD = timedelta(days=7), timedelta(days=366)
MOST_EVENTS = 2000


def event_calendar(page: EventPage, request: HttpRequest) -> Calendar:
    """Return every date of one event and of what belongs to it; a run is one entry that leaves the reader free."""
    facts = EventFacts(page)
    subject = _subject(facts, page, request)
    rows = facts.event.occurrences.select_related("hall", "recurrence")
    entries = list(subject.entries(rows))
    entries += subject.run(facts.now)
    entries += _entries_of_rows([*facts.parts.rows, *facts.parts.runs], request)
    return _file(page.title, page.language, entries)


def occurrence_calendar(page: EventPage, occurrence: Occurrence, request: HttpRequest) -> Calendar:
    """Return one date with an alarm before it."""
    subject = _subject(EventFacts(page), page, request)
    return _file(page.title, page.language, [subject.reminder(occurrence)])


def programme_calendar(page: EventIndexPage, request: HttpRequest) -> Calendar:
    """Return the dates of the last week and the year ahead that the address's filters leave, and exhibitions."""
    programme = Programme(page.language)
    asked = Selection.read(request.GET, programme.today, programme.directory, [slug for slug, _name in topic_choices()])
    days = asked.days
    if not days.is_asked:
        days = Days(programme.today - LOOK_BACK, programme.today + LOOK_AHEAD, is_asked=True)
    asked = asked.on(days.first, days.last or days.first + LOOK_AHEAD, is_asked=True)
    found = programme.occurrences(asked).for_rows()
    rows = [*map(programme.listed, found[:MOST_EVENTS]), *programme.exhibitions(asked)]
    entries = _entries_of_rows(rows, request)
    name = f"{SiteSettings.for_request(request).name}: {page.title}"
    return _file(name, page.language, entries)


def calendar_of_rows(name: str, language: str, rows: Iterable[Listed], request: HttpRequest) -> Calendar:
    """Return the dates of ``rows`` under a name of their own: what a visitor saved."""
    return _file(name, language, _entries_of_rows(rows, request))


def _entries_of_rows(rows: Iterable[Listed], request: HttpRequest) -> list[Event]:
    """The entries of rows of the programme, those of one event together; of an exhibition its run."""
    by_event: dict[int, list[Listed]] = {}
    runs: list[Listed] = []
    for row in rows:
        if row.occurrence:
            by_event.setdefault(row.event.pk, []).append(row)
        else:
            runs.append(row)
    _give_rules(row.occurrence for group in by_event.values() for row in group)
    entries = [
        entry
        for group in by_event.values()
        for entry in _listed_subject(group[0], request).entries(row.occurrence for row in group if row.occurrence)
    ]
    return entries + [entry for row in runs for entry in _listed_subject(row, request).run(row.now)]


def _give_rules(occurrences: Iterable[Occurrence | None]) -> None:
    """Load the rules of these dates in one query."""
    dates = [item for item in occurrences if item and item.recurrence_id]
    rules = Recurrence.objects.in_bulk({item.recurrence_id for item in dates})
    for item in dates:
        item.recurrence = rules.get(item.recurrence_id)


def _subject(facts: EventFacts, page: EventPage, request: HttpRequest) -> Subject:
    return Subject(
        event=facts.event,
        title=page.title,
        lead=page.lead,
        url=request.build_absolute_uri(page.get_url(request)),
        place=facts.place,
        zone=facts.zone,
    )


def _listed_subject(item: Listed, request: HttpRequest) -> Subject:
    return Subject(
        event=item.event,
        title=item.title,
        lead=item.lead,
        url=request.build_absolute_uri(item.url),
        place=item.place,
        zone=item.zone,
    )


def _file(name: str, language: str, entries: Iterable[Event]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT.format(language=language.upper()))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(entry)
    return _with_zones(calendar)


def _with_zones(calendar: Calendar) -> Calendar:
    """Add a VTIMEZONE for each zone in use, with the clock changes of the years the timed entries stand in."""
    timed = [entry for entry in calendar.events if isinstance(entry.start, datetime)]
    years = {entry.start.year for entry in timed}
    for rule in (entry.get("rrule") for entry in timed):
        years |= {until.year for until in rule["UNTIL"]} if isinstance(rule, vRecur) else set()
    years = years or {timezone.localdate().year}
    calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))
    return calendar
