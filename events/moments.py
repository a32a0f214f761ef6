"""Keeps the moments of dates right when the venue whose clock they follow changes its time zone."""

from typing import Any
from zoneinfo import ZoneInfo

from django.db.models.signals import post_save

from events.models import Occurrence
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
    zone = ZoneInfo(instance.time_zone)
    changed = []
    found = Occurrence.objects.filter(event__venue__translation_key=instance.translation_key)
    for occurrence in found.only("day", "start_time", "end_time", "starts_at", "ends_at"):
        moments = occurrence.starts_at, occurrence.ends_at
        occurrence.reckon(zone)
        if moments != (occurrence.starts_at, occurrence.ends_at):
            changed.append(occurrence)
    Occurrence.objects.bulk_update(changed, ["starts_at", "ends_at"], batch_size=500)
