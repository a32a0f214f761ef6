"""What an editor should look at: dates on which the house is closed, and two events in one hall at one time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from core.bilingual import current_language
from core.dates import full_date
from events.models import EventPage, Occurrence
from venues.hours import Schedule, intervals_text
from venues.models import VenuePage
from venues.schedules import schedule_of

MOST_WARNINGS = 50


@dataclass(frozen=True)
class Warning:
    """A sentence, and where to look."""

    text: str
    url: str = ""
    link: str = ""


def warnings_for(event: EventPage, rows: Sequence[Occurrence]) -> list[Warning]:
    """Return what is amiss with these dates, saved or not, of an event; cancelled ones are left aside."""
    rows = [row for row in rows if row.takes_place]
    found = [*_zone(event), *_closed(event, rows), *_crowded(event, rows)]
    return found[:MOST_WARNINGS]


def _zone(event: EventPage) -> list[Warning]:
    from events.zones import zone_named

    if zone_named(event.time_zone):
        return []
    text = _("The venue’s time zone %(zone)s is not known (any more): Moscow time is used. Choose another one.")
    venue = event.venue.original if event.venue else None
    return [_at_venue(text % {"zone": event.time_zone}, venue)]


def _closed(event: EventPage, rows: Sequence[Occurrence]) -> list[Warning]:
    venue = event.venue.original if event.venue else None
    if venue is None:
        return []
    schedule = schedule_of(venue)
    if not (schedule.has_hours or schedule.closures or schedule.special_days):
        return []
    told = ((row, _why_closed(schedule, row)) for row in rows)
    return [
        _at_venue(_("%(date)s: %(why)s") % {"date": date_in_words(row), "why": why}, venue) for row, why in told if why
    ]


def _why_closed(schedule: Schedule, row: Occurrence) -> str:
    hours = schedule.hours_on(row.day)
    language = current_language()
    if hours.is_closed:
        reason = hours.reason.get(language, "")
        return _("the venue is closed: %(reason)s") % {"reason": reason} if reason else _("the venue is closed")
    start = row.start_time.hour * 60 + row.start_time.minute
    end = start + length_of(row) // timedelta(minutes=1)
    if any(opens <= start and end <= closes for opens, closes in (item.minutes for item in hours.intervals)):
        return ""
    return _("outside the venue’s hours, %(hours)s") % {"hours": intervals_text(hours.intervals, language)}


def length_of(row: Occurrence) -> timedelta:
    """How long a date lasts by the clock on the wall."""
    from events.models.occurrences import USUAL_LENGTH

    if row.end_time is None:
        return USUAL_LENGTH
    start, end = (datetime.combine(row.day, moment) for moment in (row.start_time, row.end_time))
    return end - start if end > start else end - start + timedelta(days=1)


def _crowded(event: EventPage, rows: Sequence[Occurrence]) -> list[Warning]:
    """Events that share a hall with one of the rows at overlapping times, each pair told once."""
    placed = [(row, row.hall_id or event.hall_id) for row in rows]
    placed = [(row, hall) for row, hall in placed if hall]
    if not placed:
        return []
    first = min(row.starts_at for row, _hall in placed)
    last = max(row.ends_at for row, _hall in placed)
    others = (
        Occurrence.objects.taking_place()
        .annotate(place=Coalesce("hall", "event__hall"))
        .filter(place__in={hall for _row, hall in placed}, starts_at__lt=last, ends_at__gt=first)
        .select_related("event")
        .order_by("starts_at", "pk")
    )
    others = [*others.exclude(event=event.pk), *(row for row, _hall in placed)]
    found: list[Warning] = []
    for row, hall in placed:
        for other in others:
            if _is_same_or_later(row, other, event) or not _overlap(row, other):
                continue
            if (getattr(other, "place", None) or other.hall_id or event.hall_id) != hall:
                continue
            found.append(_shared(row, other, event))
    return found


def _is_same_or_later(row: Occurrence, other: Occurrence, event: EventPage) -> bool:
    """Within one event each pair is met twice: keep the one whose first row starts first."""
    if other.event_id != event.pk:
        return False
    return other is row or (other.starts_at, other.pk or 0) <= (row.starts_at, row.pk or 0)


def _overlap(one: Occurrence, other: Occurrence) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _shared(row: Occurrence, other: Occurrence, event: EventPage) -> Warning:
    text = _("%(date)s: the hall is taken at that time by “%(title)s”, %(times)s") % {
        "date": date_in_words(row),
        "title": event.title if other.event_id == event.pk else other.event.title,
        "times": f"{other.start_time:%H:%M}",
    }
    return Warning(text, reverse("event_dates:index", args=(other.event_id,)), _("Its dates"))


def _at_venue(text: str, venue: VenuePage | None) -> Warning:
    return Warning(text, reverse("wagtailadmin_pages:edit", args=(venue.pk,)), venue.title) if venue else Warning(text)


def date_in_words(row: Occurrence) -> str:
    """``5 декабря 2026, 19:00``."""
    return f"{full_date(row.day)}, {row.start_time:%H:%M}"


def dates_on_closed_days(venue: VenuePage) -> list[tuple[Occurrence, str]]:
    """Return the dates to come at a venue that its hours speak against, with the reason, for its own editor."""
    schedule = schedule_of(venue)
    rows = (
        Occurrence.objects.upcoming()
        .taking_place()
        .filter(event__venue__translation_key=venue.translation_key)
        .select_related("event")
        .order_by("starts_at", "pk")
    )
    told = ((row, _why_closed(schedule, row)) for row in rows)
    return [(row, why) for row, why in told if why][:MOST_WARNINGS]
