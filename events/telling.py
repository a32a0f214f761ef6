"""Those who saved an event learn that dates, run or place of it are no longer as they were: one letter, a little later.

So they do when its page leaves the site before its time.

The letter waits until an editor has left the event's dates alone for a while: what is taken back in the meantime is
never told, and what is changed together, or one after another, is told together.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.saving import Notice, tell_savers
from core.dates import full_date
from events import runs, withdrawn
from events.models import EventPage, Occurrence, UntoldChange
from events.models.choices import NOT_TAKING_PLACE, OccurrenceStatus
from venues.models import Hall

logger = logging.getLogger(__name__)

#: What a visitor must know who has planned to come.
PLANS = ("day", "start_time", "hall_id")
#: How long an editor may have second thoughts.
PATIENCE = timedelta(minutes=5)
#: Changes told one by one in a letter.
MOST_TOLD = 40

#: A date's values by ``schedule.changes.FIELDS``; empty where it is no more.
Said = Mapping[str, object]


def occurrence_changed(occurrence: Occurrence, before: Said, after: Said) -> None:
    """Remember a change that upsets plans: a date no longer takes place, does so again, or elsewhere."""
    if occurrence.is_over(timezone.now()):
        return
    key = f"{occurrence.uid} {occurrence.planned_day}"
    UntoldChange.remember(occurrence.event_id, key, before, after, upsets=_upsets)


def tell_changes() -> int:
    """Have letters written about the events whose dates have been left alone; return of how many. A chore."""
    quiet = UntoldChange.objects.values("event").annotate(last=Max("changed_at")).order_by("event")
    count = 0
    for event_id in quiet.filter(last__lte=timezone.now() - PATIENCE).values_list("event", flat=True):
        try:
            count += _tell(event_id)
        except Exception:  # one event that cannot be told of does not hold up the others
            logger.exception("What has changed about event %s could not be told.", event_id)
    return count


@transaction.atomic
def _tell(event_id: int) -> bool:
    changes = list(UntoldChange.objects.select_for_update(skip_locked=True).filter(event=event_id).order_by("pk"))
    event = EventPage.objects.get(pk=event_id)
    UntoldChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
    if any(change.date_key == withdrawn.PAGE for change in changes):
        return withdrawn.tell(event, kind=f"page {changes[0].pk}-{changes[-1].pk}")
    told = [change for change in changes if not _is_past(event, change) and not _is_replaced(change)]
    if not told:
        return False
    told.sort(key=lambda change: (str(change.before.get("day", "")), str(change.before.get("start_time", ""))))
    pages = EventPage.objects.filter(translation_key=event.translation_key, live=True, alias_of__isnull=True)
    notices = {page.language: _notice(page, event, told) for page in pages.select_related("locale").order_by("pk")}
    tell_savers(event.translation_key, f"dates {changes[0].pk}-{changes[-1].pk}", notices)
    return bool(notices)


def _upsets(before: Said, after: Said) -> bool:
    was_on, is_on = _takes_place(before), _takes_place(after)
    return was_on != is_on or (is_on and any(before[name] != after[name] for name in PLANS))


def _takes_place(said: Said) -> bool:
    return bool(said) and said["status"] not in NOT_TAKING_PLACE


def _is_past(event: EventPage, change: UntoldChange) -> bool:
    """Whether neither what was planned nor what came of it is still to begin."""
    if change.date_key == runs.RUN:
        return runs.is_past(event)
    starts = [f"{said['day']}T{said['start_time']}" for said in (change.before, change.after) if said]
    return datetime.fromisoformat(max(starts)).replace(tzinfo=event.zone) <= timezone.now()


def _is_replaced(change: UntoldChange) -> bool:
    """Whether a date that was taken off has another in its place, by a new rule."""
    if change.after:
        return False
    at_that_hour = Occurrence.objects.taking_place().filter(
        event=change.event_id, day=change.before["day"], start_time=change.before["start_time"]
    )
    return at_that_hour.exists()


def _notice(page: EventPage, event: EventPage, changes: list[UntoldChange]) -> Notice:
    """What is said of the changes in the page's language."""
    with translation.override(page.language):
        said = [line for change in changes for line in _said(page, event, change)]
        lines = [f"{sentence}. {note}".strip() for sentence, note in said[:MOST_TOLD]]
        subject = said[0][0] if len(said) == 1 else _("Changes to dates: %(title)s") % {"title": page.title}
        if len(said) > MOST_TOLD:
            lines.append("…")
        return Notice(subject=subject, paragraphs=tuple(lines), url=page.full_url or "")


def _said(page: EventPage, event: EventPage, change: UntoldChange) -> list[tuple[str, str]]:
    """Return what is said of one change, each sentence with the editor's reason."""
    if change.date_key == runs.RUN:
        return [(sentence, "") for sentence in runs.sentences(page.title, event, change)]
    return [(_sentence(page.title, event, change), str(change.after.get(f"note_{page.language}") or ""))]


def _sentence(title: str, event: EventPage, change: UntoldChange) -> str:
    before, after = change.before, change.after
    facts = {"title": title, "before": _moment(before), "after": _moment(after) if after else ""}
    if not after:
        return _("No longer on the programme: %(title)s, %(before)s") % facts
    if after["status"] == OccurrenceStatus.CANCELLED:
        return _("Cancelled: %(title)s, %(before)s") % facts
    if after["status"] == OccurrenceStatus.POSTPONED:
        return _("Postponed: %(title)s, %(before)s") % facts
    if before["status"] in NOT_TAKING_PLACE:
        return _("Takes place after all: %(title)s, %(after)s") % facts
    if (before["day"], before["start_time"]) != (after["day"], after["start_time"]):
        return _("Moved: %(title)s, from %(before)s to %(after)s") % facts
    hall = Hall.objects.filter(pk=after["hall_id"] or event.hall_id).first()
    return _("Another hall: %(title)s, %(after)s, %(hall)s") % {**facts, "hall": hall.name if hall else "—"}


def _moment(said: Said) -> str:
    """``5 декабря 2026, 19:00``."""
    return f"{full_date(date.fromisoformat(str(said['day'])))}, {said['start_time']}"
