"""Keeps the moments of dates right when the venue whose clock they follow changes its time zone."""

from typing import Any

from django.db.models.signals import post_save

from events.models import Occurrence
from events.zones import zone_named
from venues.models import VenuePage


def watch_venues() -> None:
    """Begin to listen; called once, when the application is ready."""
    post_save.connect(reckon_again, sender=VenuePage, dispatch_uid="events-reckon-again")


def reckon_again(instance: VenuePage, *, raw: bool = False, **kwargs: Any) -> None:
    """Work out anew the moments of this venue's dates where its zone has changed.

    A signal, because scheduled publishing and imports go round every method and hook of the editor. Dates and
    times stay as the editor entered them; ``starts_at`` and ``ends_at`` move.
    """
    if raw or not instance.is_original:
        return
    zone = zone_named(instance.time_zone)
    if zone is None:
        return
    changed = []
    found = Occurrence.objects.filter(event__venue__translation_key=instance.translation_key)
    for occurrence in found.only("day", "start_time", "end_time", "starts_at", "ends_at", "sequence"):
        moments = occurrence.starts_at, occurrence.ends_at
        occurrence.reckon(zone)
        if moments != (occurrence.starts_at, occurrence.ends_at):
            occurrence.count_version()
            changed.append(occurrence)
    written = ["starts_at", "ends_at", "sequence", "last_modified_at"]
    Occurrence.objects.bulk_update(changed, written, batch_size=500)
