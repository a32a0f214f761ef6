"""The entries of a calendar file: single dates, series with what differs in them, runs of exhibitions.

A series is one entry with RRULE, EXDATE and RDATE, and an entry with RECURRENCE-ID for each of its dates that
differs (RFC 5545 §3.8.4.4, §3.8.5): calendars show it as one event that repeats, and a cancelled date stays in
the file with STATUS:CANCELLED. UID is the series' own in every file and in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Alarm, Event, vGeo, vRecur

from core.bilingual import current_language
from events import wording
from events.calendars.runs import days_told, repeat
from events.models import EventPage, Occurrence, Recurrence
from events.recurrence import RuleError, Slot
from venues.directory import Place
from venues.timetable import Timetable

REMIND_BEFORE = timedelta(hours=3)
#: A run has no count of versions of its own: the minutes from here to its last change grow as one would.
FIRST_VERSION = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Subject:
    """What all dates of one event share in a file: texts in the reader's language, facts, the place."""

    event: EventPage
    title: str
    lead: str
    url: str
    place: Place | None
    zone: ZoneInfo

    def entries(self, rows: Iterable[Occurrence]) -> Iterator[Event]:
        """The entries for these dates of the event, all of them or any part."""
        series: dict[tuple[int, str], list[Occurrence]] = {}
        for row in rows:
            if row.recurrence_id:
                series.setdefault((row.recurrence_id, row.uid), []).append(row)
            else:
                yield self.single(row, row.uid)
        for (_key, uid), found in series.items():
            yield from self._series(uid, found)

    def single(self, row: Occurrence, uid: str) -> Event:
        """One date as an entry of its own."""
        entry = self._common(row.hall, row.last_modified_at)
        entry.add("uid", uid)
        entry.add("sequence", row.sequence)
        self._when(entry, row)
        return entry

    def reminder(self, row: Occurrence) -> Event:
        """One date with an alarm, to be added by itself: known by its series and the day it was planned for."""
        entry = self.single(row, row.single_uid)
        if row.takes_place:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", self.title)
            alarm.add("trigger", -REMIND_BEFORE)
            entry.add_component(alarm)
        return entry

    def run(self, now: datetime) -> Iterator[Event]:
        """An exhibition: whole days that leave the reader free, and the hours at which it can be seen.

        Nothing where it has no day on which its venue is open.
        """
        event, today = self.event, now.astimezone(self.zone).date()
        if event.run_starts_on is None:
            return
        venue_changed_at = self.place.changed_at if self.place else None
        entry = self._common(None, venue_changed_at)
        if not repeat(entry, list(days_told(event.run_starts_on, event.run_ends_on, today)), self.place):
            return
        del entry["description"]
        entry.add("description", "\n\n".join([*self._told, *self._hours(max(today, event.run_starts_on), now)]))
        entry.add("uid", f"{event.translation_key}-run")
        entry.add("sequence", (self._changed_at(venue_changed_at) - FIRST_VERSION) // timedelta(minutes=1))
        entry.add("status", "CONFIRMED")
        entry.add("transp", "TRANSPARENT")
        yield entry

    def _hours(self, day: date, now: datetime) -> Iterator[str]:
        """The week that holds on ``day``, the last admission, the days ahead that differ."""
        if self.place is None:
            return
        schedule, language = self.place.schedule, current_language()
        lasts = schedule.last_admission
        yield from filter(
            None, [schedule.weekly_text(language, on=day), wording.last_admission(lasts) if lasts else ""]
        )
        notices = Timetable(schedule, now, language).notices
        differing = [", ".join(filter(None, (item.hours or _("closed"), item.reason))) for item in notices]
        if notices:
            yield "\n".join(f"{item.dates}: {text}" for item, text in zip(notices, differing, strict=True))

    # A series

    def _series(self, uid: str, rows: list[Occurrence]) -> Iterator[Event]:
        """The entry of the rule, cut to the days that these dates span, and those that differ from it."""
        recurrence = rows[0].recurrence
        slot, days = _planned(recurrence, uid)
        by_day = {row.planned_day: row for row in rows if slot and row.planned_time == slot.starts}
        spanned = [day for day in days if day in by_day]
        if recurrence is None or slot is None or not spanned:
            yield from (self.single(row, row.single_uid) for row in rows)
            return
        days = [day for day in days if spanned[0] <= day <= spanned[-1]]
        ruled = [by_day[day] for day in days if day in by_day]
        master = self._common(None, max(row.last_modified_at for row in rows))
        master.add("uid", uid)
        master.add("sequence", recurrence.sequence)
        start = self._local(spanned[0], slot.starts)
        model = Occurrence(day=spanned[0], start_time=slot.starts, end_time=slot.ends)
        model.reckon(self.zone)
        master.add("dtstart", start)
        master.add("dtend", model.ends_at.astimezone(self.zone))
        master.add("status", "CONFIRMED")
        # Half a day later: some calendars read the end by the offset of the first date, an hour off in summer.
        end = self._local(spanned[-1], slot.starts).astimezone(UTC) + timedelta(hours=12)
        master.add("rrule", vRecur.from_ical(recurrence.plan.rule.until_moment(end)))
        left_out = [self._local(day, slot.starts) for day in days if day not in by_day]
        if left_out:
            master.add("exdate", left_out)
        added = [row for row in rows if row not in ruled]
        if added:
            master.add("rdate", [self._local(row.planned_day, row.planned_time) for row in added])
        yield master
        for row in rows:
            if _differs(row, slot, model.ends_at - model.starts_at):
                entry = self.single(row, uid)
                entry["sequence"] = recurrence.sequence + row.sequence
                entry.add("recurrence-id", self._local(row.planned_day, row.planned_time))
                yield entry

    def _local(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, self.zone)

    # What an entry says

    def _when(self, entry: Event, row: Occurrence) -> None:
        start = self._local(row.day, row.start_time)
        entry.add("dtstart", start)
        end = row.ends_at.astimezone(self.zone)
        entry.add("dtend", end if end.replace(tzinfo=None) > start.replace(tzinfo=None) else row.ends_at)
        entry.add("status", "CONFIRMED" if row.takes_place else "CANCELLED")
        told = [str(row.get_status_display()) if row.is_postponed else "", row.note]
        comment = ": ".join(part for part in told if part)
        if comment:
            entry.add("comment", comment)

    @property
    def _told(self) -> list[str]:
        admission = ", ".join(part for part in (wording.admission(self.event), self.event.age_mark) if part)
        return [part for part in (self.lead, admission) if part]

    def _changed_at(self, modified_at: datetime | None) -> datetime:
        return max(filter(None, (changed_at(self.event), modified_at))).astimezone(UTC).replace(microsecond=0)

    def _common(self, hall: object, modified_at: datetime | None) -> Event:
        event, place = self.event, self.place
        entry = Event()
        changed = self._changed_at(modified_at)
        entry.add("dtstamp", changed)
        entry.add("last-modified", changed)
        entry.add("summary", self.title)
        entry.add("description", "\n\n".join(self._told))
        entry.add("url", self.url)
        entry.add("categories", [str(event.get_kind_display())])
        where = _where(place, _name(hall or event.hall))
        if where:
            entry.add("location", where)
        if place and place.latitude is not None and place.longitude is not None:
            entry.add("geo", vGeo((place.latitude, place.longitude)))
        return entry


def changed_at(event: EventPage) -> datetime:
    """When the event was last published: the same until it changes, so that the file's ETag holds."""
    moment = event.last_published_at or event.first_published_at or event.latest_revision_created_at
    return moment or datetime(2026, 1, 1, tzinfo=UTC)


def _planned(recurrence: Recurrence | None, uid: str) -> tuple[Slot | None, list[date]]:
    """The hour of a series and the days of its rule; nothing where the rule cannot be read."""
    if recurrence is None:
        return None, []
    try:
        plan = recurrence.plan
        return next((slot for slot in plan.slots if slot.key == uid), None), plan.all_days()
    except (RuleError, ValueError, KeyError):
        return None, []


def _differs(row: Occurrence, slot: Slot, length: timedelta) -> bool:
    """Whether one date of a series is not what its rule says."""
    as_ruled = row.planned_time == slot.starts and not row.is_moved and row.length == length
    says_nothing = row.takes_place and row.hall_id is None and not row.note_ru and not row.note_en
    return not (as_ruled and says_nothing)


def _name(hall: object) -> str:
    return str(getattr(hall, "name", "") or "")


def _where(place: Place | None, hall: str) -> str:
    parts: Iterable[str] = (hall,) if place is None else (place.title, hall, place.city, place.street)
    return ", ".join(dict.fromkeys(part for part in parts if part))
