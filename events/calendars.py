"""Calendar files by RFC 5545: the dates of an event, and the programme to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from icalendar import Calendar, Event, vGeo

from core.models import SiteSettings
from events import wording
from events.facts import EventFacts
from events.listing import Listed, Programme
from events.models.choices import OccurrenceStatus
from events.places import Place
from events.selection import Days, Selection
from events.whats_on import topic_choices

if TYPE_CHECKING:
    from events.models import EventIndexPage, EventPage, Occurrence

PRODUCT = "-//Cultural centre//What's on//{language}"
#: What a subscription holds: the last week, so that a finished event does not vanish, and a year ahead.
LOOK_BACK, LOOK_AHEAD = timedelta(days=7), timedelta(days=366)
MOST_EVENTS = 2000
LIFETIME = 900  # seconds a client or proxy may keep a file


def event_calendar(page: EventPage, request: HttpRequest) -> Calendar:
    """Return every date of one event; a run is one entry of whole days that leaves the reader free."""
    facts = EventFacts(page)
    calendar = _calendar(page.title, page.language)
    url = request.build_absolute_uri(page.get_url(request))
    for item in facts.occurrences:
        calendar.add_component(
            _entry(
                page=page,
                event=facts.event,
                item=item,
                place=facts.place,
                zone=facts.zone,
                hall=_hall(facts.event, item),
                url=url,
            )
        )
    if facts.is_run:
        calendar.add_component(_run(facts, url))
    return _with_zones(calendar)


def programme_calendar(page: EventIndexPage, request: HttpRequest) -> Calendar:
    """Return the dates of the last week and the year ahead that the address's filters leave."""
    programme = Programme(page.language)
    asked = Selection.read(request.GET, programme.today, programme.places, [slug for slug, _name in topic_choices()])
    first, last = programme.today - LOOK_BACK, programme.today + LOOK_AHEAD
    days = asked.days if asked.days.is_asked else Days(first, last, is_asked=True)
    rows = programme.rows(asked.on(days.first, days.last or last, is_asked=True), MOST_EVENTS)
    calendar = _calendar(f"{_name_of_centre(request)}: {page.title}", page.language)
    for row in rows:
        if row.occurrence:
            calendar.add_component(_entry_of_row(row, row.occurrence, request))
    return _with_zones(calendar)


def calendar_of_rows(name: str, language: str, rows: Iterable[Listed], request: HttpRequest) -> Calendar:
    """Return the dates of ``rows`` under a name of their own: what a visitor saved."""
    calendar = _calendar(name, language)
    for row in rows:
        if row.occurrence:
            calendar.add_component(_entry_of_row(row, row.occurrence, request))
    return _with_zones(calendar)


def calendar_response(request: HttpRequest, calendar: Calendar, name: str) -> HttpResponse:
    """Return the file, or 304 where the client has it already."""
    content = calendar.to_ical()
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={LIFETIME}"
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return get_conditional_response(request, etag=etag, response=response) or response


def _calendar(name: str, language: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT.format(language=language.upper()))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    return calendar


def _with_zones(calendar: Calendar) -> Calendar:
    """Add a VTIMEZONE for each zone in use, with the clock changes of the years the entries stand in."""
    days = [entry.start for entry in calendar.events]
    years = [day.year for day in days] or [timezone.localdate().year]
    calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))
    return calendar


def _name_of_centre(request: HttpRequest) -> str:
    return SiteSettings.for_request(request).name


def _entry_of_row(row: Listed, item: Occurrence, request: HttpRequest) -> Event:
    return _entry(
        page=row,
        event=row.event,
        item=item,
        place=row.place,
        zone=row.zone,
        hall=row.hall_name,
        url=request.build_absolute_uri(row.url),
    )


def _entry(
    *,
    page: EventPage | Listed,
    event: EventPage,
    item: Occurrence,
    place: Place | None,
    zone: ZoneInfo,
    hall: str,
    url: str,
) -> Event:
    entry = _common(page, event, place, hall, url)
    entry.add("uid", f"{event.translation_key}-{item.pk}")
    entry.add("dtstart", item.starts_at.astimezone(zone))
    entry.add("dtend", item.ends_at.astimezone(zone))
    entry.add("status", "CANCELLED" if item.status == OccurrenceStatus.CANCELLED else "CONFIRMED")
    if item.note:
        entry.add("comment", item.note)
    return entry


def _run(facts: EventFacts, url: str) -> Event:
    event = facts.event
    entry = _common(facts.page, event, facts.place, facts.hall_name, url)
    entry.add("uid", f"{event.translation_key}-run")
    entry.add("dtstart", event.run_starts_on)
    last: date = event.run_ends_on or event.run_starts_on
    entry.add("dtend", last + timedelta(days=1))
    entry.add("status", "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    return entry


def _common(page: EventPage | Listed, event: EventPage, place: Place | None, hall: str, url: str) -> Event:
    entry = Event()
    changed = _changed_at(event)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("summary", page.title)
    told = [page.lead, ", ".join(part for part in (wording.admission(event), event.age_mark) if part)]
    entry.add("description", "\n\n".join(part for part in told if part))
    entry.add("url", url)
    entry.add("categories", [str(event.get_kind_display())])
    where = _where(place, hall)
    if where:
        entry.add("location", where)
    if place and place.latitude is not None and place.longitude is not None:
        entry.add("geo", vGeo((place.latitude, place.longitude)))
    return entry


def _where(place: Place | None, hall: str) -> str:
    parts: Iterable[str] = (hall,) if place is None else (place.title, hall, place.city, place.street)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _hall(event: EventPage, item: Occurrence) -> str:
    hall = item.hall or event.hall
    return hall.name if hall else ""


def _changed_at(event: EventPage) -> datetime:
    """When the event was last published: the same until it changes, so that the file's ETag holds."""
    moment = event.last_published_at or event.first_published_at or event.latest_revision_created_at
    return (moment or timezone.now().replace(hour=0, minute=0)).astimezone(UTC).replace(microsecond=0)
