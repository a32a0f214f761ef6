"""Keeps the moments of dates right when the clock that they follow changes: the venue's zone, or the venue."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_save

from events.models import EventPage, Occurrence
from events.zones import zone_named
from venues.models import VenuePage


def watch_clocks() -> None:
    """Begin to listen; called once, when the application is ready.

    Signals, because scheduled publishing and imports go round every method and hook of the editor.
    """
    post_save.connect(venue_saved, sender=VenuePage, dispatch_uid="events-venue-saved")
    post_save.connect(event_saved, sender=EventPage, dispatch_uid="events-event-saved")


def venue_saved(instance: VenuePage, *, raw: bool = False, **kwargs: Any) -> None:
    """Work out anew the moments of this venue's dates where its zone has changed."""
    if not raw and instance.is_original:
        at_venue = Occurrence.objects.filter(event__venue__translation_key=instance.translation_key)
        _reckon_again(at_venue, instance.time_zone)


def event_saved(
    instance: EventPage,
    *,
    raw: bool = False,
    created: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    """Work out anew the moments of this event's dates where it goes by another clock than before."""
    may_differ = not created and (update_fields is None or "venue" in update_fields)
    if not raw and may_differ and instance.is_original:
        _reckon_again(Occurrence.objects.filter(event=instance), instance.time_zone)


def _reckon_again(occurrences: QuerySet[Occurrence], time_zone: str) -> None:
    """Dates and times stay as the editor entered them; ``starts_at`` and ``ends_at`` move."""
    zone = zone_named(time_zone)
    if zone is None:
        return
    changed = []
    for occurrence in occurrences.only("day", "start_time", "end_time", "starts_at", "ends_at", "sequence"):
        moments = occurrence.starts_at, occurrence.ends_at
        occurrence.reckon(zone)
        if moments != (occurrence.starts_at, occurrence.ends_at):
            occurrence.count_version()
            changed.append(occurrence)
    written = ["starts_at", "ends_at", "sequence", "last_modified_at"]
    Occurrence.objects.bulk_update(changed, written, batch_size=500)
