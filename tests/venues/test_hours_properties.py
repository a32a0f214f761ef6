"""What holds for any opening hours at any moment."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.venues.hours_factories import EDGES, ONE_DAY, ZONES
from venues.hours import Closure, HoursError, Interval, Opening, Schedule, Season, SpecialDay, Week

ONE_MINUTE = timedelta(minutes=1)
REASON = {"ru": "Монтаж", "en": "Installation"}

minutes = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
intervals = st.builds(Interval, minutes, minutes)
dates = st.sampled_from(EDGES) | st.dates(date(2027, 1, 1), date(2028, 12, 31))
moments = st.builds(
    lambda day, minute: datetime(day.year, day.month, day.day, tzinfo=UTC) + minute * ONE_MINUTE,
    dates,
    st.integers(-300, 1740),
)


# Hypothesis wants few of its inputs thrown away: what the engine would refuse is mended instead.


def a_day(candidates: list[Interval]) -> tuple[Interval, ...]:
    """As many of the intervals as do not overlap."""
    kept: tuple[Interval, ...] = ()
    for interval in candidates:
        with suppress(HoursError):
            kept = Week(((*kept, interval), *((),) * 6)).days[0]
    return kept


def a_season(days: tuple[date, date], week: Week, every_year: bool) -> Season:
    first, last = min(days), max(days)
    return Season(first, min(last, first + 300 * ONE_DAY) if every_year else last, week, every_year)


def a_closure(first: date, length: int | None) -> Closure:
    return Closure(first, None if length is None else first + length * ONE_DAY, REASON)


def a_schedule(zone: str, week: Week, candidates: list[Season], admission: timedelta | None) -> Schedule:
    """A schedule with as many of the seasons as do not overlap."""
    subject = Schedule(zone, week, last_admission=admission)
    for season in candidates:
        with suppress(HoursError):
            subject = replace(subject, seasons=(*subject.seasons, season))
    return subject


days = st.lists(intervals, max_size=3).map(a_day)
weeks = st.builds(
    lambda usual, others: Week(tuple(others.get(weekday, usual) for weekday in range(7))),
    days,
    st.dictionaries(st.integers(0, 6), days, max_size=3),
)
seasons = st.builds(a_season, st.tuples(dates, dates), weeks, st.booleans())
special_days = st.builds(SpecialDay, dates, days, st.sampled_from((REASON, {})))
closures = st.builds(a_closure, dates, st.none() | st.integers(0, 60))
schedules = st.builds(
    replace,
    st.builds(
        a_schedule,
        st.sampled_from(ZONES),
        weeks,
        st.lists(seasons, max_size=2),
        st.none() | st.sampled_from((timedelta(minutes=30), timedelta(hours=2))),
    ),
    special_days=st.lists(special_days, max_size=3, unique_by=lambda special: special.on).map(tuple),
    closures=st.lists(closures, max_size=2).map(tuple),
)
few = settings(max_examples=120, deadline=None)


@few
@given(schedules, moments)
def test_timeline_and_wall_clock_agree(subject: Schedule, moment: datetime) -> None:
    openings = subject.timeline(moment - ONE_DAY, moment + ONE_DAY)
    assert subject.is_open(moment) == any(opening.contains(moment) for opening in openings)


@few
@given(schedules, moments, st.integers(1, 60), st.integers(1, 60))
def test_timeline_is_in_order_and_may_be_cut_anywhere(
    subject: Schedule, start: datetime, first_hours: int, more_hours: int
) -> None:
    middle = start + timedelta(hours=first_hours)
    end = middle + timedelta(hours=more_hours)
    whole = subject.timeline(start, end)
    assert all(start <= o.opens_at < o.closes_at <= end for o in whole)
    assert all(earlier.closes_at < later.opens_at for earlier, later in pairwise(whole))
    joined: list[Opening] = []
    for piece in subject.timeline(start, middle) + subject.timeline(middle, end):
        if joined and joined[-1].closes_at == piece.opens_at:
            joined[-1] = Opening(joined[-1].opens_at, piece.closes_at)
        else:
            joined.append(piece)
    assert joined == whole


@few
@given(schedules, moments, st.floats(0, 0.999))
def test_nothing_changes_before_the_next_change(subject: Schedule, moment: datetime, part: float) -> None:
    change, is_open = subject.next_change(moment), subject.is_open(moment)
    if change is None:
        assert subject.is_open(moment + timedelta(days=part * 700)) == is_open
    else:
        assert change > moment
        assert subject.is_open(change) != is_open
        assert subject.is_open(moment + (change - moment) * part) == is_open


@few
@given(schedules, moments)
def test_status_says_what_the_other_questions_say(subject: Schedule, moment: datetime) -> None:
    status = subject.status_at(moment)
    assert status.is_open == subject.is_open(moment)
    assert status.until == subject.next_change(moment)
    if status.last_admission_at:
        assert status.is_open and status.until
        assert status.last_admission_at <= status.until
        assert subject.is_open(status.last_admission_at)
    if status.kind == "closed_temporarily" and status.closed_through:
        assert subject.hours_on(status.closed_through).source == "closure"
        assert subject.hours_on(status.closed_through + ONE_DAY).source != "closure"


@settings(max_examples=60, deadline=None)
@given(schedules, moments, st.lists(st.integers(0, 8 * 24 * 60 - 1), min_size=5, max_size=40))
def test_page_loaded_days_ago_shows_what_a_new_one_would(
    subject: Schedule, loaded_at: datetime, later: list[int]
) -> None:
    payload = subject.client_payload(loaded_at, language="ru")
    for minute in later:
        now = loaded_at + minute * ONE_MINUTE
        shown = [state for state in payload["states"] if state["at"] <= now.timestamp()][-1]
        fresh = subject.client_payload(now, days=1, language="ru")["states"][0]
        assert {**shown, "at": None} == {**fresh, "at": None}
        offset = [seconds for at, seconds in payload["offsets"] if at <= now.timestamp()][-1]
        assert now.astimezone(subject.zone).utcoffset() == timedelta(seconds=offset)


def hours_in(specifications: list[dict[str, Any]], day: date) -> set[tuple[str, str]]:
    """How a search engine reads a day: what is dated replaces what is not; equal times mean closed."""
    dated = [
        found
        for found in specifications
        if "validFrom" in found and found["validFrom"] <= day.isoformat() <= found.get("validThrough", "9999-12-31")
    ]
    undated = [found for found in specifications if "validFrom" not in found]
    weekday = f"https://schema.org/{day:%A}"
    return {
        (found["opens"], found["closes"])
        for found in dated or undated
        if weekday in found.get("dayOfWeek", [weekday]) and (found["opens"], found["closes"]) != ("00:00", "00:00")
    }


def length(pair: tuple[str, str]) -> int:
    opens, closes = (int(text[:2]) * 60 + int(text[3:]) for text in pair)
    return (closes - opens) % 1440


@few
@given(schedules, dates, st.integers(0, 366))
def test_search_engines_read_the_hours_of_every_day(subject: Schedule, on: date, ahead: int) -> None:
    day = on + ahead * ONE_DAY
    expected = subject.hours_on(day).intervals
    read = hours_in(subject.to_schema_org(on), day)
    assert {pair[0] for pair in read} == {f"{interval.opens:%H:%M}" for interval in expected}
    # The last minute of 24 hours is not said.
    assert sum(map(length, read)) == sum(
        min(end - start, 24 * 60 - 1) for start, end in (interval.minutes for interval in expected)
    )


@given(weeks)
def test_groups_cover_the_week_once_and_neighbours_differ(week: Week) -> None:
    groups = week.groups()
    assert [day for group in groups for day in group.days] == list(range(7))
    assert all(week.days[day] == group.intervals for group in groups for day in group.days)
    assert all(earlier.intervals != later.intervals for earlier, later in pairwise(groups))


@given(intervals)
def test_interval_reads_what_it_writes(interval: Interval) -> None:
    assert Interval.parse(str(interval)) == interval


@given(st.text())
def test_any_other_text_is_refused_with_a_sentence(text: str) -> None:
    try:
        Interval.parse(text)
    except HoursError as error:
        assert error.code == "not_an_interval"
