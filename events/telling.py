"""The moment at which those who saved an event learn that one of its dates is cancelled, postponed or moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.saving import Notice, tell_savers
from core.dates import full_date
from events.models import EventPage, Occurrence
from events.models.choices import NOT_TAKING_PLACE, OccurrenceStatus

#: What a visitor must know who has planned to come.
PLANS = ("day", "start_time", "hall_id")

Said = Mapping[str, object]


def occurrence_changed(occurrence: Occurrence, before: Said, after: Said) -> None:
    """Tell savers of a change that upsets plans: a date no longer takes place, does so again, or elsewhere.

    Called with the date's values before and after (``schedule.changes.FIELDS``). Each version is told once, and
    nothing of what is over or not published.
    """
    was_on, is_on = (side["status"] not in NOT_TAKING_PLACE for side in (before, after))
    is_upset = was_on != is_on or (is_on and any(before[name] != after[name] for name in PLANS))
    if not is_upset or occurrence.is_over(timezone.now()):
        return
    key = occurrence.event.translation_key
    pages = EventPage.objects.filter(translation_key=key, live=True, alias_of__isnull=True).select_related("locale")
    notices = {page.language: _notice(page, occurrence, before, after) for page in pages.order_by("pk")}
    tell_savers(key, f"date {occurrence.pk} version {occurrence.sequence}", notices)


def _notice(page: EventPage, occurrence: Occurrence, before: Said, after: Said) -> Notice:
    """What is said of the change in the page's language."""
    with translation.override(page.language):
        facts = {"title": page.title, "before": _moment(before), "after": _moment(after)}
        if after["status"] == OccurrenceStatus.CANCELLED:
            subject = _("Cancelled: %(title)s, %(before)s") % facts
        elif after["status"] == OccurrenceStatus.POSTPONED:
            subject = _("Postponed: %(title)s, %(before)s") % facts
        elif before["status"] in NOT_TAKING_PLACE:
            subject = _("Takes place after all: %(title)s, %(after)s") % facts
        elif (before["day"], before["start_time"]) != (after["day"], after["start_time"]):
            subject = _("Moved: %(title)s, from %(before)s to %(after)s") % facts
        else:
            hall = occurrence.hall or occurrence.event.hall
            subject = _("Another hall: %(title)s, %(after)s, %(hall)s") % {**facts, "hall": hall.name if hall else "—"}
        paragraphs = tuple(text for text in (f"{subject}.", occurrence.note) if text)
        return Notice(subject=subject, paragraphs=paragraphs, url=page.full_url or "")


def _moment(said: Said) -> str:
    """``5 декабря 2026, 19:00``."""
    return f"{full_date(date.fromisoformat(str(said['day'])))}, {said['start_time']}"
