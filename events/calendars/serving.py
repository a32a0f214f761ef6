"""Calendar files over HTTP: made once for all who ask, and not sent to those who have them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypedDict

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from icalendar import Calendar

from core.bilingual import current_language
from core.caching import keep_file
from events.models import EventPage, Occurrence, Recurrence
from venues.directory import VERSION_KEY

LIFETIME = 900  # seconds a client or proxy may keep a file
#: How long one request may work on a file while the others are given the one before.
PATIENCE = 30


class Made(TypedDict):
    """A file as it is kept."""

    content: bytes
    etag: str
    modified: int


def calendar_response(
    request: HttpRequest, make: Callable[[], Calendar], name: str, event: EventPage | None = None
) -> HttpResponse:
    """Return the file, or 304 where the client has it already.

    ``make`` is called once for each state of the dates (of ``event`` and what belongs to it, or of all), however
    many ask at once: those who come while it works are given the file before.
    """
    found = _kept(request, make, event)
    response = HttpResponse(found["content"], content_type="text/calendar; charset=utf-8")
    response["ETag"] = found["etag"]
    response["Last-Modified"] = http_date(found["modified"])
    keep_file(request, response, LIFETIME)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    conditional = get_conditional_response(
        request, etag=found["etag"], last_modified=found["modified"], response=response
    )
    return conditional or response


def _kept(request: HttpRequest, make: Callable[[], Calendar], event: EventPage | None) -> Made:
    asked = sorted(request.GET.lists()) if event is None else []  # an event's file knows no filters
    place = _digest(f"{request.get_host()} {request.path} {asked} {current_language()}")
    version = _version(event)
    key, latest = f"events.calendar.{place}.{version}", f"events.calendar.{place}"
    found: Made | None = cache.get(key)
    if found is not None:
        return found
    before: Made | None = cache.get(latest)
    is_first = cache.add(f"{key}.lock", 1, PATIENCE)
    if before is not None and not is_first:
        return before
    content = make().to_ical()
    # Not the last change of a date: one that was taken off, or a venue's new name, is a change of the file too.
    modified = before["modified"] if before and before["content"] == content else int(timezone.now().timestamp())
    made = Made(content=content, etag=f'"{_digest(content)}"', modified=modified)
    cache.set(key, made, LIFETIME)
    cache.set(latest, made, LIFETIME)
    cache.delete(f"{key}.lock")
    return made


def _version(event: EventPage | None) -> str:
    """What changes whenever a file would: three queries over pages, dates and rules, and the day."""
    pages, rows = EventPage.objects.all(), Occurrence.objects.all()
    rules = Recurrence.objects.all()
    if event is not None:
        key = event.translation_key
        pages = pages.filter(Q(translation_key=key) | Q(festival__translation_key=key))
        rows, rules = rows.filter(event__in=pages.values("pk")), rules.filter(event__in=pages.values("pk"))
    published = pages.aggregate(
        at=Max("last_published_at"), count=Count("pk"), live=Count("pk", filter=Q(live=True)), last=Max("pk")
    )
    dates = _summary(rows)
    rule_count = rules.aggregate(at=Sum("sequence"), last=Max("pk"))
    parts = (published, dates, rule_count, cache.get(VERSION_KEY, 0), timezone.localdate())
    return _digest(repr(parts))


def _summary(rows: QuerySet[Occurrence]) -> dict[str, object]:
    return rows.aggregate(at=Max("last_modified_at"), count=Count("pk"), last=Max("pk"), versions=Sum("sequence"))


def _digest(content: str | bytes) -> str:
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()[:32]
