"""What is new on the programme for those who follow something."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation

from accounts.letters import absolute
from accounts.registry import Follows, NewsItem
from core.bilingual import current_language
from events.listing import Listed, Programme
from events.models import EventPage, EventSpeaker, Occurrence
from events.models.parts import EventTopic
from events.selection import Selection
from venues.directory import Directory

MOST = 30


def news(follows: Follows, since: datetime, until: datetime, language: str) -> list[NewsItem]:
    """Return events announced between ``since`` and ``until`` and still to come, each once by its next date."""
    with translation.override(language):
        programme = Programme(language, now=until)
        announced = EventPage.objects.for_readers(language).filter(
            first_published_at__gt=since, first_published_at__lte=until
        )
        wanted = Q(event__translation_key__in=announced.values("translation_key"))
        if follows:
            wanted &= _wanted(follows)
        dates = Occurrence.objects.for_readers(language).upcoming(until).taking_place().filter(wanted).in_order()
        rows: dict[UUID, Listed] = {}
        for occurrence in dates.for_rows()[: MOST * 10]:
            rows.setdefault(occurrence.event.translation_key, programme.listed(occurrence))
        return [_item(row) for row in list(rows.values())[:MOST]]


def followable(selection: Selection, directory: Directory) -> list[tuple[str, object, str]]:
    """Return what of a visitor's filters can be followed: kind, key, name. One question where a topic is chosen."""
    found: list[tuple[str, object, str]] = []
    if selection.topics:
        name = f"topic__name_{current_language()}"
        rows = EventTopic.objects.filter(topic__slug__in=selection.topics).order_by(name).values_list("topic_id", name)
        found += [("articles.Topic", key, words) for key, words in rows.distinct()]
    found += [("venues.VenuePage", place.key, place.title) for place in selection.places]
    regions = [region for region in directory.regions_in_use if region.slug in selection.regions]
    return found + [("venues.Region", region.pk, region.name) for region in regions]


def _item(row: Listed) -> NewsItem:
    return NewsItem(
        title=row.title,
        url=absolute(row.url),
        line=", ".join(part for part in (row.kind, row.dates, row.time, row.place_name) if part),
        group="events",
        at=row.starts_at or timezone.now(),
        key=str(row.event.translation_key),
    )


def _wanted(follows: Follows) -> Q:
    def keys(kind: str) -> list[str]:
        return [key for label, key in follows if label == kind and key.isdecimal() and len(key) < 10]

    venues = [key for label, key in follows if label == "venues.VenuePage"]
    of_event = {"page": OuterRef("event_id")}
    return (
        Q(Exists(EventTopic.objects.filter(topic_id__in=keys("articles.Topic"), **of_event)))
        | Q(Exists(EventSpeaker.objects.filter(person_id__in=keys("people.Person"), **of_event)))
        | Q(event__venue__translation_key__in=venues)
        | Q(event__venue__region_id__in=keys("venues.Region"))
    )
