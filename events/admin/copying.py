"""An event again, on other days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction

from core.page_permissions import AnyUser
from core.slugs import transliterated_slug
from events.models import EventPage, Occurrence, Recurrence
from events.recurrence import Frequency, Planned, RuleError, Slot
from events.schedule import rules


@transaction.atomic
def copy_to_new_dates(event: EventPage, starts_on: date, title: str, user: AnyUser | None) -> EventPage:
    """Return a draft copy whose first date is on ``starts_on``, the others as far apart as before.

    Rules are carried over where the days of the week can follow; other dates become single ones. What was
    cancelled or changed by hand is planned again as it was meant.
    """
    parent = event.get_parent().specific
    attributes = {"title": title, "draft_title": title, "slug": _free_slug(event, title)}
    copy = event.copy(to=parent, update_attrs=attributes, copy_revisions=False, keep_live=False, user=user)
    copy = EventPage.objects.get(pk=copy.pk)
    days = [row.planned_day for row in event.occurrences.all()]
    first = min([*days, *([event.run_starts_on] if event.run_starts_on else [])], default=None)
    if first is None:
        return copy
    shift = starts_on - first
    if event.run_starts_on:
        copy.run_starts_on = event.run_starts_on + shift
        copy.run_ends_on = event.run_ends_on + shift if event.run_ends_on else None
        copy.save()
    carried = {rule.pk for rule in event.recurrences.all() if _carry(copy, rule, shift)}
    rest = [row for row in event.occurrences.all() if row.recurrence_id not in carried or not row.recurrence_id]
    rules.add_single(copy, (_again(row, shift) for row in rest))
    copy.save_revision(user=user)
    return copy


def _again(row: Occurrence, shift: timedelta) -> Planned:
    return Planned(row.planned_day + shift, row.planned_time, row.end_time)


def _carry(copy: EventPage, recurrence: Recurrence, shift: timedelta) -> bool:
    """Give the copy this rule on the new days; return whether that can be done."""
    plan = recurrence.plan
    if plan.rule.frequency == Frequency.MONTHLY:
        return False
    rule = replace(
        plan.rule,
        until=plan.rule.until + shift if plan.rule.until else None,
        weekdays=tuple((day + shift.days) % 7 for day in plan.rule.weekdays),
    )
    new = Recurrence(
        event=copy,
        rule=str(rule),
        starts_on=plan.starts_on + shift,
        slots=Recurrence.slot_rows(tuple(Slot("", slot.starts, slot.ends) for slot in plan.slots)),
    )
    try:
        rules.apply(new, new.plan)
    except RuleError:
        return False
    return True


def _free_slug(event: EventPage, title: str) -> str:
    """An address that no sibling has."""
    wanted = transliterated_slug(title)[:240] or event.slug
    taken = set(event.get_siblings().values_list("slug", flat=True))
    number, slug = 2, wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
