"""Keeps an old demo alive: the dates of its events move on with the calendar."""

import json
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from wagtail.models import Page, PageLogEntry, Revision

from core.models import BasePage
from events.models import EventPage, Occurrence
from events.schedule.changes import LOG_ACTION
from home.demo import dates
from home.demo.content import Item
from home.demo.filling import special_day_rows
from home.demo.loading import Loading, translation_key
from home.demo.records import rights_end
from home.demo.recurring import follow_rule
from images.models import Photo
from venues.models import SpecialDay, VenuePage

RUN_ENDS_SOON = timedelta(days=7)

AnyPage = TypeVar("AnyPage", bound=BasePage)


@transaction.atomic
def refresh_dates() -> int:
    """Move the dates of demo events near to today, where nobody has edited the event; return how many moved.

    Events that are over stay over. Nothing is written where the dates are right already.
    """
    loading = Loading(lambda text: None)
    _renew_rights(loading)
    items = {translation_key("event", item["key"]): item for item in loading.content.events if dates.moves_on(item)}
    pages = _untouched(EventPage, items)
    rows: dict[int, list[Occurrence]] = {page.pk: [] for page in pages}
    for row in Occurrence.objects.filter(event__in=rows).in_order():
        rows[row.event_id].append(row)
    moved = sum(_move(loading, page, items[page.translation_key], rows[page.pk]) for page in pages)
    _refresh_venues(loading)
    return moved


def _renew_rights(loading: Loading) -> None:
    """Keep the rights that end soon from running out: pages with such a photograph could not be published."""
    for item in loading.content.photos:
        if last_day := rights_end(item):
            near = loading.today + RUN_ENDS_SOON
            Photo.objects.filter(title=item["title"], usage_until__lt=near).update(usage_until=last_day)


def _untouched(model: type[AnyPage], items: dict[UUID, Item]) -> list[AnyPage]:
    """Return the original demo pages of ``items`` that no user has ever saved."""
    found: dict[UUID, AnyPage] = {}
    for page in model.objects.filter(translation_key__in=items).order_by("pk"):
        found.setdefault(page.translation_key, page)
    keys = [str(page.pk) for page in found.values()]
    by_users = Revision.page_revisions.filter(object_id__in=keys, user__isnull=False)
    edited = set(by_users.values_list("object_id", flat=True))
    changes = PageLogEntry.objects.filter(page_id__in=[int(key) for key in keys], action=LOG_ACTION)
    edited |= set(map(str, changes.values_list("page_id", flat=True)))
    return [page for page in found.values() if str(page.pk) not in edited]


def _move(loading: Loading, page: EventPage, item: Item, rows: list[Occurrence]) -> bool:
    """Write the dates of ``page`` anew if they are not those of ``item`` seen from today; return whether."""
    run = dates.run(item, loading.today)
    if run:
        if page.run_ends_on and page.run_ends_on >= loading.today + RUN_ENDS_SOON:
            return False
        page.run_starts_on, page.run_ends_on = run
        _save(page)
        return True
    wanted = loading.slots(item)
    if [_slot(row) for row in rows] == wanted:
        return False
    page.occurrences = _matched(rows, wanted)
    _save(page)
    follow_rule(page, item)
    if item.get("programme"):
        _move_programme(page, [slot.day for slot in wanted])
    return True


def _slot(row: Occurrence) -> dates.Slot:
    return dates.Slot(row.day, row.start_time, row.end_time or row.start_time, row.status)


def _matched(rows: list[Occurrence], wanted: list[dates.Slot]) -> list[Occurrence]:
    """Return rows for ``wanted``: those of the same day stay themselves, the others are used again."""
    by_start = {(row.day, row.start_time): row for row in rows}
    staying = [by_start.get((slot.day, slot.starts)) for slot in wanted]
    spare = [row for row in rows if row not in staying]
    found = []
    for slot, kept in zip(wanted, staying, strict=True):
        row = kept or (spare.pop() if spare else Occurrence())
        row.day, row.start_time, row.end_time, row.status = slot.day, slot.starts, slot.ends, slot.status
        row.planned_day, row.planned_time = slot.planned or slot.day, slot.starts
        row.recurrence = None  # until all have their new days: a rule plans no day twice
        (row.note_ru, row.note_en), row.is_hand_made = slot.reason, slot.reason != ("", "")
        found.append(row)
    return found


def _move_programme(page: EventPage, days: list[date]) -> None:
    """Move the days of a forum's programme, in both languages."""
    for version in EventPage.objects.filter(translation_key=page.translation_key):
        blocks = list(version.programme.raw_data)
        for block, day in zip(blocks, days, strict=False):
            block["value"]["date"] = day.isoformat()
        version.programme = json.dumps(blocks, ensure_ascii=False)
        _save(version)


def _refresh_venues(loading: Loading) -> None:
    """Give venues the special days and the closure that come next."""
    items = {translation_key("venue", item["key"]): item for item in loading.content.venues}
    pages = _untouched(VenuePage, items)
    known: dict[int, set[date]] = {page.pk: set() for page in pages}
    for venue_id, day in SpecialDay.objects.filter(venue__in=known).values_list("venue_id", "day"):
        known[venue_id].add(day)
    for page in pages:
        item = items[page.translation_key]
        wanted = special_day_rows(loading, item)
        closure = dates.closure(item, loading.today)
        is_right = closure is None or closure[:2] == (page.closed_from, page.closed_until)
        if is_right and known[page.pk] == {row.day for row in wanted}:
            continue
        if closure:
            page.closed_from, page.closed_until = closure[:2]
        page.special_days = wanted
        _save(page)


def _save(page: Page) -> None:
    """Save a page without a trace in its history; its newest revision says the same as the page."""
    page.save(clean=False)
    revision = page.latest_revision
    if revision:
        revision.content = page.serializable_data()
        revision.save(update_fields=["content"])
