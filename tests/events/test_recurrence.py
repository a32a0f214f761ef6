"""Rules of dates: held against dateutil, and as calendar files against a parser that did not write them."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.rrule import rruleset, rrulestr
from django.utils import translation
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from events.calendars.entries import Subject
from events.calendars.files import _file
from events.models import EventPage, Occurrence, Recurrence
from events.recurrence import Frequency, Plan, Rule, RuleError, Slot
from events.recurrence.words import plan_in_words

ZONES = (
    "Europe/Moscow",
    "Asia/Vladivostok",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
)
ONE_DAY = timedelta(days=1)

first_days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
hours = st.integers(0, 24 * 4 - 1).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
slots = st.lists(hours, min_size=1, max_size=3, unique=True).map(
    lambda found: tuple(Slot(f"slot-{number}", starts) for number, starts in enumerate(sorted(found)))
)


@st.composite
def rules(draw: st.DrawFn, starts_on: date) -> Rule:
    """Any rule that the form can make, ending by a day or a count."""
    frequency = draw(st.sampled_from(Frequency))
    by_position = frequency == Frequency.MONTHLY and draw(st.booleans())
    weekdays: tuple[int, ...] = ()
    if by_position or frequency == Frequency.WEEKLY:
        weekdays = tuple(draw(st.sets(st.integers(0, 6), min_size=1, max_size=4)))
    ends_by_day = draw(st.booleans())
    return Rule(
        frequency=frequency,
        interval=draw(st.integers(1, 4)),
        weekdays=weekdays,
        position=draw(st.sampled_from((1, 2, 3, 4, -1))) if by_position else 0,
        month_day=draw(st.integers(1, 31) | st.just(-1)) if frequency == Frequency.MONTHLY and not by_position else 0,
        until=starts_on + draw(st.integers(0, 120)) * ONE_DAY if ends_by_day else None,
        count=None if ends_by_day else draw(st.integers(1, 20)),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    starts_on = draw(first_days)
    plan = Plan(draw(rules(starts_on)), starts_on, draw(slots))
    try:
        days = plan.all_days()
    except RuleError:
        assume(False)
    left_out = draw(st.sets(st.sampled_from(days), max_size=min(3, len(days) - 1))) if len(days) > 1 else set()
    return Plan(plan.rule, starts_on, plan.slots, frozenset(left_out))


@settings(max_examples=200, deadline=None)
@given(plans())
def test_a_rule_gives_the_dates_that_dateutil_gives(plan: Plan) -> None:
    expected = rruleset()
    for slot in plan.slots:
        first = datetime.combine(plan.starts_on, slot.starts)
        text = str(plan.rule)
        if plan.rule.until:
            text = text.replace(f"{plan.rule.until:%Y%m%d}", f"{plan.rule.until:%Y%m%d}T235959")
        expected.rrule(rrulestr(text, dtstart=first))
        for day in plan.excluded:
            expected.exdate(datetime.combine(day, slot.starts))
    assert [planned.moment for planned in plan.dates()] == list(expected)


@settings(max_examples=100, deadline=None)
@given(plans())
def test_what_is_stored_of_a_rule_is_read_back_the_same(plan: Plan) -> None:
    assert Rule.parse(str(plan.rule)) == plan.rule


def dates_of(plan: Plan, zone: ZoneInfo, changes: dict[int, str], event: int) -> list[Occurrence]:
    """The rows that the site keeps for a plan, some of them changed by hand."""
    plan = replace(plan, slots=tuple(replace(slot, key=f"{event}-{slot.key}") for slot in plan.slots))
    recurrence = Recurrence(
        pk=event, rule=str(plan.rule), starts_on=plan.starts_on, slots=Recurrence.slot_rows(plan.slots), sequence=2
    )
    recurrence.excluded = sorted(day.isoformat() for day in plan.excluded)
    rows = []
    for number, planned in enumerate(plan.dates()):
        row = Occurrence(pk=number + 1, recurrence=recurrence, uid=planned.key, day=planned.day)
        row.start_time, row.planned_day, row.planned_time = planned.starts, planned.day, planned.starts
        match changes.get(number % 7):
            case "cancelled":
                row.status, row.note_ru, row.sequence = "cancelled", "Отменено из-за шторма и наводнения, увы", 1
            case "moved":
                row.day, row.sequence = planned.day + ONE_DAY, 1
            case "removed":
                continue
        row.reckon(zone)
        rows.append(row)
    return rows


by_hand = st.dictionaries(st.integers(0, 6), st.sampled_from(["cancelled", "moved", "removed"]), max_size=3)


#: Events tried, ten in each file; more than two thousand over all zones.
RANDOM_EVENTS = int(os.environ.get("RANDOM_EVENTS", "2040"))


@pytest.mark.parametrize("name", ZONES)
@settings(max_examples=RANDOM_EVENTS // 10 // len(ZONES), deadline=None)
@given(events=st.lists(st.tuples(plans(), by_hand), min_size=10, max_size=10))
def test_an_independent_parser_finds_the_sites_own_dates(events: list[tuple[Plan, dict[int, str]]], name: str) -> None:
    zone = ZoneInfo(name)
    rows = [row for number, (plan, changes) in enumerate(events) for row in dates_of(plan, zone, changes, number + 1)]
    assume(rows)
    subject = Subject(
        event=EventPage(
            pk=1, id=1, title="Органный вечер", age_mark="6+", last_published_at=datetime(2026, 1, 1, tzinfo=UTC)
        ),
        title="Органный вечер",
        lead="Музыка без антракта, " * 8,
        url="https://example.org/ru/afisha/organ/",
        place=None,
        zone=zone,
    )
    content = _file("Афиша", "ru", subject.entries(rows)).to_ical()
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    found = expanded(content)
    # Wall-clock times: an hour that a clock change skips or repeats is read differently by different calendars.
    expected = sorted((row.day, row.start_time, not row.takes_place) for row in rows)
    assert found == expected
    assert [str(found["TZID"]) for found in Calendar.from_ical(content).timezones] == [name]


def expanded(content: bytes) -> list[tuple[date, time, bool]]:
    """Every date in the file as vobject and dateutil read it: RRULE, EXDATE, RDATE, then RECURRENCE-ID."""
    entries = list(vobject.readOne(content.decode()).vevent_list)
    changed: dict[str, set[datetime]] = {}
    for entry in entries:
        if hasattr(entry, "recurrence_id"):
            changed.setdefault(entry.uid.value, set()).add(naive(entry.recurrence_id.value))
    found = []
    for entry in entries:
        is_off = entry.status.value == "CANCELLED"
        if hasattr(entry, "rrule"):
            starts = {naive(moment) for moment in entry.getrruleset(addRDate=True)}
            found += [(start.date(), start.time(), is_off) for start in starts - changed.get(entry.uid.value, set())]
        else:
            start = naive(entry.dtstart.value)
            found.append((start.date(), start.time(), is_off))
    return sorted(found)


def naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("text", "russian", "english"),
    [
        (
            "FREQ=WEEKLY;BYDAY=SA,SU;UNTIL=20270228",
            "Каждую субботу и воскресенье, 12:00 и 15:00, до 28 февраля 2027",
            "Every Saturday and Sunday, 12:00 and 15:00, until 28 February 2027",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1TH;UNTIL=20270228",
            "В последний четверг месяца, 12:00 и 15:00, до 28 февраля 2027",
            "The last Thursday of the month, 12:00 and 15:00, until 28 February 2027",
        ),
        ("FREQ=DAILY;COUNT=21", "Каждый день, 12:00 и 15:00, 21 день", "Every day, 12:00 and 15:00, 21 days"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=3",
            "Раз в 2 недели в среду, 12:00 и 15:00, 3 дня",
            "Every 2 weeks on Wednesday, 12:00 and 15:00, 3 days",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=5",
            "Последнее число месяца, 12:00 и 15:00, 5 дней",
            "The last day of the month, 12:00 and 15:00, 5 days",
        ),
    ],
)
def test_a_rule_reads_well_in_both_languages(text: str, russian: str, english: str) -> None:
    plan = Plan(Rule.parse(text), date(2026, 11, 28), (Slot("a", time(12)), Slot("b", time(15))))
    for language, said in (("ru", russian), ("en", english)):
        with translation.override(language):
            assert plan_in_words(plan).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    "text", ["", "FREQ=YEARLY;COUNT=2", "FREQ=DAILY", "FREQ=DAILY;COUNT=x", "RRULE", "FREQ=DAILY;COUNT=1;BYHOUR=3"]
)
def test_other_rules_are_refused(text: str) -> None:
    with pytest.raises(RuleError):
        Rule.parse(text)


def test_a_rule_of_a_million_dates_is_refused_at_once() -> None:
    for last in (date(2100, 1, 1), date(2028, 1, 1)):
        plan = Plan(Rule(Frequency.DAILY, until=last), date(2026, 1, 1), (Slot("a", time(12)), Slot("b", time(13))))
        with pytest.raises(RuleError):
            plan.dates()
