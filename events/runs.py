"""The run and the place of an event, which its page keeps: what changes of them on the site, and how it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models.signals import pre_save
from django.utils import timezone
from django.utils.translation import gettext as _

from events import wording
from events.models import EventPage, Occurrence, UntoldChange
from venues.directory import Directory

#: The key of such a change among those of dates.
RUN = "run"
FIELDS = ("run_starts_on", "run_ends_on", "venue_id")


def watch_runs() -> None:
    """Begin to listen; called once, when the application is ready."""
    pre_save.connect(remember, sender=EventPage, dispatch_uid="events-remember-run")


def remember(instance: EventPage, *, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Keep what readers knew of a live event's run and venue when a publication changes it.

    A signal, because scheduled publishing and releases go round every hook of the editor.
    """
    if raw or not instance.pk or not instance.live or (update_fields and not set(update_fields) & set(FIELDS)):
        return
    known = EventPage.objects.filter(pk=instance.pk, live=True).values(*FIELDS).first()
    before, after = (known and _plain(known)), _plain({name: getattr(instance, name) for name in FIELDS})
    if before and _upsets(before, after) and instance.is_original:
        UntoldChange.remember(instance.pk, RUN, before, after, upsets=_upsets)


def is_past(event: EventPage) -> bool:
    """Whether nobody can come any more: the run is over, or no date is ahead."""
    if event.run_starts_on:
        return event.run_ends_on is not None and event.run_ends_on < timezone.localdate(timezone=event.zone)
    return not Occurrence.objects.filter(event=event).upcoming().exists()


def sentences(title: str, event: EventPage, change: UntoldChange) -> Iterator[str]:
    """Yield what is said of the change in the language at hand: the new days, the new place."""
    if any(change.before[name] != change.after[name] for name in ("run_starts_on", "run_ends_on")):
        run = wording.run(event, timezone.localdate(timezone=event.zone))
        yield _("New dates: %(title)s, %(run)s") % {"title": title, "run": run}
    if change.before["venue_id"] != change.after["venue_id"]:
        place = Directory.current().of(event.venue_id)
        yield _("Another venue: %(title)s, %(venue)s") % {"title": title, "venue": place.title if place else "—"}


def _upsets(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether who has planned to come must know: a first run or a first venue upsets nobody."""
    had_run, had_venue = before["run_starts_on"], before["venue_id"]
    return bool(
        (had_run and (had_run, before["run_ends_on"]) != (after["run_starts_on"], after["run_ends_on"]))
        or (had_venue and had_venue != after["venue_id"])
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
