"""What a rule does to an event's dates: which come, which go, which an editor's hand has fixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import EventPage, Occurrence, Recurrence
from events.recurrence import MOST_DATES, Plan, Planned, RuleError
from events.recurrence.plans import exclusion_text
from events.schedule.changes import snapshot, take_off
from events.telling import occurrence_changed


@dataclass(frozen=True)
class Difference:
    """What a rule would change. Dates that are over stay as they were, whatever the rule says now."""

    new: list[Planned] = field(default_factory=list)
    staying: list[tuple[Occurrence, Planned]] = field(default_factory=list)
    gone: list[Occurrence] = field(default_factory=list)
    unfit: list[Occurrence] = field(default_factory=list)
    past: list[Occurrence] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many dates of the rule there will be."""
        return len(self.new) + len(self.staying) + len(self.unfit) + len(self.past)


def compare(event: EventPage, plan: Plan, recurrence: Recurrence | None, now: datetime | None = None) -> Difference:
    """Return what ``plan`` would change in the dates that ``recurrence`` has given so far (None: a new rule).

    A hand-made date that the plan no longer gives is ``unfit``: it is kept, and the editor is told. Raises
    ``RuleError`` where the event would have too many dates.
    """
    now = now or timezone.now()
    rows = list(recurrence.occurrences.select_related("hall")) if recurrence and recurrence.pk else []
    wanted = {(planned.key, planned.day): planned for planned in plan.dates()}
    found = Difference()
    for row in rows:
        planned = wanted.pop((row.uid, row.planned_day), None)
        if planned:
            found.staying.append((row, planned))
        elif row.is_over(now):
            found.past.append(row)
        elif row.is_hand_made:
            found.unfit.append(row)
        else:
            found.gone.append(row)
    found.new.extend(sorted(wanted.values()))
    others = event.occurrences.exclude(pk__in=[row.pk for row in rows]).count() if event.pk else 0
    if others + found.count > MOST_DATES:
        raise RuleError("too_many", _("An event can have %(most)s dates at most."), "until", most=MOST_DATES)
    return found


@transaction.atomic
def change(recurrence: Recurrence, plan: Plan) -> Difference:
    """Give a rule, new or not, what an editor entered; single hours taken out of it stay out. Raises ``RuleError``."""
    _hold(recurrence.event_id)
    if recurrence.pk:
        recurrence.refresh_from_db(fields=["excluded", "sequence"])
    hours_left_out = {text for text in recurrence.excluded if "T" in text}
    recurrence.rule, recurrence.starts_on = str(plan.rule), plan.starts_on
    recurrence.slots = Recurrence.slot_rows(plan.slots)
    recurrence.excluded = sorted({*map(exclusion_text, plan.excluded), *hours_left_out})
    return apply(recurrence, recurrence.plan)


@transaction.atomic
def leave_out(row: Occurrence) -> None:
    """Take a date off the programme for good: its rule, if it has one, does not give it again."""
    _hold(row.event_id)
    if row.recurrence_id:
        recurrence = Recurrence.objects.get(pk=row.recurrence_id)
        recurrence.excluded = sorted({*recurrence.excluded, exclusion_text(row.planned_start)})
        recurrence.sequence += 1
        recurrence.save(update_fields=["excluded", "sequence"])
    take_off([row])


def _hold(event_id: int) -> EventPage:
    """Lock the event, so that its rules and dates are changed by one editor after another."""
    return EventPage.objects.select_for_update(of=("self",)).get(pk=event_id)


@transaction.atomic
def apply(recurrence: Recurrence, plan: Plan) -> Difference:
    """Store the plan as the rule's own and bring its dates into line. Raises ``RuleError``."""
    event = _hold(recurrence.event_id)
    changes = compare(event, plan, recurrence)
    recurrence.sequence += 1 if recurrence.pk else 0
    recurrence.save()
    zone, now = event.zone, timezone.now()
    for row, planned in changes.staying:
        before = snapshot(row)
        if not row.is_over(now) and _follow(row, planned):
            row.event = event
            row.save()
            occurrence_changed(row, before, snapshot(row))
    for row in changes.unfit:
        if _lose(row):
            row.event = event
            row.save()
    take_off(changes.gone)
    new = [
        Occurrence(
            event=event,
            recurrence=recurrence,
            uid=planned.key,
            day=planned.day,
            start_time=planned.starts,
            end_time=planned.ends,
        )
        for planned in changes.new
    ]
    for row in new:
        row.prepare(zone)
    Occurrence.objects.bulk_create(new)
    return changes


def _follow(row: Occurrence, planned: Planned) -> bool:
    """Let a date take the rule's hour, unless an editor has moved it; return whether anything differs."""
    before = (row.day, row.start_time, row.end_time, row.planned_time, row.fits_rule)
    is_later = planned.starts != row.planned_time
    if not row.is_hand_made or (is_later and not row.is_moved):
        row.day, row.start_time, row.end_time = planned.day, planned.starts, planned.ends
    row.planned_time, row.fits_rule = planned.starts, True
    return before != (row.day, row.start_time, row.end_time, row.planned_time, row.fits_rule)


def _lose(row: Occurrence) -> bool:
    did_fit, row.fits_rule = row.fits_rule, False
    return did_fit


@transaction.atomic
def remove(recurrence: Recurrence) -> list[Occurrence]:
    """Delete a rule and its dates to come; hand-made and past ones stay as single dates, and are returned."""
    _hold(recurrence.event_id)
    now = timezone.now()
    rows = list(recurrence.occurrences.all())
    gone = [row for row in rows if not row.is_hand_made and not row.is_over(now)]
    kept = [row for row in rows if row not in gone]
    take_off(gone)
    for row in kept:
        row.recurrence, row.uid = None, row.single_uid
    Occurrence.objects.bulk_update(kept, ["recurrence", "uid"])
    recurrence.delete()
    return kept


@transaction.atomic
def add_single(event: EventPage, dates: Iterable[Planned], **facts: object) -> list[Occurrence]:
    """Add dates of no rule. Raises ``RuleError`` where the event would have too many."""
    _hold(event.pk)
    new = [
        Occurrence(event=event, day=planned.day, start_time=planned.starts, end_time=planned.ends, **facts)
        for planned in dates
    ]
    if event.occurrences.count() + len(new) > MOST_DATES:
        raise RuleError("too_many", _("An event can have %(most)s dates at most."), "until", most=MOST_DATES)
    zone = event.zone
    for row in new:
        row.prepare(zone)
    return Occurrence.objects.bulk_create(new)
