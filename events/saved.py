"""Saved events: lines of a visitor's list, and their calendar."""

from collections.abc import Collection
from uuid import UUID

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.registry import SavedLine
from core.dates import short_date
from core.models import SiteSettings
from events import wording
from events.calendars import calendar_of_rows
from events.listing import Listed, Programme
from events.models import EventPage, Occurrence


def lines(keys: Collection[UUID], language: str) -> list[SavedLine]:
    """Return a line for each event that readers of ``language`` have a page of: its next date, or its last one."""
    with translation.override(language):
        programme = Programme(language)
        chosen: dict[UUID, Listed] = {}
        for row in _rows(programme, keys):
            key = row.event.translation_key
            held = chosen.get(key)
            if held is None or held.is_over or (_is_off(held) and not row.is_over and not _is_off(row)):
                chosen[key] = row
        found = [_line(row) for row in chosen.values()]
        return found + [_run_line(item) for item in _undated(programme, set(keys) - chosen.keys())]


def calendar(keys: Collection[UUID], language: str, request: HttpRequest) -> bytes:
    """Return the saved events' dates and the runs of saved exhibitions as a calendar file (RFC 5545)."""
    with translation.override(language):
        programme = Programme(language)
        name = _("Saved at %(name)s") % {"name": SiteSettings.for_request(request).name}
        rows = [*_rows(programme, keys), *_undated(programme, keys)]
        return calendar_of_rows(name, language, rows, request).to_ical()


def _rows(programme: Programme, keys: Collection[UUID]) -> list[Listed]:
    found = Occurrence.objects.for_readers(programme.language).filter(event__translation_key__in=keys).in_order()
    return [programme.listed(occurrence) for occurrence in found.for_rows()]


def _undated(programme: Programme, keys: Collection[UUID]) -> list[Listed]:
    """Exhibitions, and events whose dates are not known yet."""
    pages = EventPage.objects.with_reader_page(programme.language).filter(translation_key__in=keys)
    return [programme.listed_event(event) for event in pages.select_related("lead_photo__credit", "hall")]


def _is_off(row: Listed) -> bool:
    return row.occurrence is not None and not row.occurrence.takes_place


def _line(row: Listed) -> SavedLine:
    occurrence = row.occurrence
    state = ""
    if occurrence is not None and not row.is_over:
        if not occurrence.takes_place or occurrence.is_sold_out:
            state = str(occurrence.get_status_display())
        elif occurrence.is_moved:
            state = _("Moved from %(date)s, %(time)s") % {
                "date": short_date(occurrence.planned_day),
                "time": wording.clock(occurrence.planned_time),
            }
    return SavedLine(
        key=row.event.translation_key,
        title=row.title,
        url=row.url,
        group="events",
        kind=row.kind,
        when=f"{row.dates}, {row.time}",
        at=row.starts_at,
        where=row.place_name,
        state=state,
        is_off=_is_off(row),
        is_over=row.is_over,
        photo=row.photo,
    )


def _run_line(item: Listed) -> SavedLine:
    ends_on = item.event.run_ends_on
    return SavedLine(
        key=item.event.translation_key,
        title=item.title,
        url=item.url,
        group="events",
        kind=item.kind,
        when=item.dates if item.event.run_starts_on else "",
        at=None,
        where=item.place_name,
        is_over=ends_on is not None and ends_on < item.now.astimezone(item.zone).date(),
        photo=item.photo,
    )
