"""An event as schema.org describes it (https://schema.org/Event)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.http import HttpRequest

from events.facts import EventFacts
from events.models import EventSpeaker, Occurrence
from events.models.choices import Capacity, Kind
from venues.directory import Place

SCHEMA = "https://schema.org/"
TYPES = {
    Kind.EXHIBITION: "ExhibitionEvent",
    Kind.FESTIVAL: "Festival",
    Kind.CONCERT: "MusicEvent",
    Kind.THEATRE: "TheaterEvent",
    Kind.FILM: "ScreeningEvent",
    Kind.LECTURE: "EducationEvent",
    Kind.WORKSHOP: "EducationEvent",
}
#: Dates told apart; a search engine wants the next ones, not all of a season.
MOST_DATES = 30
#: Dates of a festival's parts told.
MOST_PARTS = 60

#: What the dates of a series share with it.
OF_EACH_DATE = ("@type", "name", "url", "inLanguage", "typicalAgeRange", "isAccessibleForFree", "eventAttendanceMode")

Thing = dict[str, object]


def event_object(facts: EventFacts, request: HttpRequest) -> Thing:
    """Return the event: one date, a run, or a series with an event for each date to come.

    Moments are ISO 8601 with the venue's offset; texts and names are in the page's language.
    """
    page, event = facts.page, facts.event
    url = request.build_absolute_uri(page.get_url(request))
    common = {
        "@type": TYPES.get(event.kind, "Event"),
        "name": page.title,
        "description": page.summary_text,
        "url": url,
        "image": _images(facts, request),
        "inLanguage": event.languages or [page.language],
        "typicalAgeRange": event.age_mark.replace("+", "-"),
        "isAccessibleForFree": event.is_free,
        "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
        "location": _location(facts.place, facts.hall_name, request),
        "organizer": _organisations(facts, (Capacity.ORGANISER,)),
        "sponsor": _organisations(facts, (Capacity.SUPPORT, Capacity.PARTNER)),
        "superEvent": _festival(facts, request),
        "performer": [_person(speaker) for speaker in facts.speakers],
    }
    dates = (facts.ahead or facts.occurrences)[:MOST_DATES]
    if facts.is_run:
        common |= {
            "startDate": event.run_starts_on.isoformat(),
            "endDate": event.run_ends_on.isoformat() if event.run_ends_on else None,
            "eventStatus": _status(None),
            "offers": _offers(facts, None, url),
        }
    elif len(dates) == 1:
        common |= _dated(facts, dates[0], url, request)
    elif dates:
        common |= {
            "startDate": _moment(facts, dates[0].starts_at),
            "endDate": _moment(facts, dates[-1].ends_at),
            "eventStatus": _status(None) if facts.next or facts.is_over else _status(dates[0]),
            "subEvent": [
                _clean({name: common[name] for name in OF_EACH_DATE} | _dated(facts, item, url, request))
                for item in dates
            ],
        }
    parts = _parts(facts, request)
    if parts:
        own = common.get("subEvent")
        common["subEvent"] = [*(own if isinstance(own, list) else []), *parts]
    return _clean(common)


def _parts(facts: EventFacts, request: HttpRequest) -> list[Thing]:
    """What belongs to a festival: every date of its parts, and its exhibitions, each where it takes place."""
    found = []
    for row in [*facts.parts.runs, *facts.parts.rows][:MOST_PARTS]:
        start, end = (row.event.run_starts_on, row.event.run_ends_on) if row.occurrence is None else (None, None)
        found.append(
            _clean(
                {
                    "@type": TYPES.get(row.event.kind, "Event"),
                    "name": row.title,
                    "url": request.build_absolute_uri(row.url),
                    "startDate": row.starts_at.isoformat(timespec="minutes") if row.starts_at else _iso(start),
                    "endDate": row.ends_at.isoformat(timespec="minutes") if row.ends_at else _iso(end),
                    "eventStatus": _status(row.occurrence),
                    "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
                    "location": _location(row.place, row.hall_name, request),
                }
            )
        )
    return found


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _dated(facts: EventFacts, item: Occurrence, url: str, request: HttpRequest) -> Thing:
    """What one date says; where it was moved, the start it had before (https://schema.org/previousStartDate)."""
    planned = datetime.combine(item.planned_day, item.planned_time, facts.zone) if item.is_moved else None
    return {
        "previousStartDate": planned.isoformat(timespec="minutes") if planned else None,
        "location": _location(facts.place, item.hall.name if item.hall else facts.hall_name, request),
        "startDate": _moment(facts, item.starts_at),
        "endDate": _moment(facts, item.ends_at),
        "eventStatus": _status(item),
        "offers": _offers(facts, item, url),
    }


def _moment(facts: EventFacts, moment: object) -> str:
    return moment.astimezone(facts.zone).isoformat(timespec="minutes")


def _status(item: Occurrence | None) -> str:
    if item is None:
        return f"{SCHEMA}EventScheduled"
    if item.is_cancelled:
        return f"{SCHEMA}EventCancelled"
    if item.is_postponed:
        return f"{SCHEMA}EventPostponed"
    return SCHEMA + ("EventRescheduled" if item.is_moved else "EventScheduled")


def _offers(facts: EventFacts, item: Occurrence | None, url: str) -> Thing | None:
    """What it costs, and whether there are places; none for what is over."""
    event = facts.event
    if facts.is_over or (not event.is_free and event.price_from is None and event.price_to is None):
        return None
    offer: Thing = {"priceCurrency": "RUB", "url": event.booking_url or url, "availability": _availability(item)}
    lowest, highest = (0, 0) if event.is_free else (event.price_from, event.price_to)
    if lowest is not None and highest is not None and lowest != highest:
        return offer | {"@type": "AggregateOffer", "lowPrice": lowest, "highPrice": highest}
    return offer | {"@type": "Offer", "price": lowest if lowest is not None else highest}


def _availability(item: Occurrence | None) -> str:
    if item and (item.is_sold_out or not item.takes_place):
        return f"{SCHEMA}SoldOut"
    return SCHEMA + ("LimitedAvailability" if item and item.is_nearly_full else "InStock")


def _location(place: Place | None, hall: str, request: HttpRequest) -> Thing | None:
    if place is None or not (place.title or place.street or hall):
        return None
    return _clean(
        {
            "@type": "Place",
            "name": place.title or hall,
            "url": request.build_absolute_uri(place.url) if place.url else None,
            "address": _clean(
                {
                    "@type": "PostalAddress",
                    "streetAddress": place.street,
                    "addressLocality": place.city or (place.region.name if place.region else ""),
                    "postalCode": place.postal_code,
                    "addressCountry": "RU",
                }
            ),
            "geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
            if place.latitude is not None and place.longitude is not None
            else None,
        }
    )


def _organisations(facts: EventFacts, capacities: Iterable[Capacity]) -> list[Thing]:
    return [
        _clean({"@type": "Organization", "name": item.organisation.name, "url": item.organisation.url})
        for _heading, items in facts.organisations
        for item in items
        if item.capacity in capacities
    ]


def _person(speaker: EventSpeaker) -> Thing:
    return _clean({"@type": "Person", "name": speaker.person.display_name, "jobTitle": speaker.words})


def _festival(facts: EventFacts, request: HttpRequest) -> Thing | None:
    page = facts.festival
    if page is None:
        return None
    return {"@type": "Festival", "name": page.title, "url": request.build_absolute_uri(page.get_url(request))}


def _images(facts: EventFacts, request: HttpRequest) -> list[str]:
    photos = [facts.page.lead_photo, *(item.photo for item in facts.first_photos)]
    urls = [photo.largest_url for photo in photos if photo]
    return [request.build_absolute_uri(url) for url in dict.fromkeys(urls) if url]


def _clean(thing: Thing) -> Thing:
    """Leave out what is not known; False and 0 are known."""
    return {key: value for key, value in thing.items() if value not in (None, "", [], {})}
