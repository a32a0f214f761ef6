"""One date changed by hand: cancelled, postponed, moved; with the reason, and with a way back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from django.db import transaction
from wagtail.log_actions import log

from core.page_permissions import AnyUser
from events.models import EventPage, Occurrence, OccurrenceChange
from events.telling import occurrence_changed

#: What may be changed of one date.
FIELDS = ("day", "start_time", "end_time", "hall_id", "status", "note_ru", "note_en")
LOG_ACTION = "events.dates"


@transaction.atomic
def change(occurrence: Occurrence, user: AnyUser | None, **values: object) -> bool:
    """Set values of ``FIELDS``, remember what was, let those know who wait for it; return whether any differs."""
    if not _hold(occurrence):
        return False
    before = snapshot(occurrence)
    for name, value in values.items():
        setattr(occurrence, name, value)
    after = snapshot(occurrence)
    if before == after:
        return False
    occurrence.is_hand_made = True
    occurrence.save()
    OccurrenceChange.objects.create(occurrence=occurrence, user=user, before=before, after=after)
    tell_history(occurrence.event, user, str(occurrence), occurrence.get_status_display())
    occurrence_changed(occurrence, before, after)
    return True


@transaction.atomic
def change_all(occurrences: Iterable[Occurrence], user: AnyUser | None, **values: object) -> int:
    """Change several dates alike; return how many differ from before."""
    return sum(change(occurrence, user, **values) for occurrence in occurrences)


@transaction.atomic
def undo(occurrence: Occurrence, user: AnyUser | None) -> bool:
    """Take back the last change of a date; return whether there was one. Calendars see one more version."""
    last = occurrence.changes.first() if _hold(occurrence) else None
    if last is None:
        return False
    before = snapshot(occurrence)
    for name, value in last.before.items():
        setattr(occurrence, name, READERS.get(name, _same)(value))
    last.delete()
    occurrence.is_hand_made = occurrence.changes.exists()
    occurrence.save()
    tell_history(occurrence.event, user, str(occurrence), occurrence.get_status_display())
    occurrence_changed(occurrence, before, snapshot(occurrence))
    return True


def _hold(occurrence: Occurrence) -> bool:
    """Lock a date and read what others have made of it since; return whether it is still there."""
    try:
        rows = Occurrence.objects.select_for_update(of=("self",))
        occurrence.refresh_from_db(fields=[*FIELDS, "starts_at", "is_hand_made", "sequence"], from_queryset=rows)
    except Occurrence.DoesNotExist:
        return False
    return True


@transaction.atomic
def take_off(occurrences: Iterable[Occurrence]) -> None:
    """Take dates off the programme for good; who waits for one to come is told."""
    rows = list(occurrences)
    for row in rows:
        occurrence_changed(row, snapshot(row), {})
    Occurrence.objects.filter(pk__in=[row.pk for row in rows]).delete()


def snapshot(occurrence: Occurrence) -> dict[str, object]:
    """What a date says, as JSON can hold it."""
    return {name: _plain(getattr(occurrence, name)) for name in FIELDS}


def _plain(value: object) -> object:
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def _same(value: object) -> object:
    return value


def _read_day(value: str) -> date:
    return date.fromisoformat(value)


def _read_time(value: str | None) -> time | None:
    return time.fromisoformat(value) if value else None


READERS = {"day": _read_day, "start_time": _read_time, "end_time": _read_time}


def tell_history(event: EventPage, user: AnyUser | None, what: str, said: object) -> None:
    """Write a line into the page's history."""
    log(instance=event, action=LOG_ACTION, user=user, data={"what": str(what), "said": str(said)})
