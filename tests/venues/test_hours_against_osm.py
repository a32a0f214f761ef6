"""The engine and its OpenStreetMap string, held against an independent evaluator of such strings."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from opening_hours import OpeningHours

from tests.venues.hours_factories import (
    EDGES,
    ONE_DAY,
    ZONES,
    dates_of,
    every_day,
    hours,
    museum_week,
    random_date,
    random_schedule,
    schedule,
)
from venues.hours import Closure, Schedule, Season, SpecialDay, Week

ONE_MINUTE = timedelta(minutes=1)


class Evaluator:
    """opening-hours-py on a schedule's string; an empty string has no rules, which is always closed."""

    def __init__(self, subject: Schedule) -> None:
        self.text = subject.to_osm()
        self.zone = subject.zone
        self.hours = OpeningHours(self.text or "off", timezone=subject.zone)

    def is_open(self, moment: datetime) -> bool:
        local = moment.astimezone(self.zone)
        # It looks one minute ahead on the wall clock, and answers "closed" where that minute runs backwards.
        if (moment + ONE_MINUTE).astimezone(self.zone).replace(tzinfo=None) < local.replace(tzinfo=None):
            local = local.replace(tzinfo=None)
        return self.hours.is_open(local)


def mismatches(subject: Schedule, moments: list[datetime]) -> list[str]:
    evaluator = Evaluator(subject)
    return [
        f"{moment.astimezone(subject.zone)} engine {subject.is_open(moment)}: {evaluator.text}"
        for moment in moments
        if subject.is_open(moment) != evaluator.is_open(moment)
    ]


def moments_around(dates: list[date], random: Random) -> list[datetime]:
    """One random moment of each of these days, of the day before and of the day after."""
    return [
        datetime(day.year, day.month, day.day, tzinfo=UTC) + ahead * ONE_DAY + random.randrange(1440) * ONE_MINUTE
        for day in dates
        for ahead in (-1, 0, 1)
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_engine_agrees_at_random_moments_of_random_schedules(zone: str) -> None:
    random, checked, wrong = Random(zone), 0, []
    for _ in range(60):
        subject = random_schedule(random, zone)
        dates = [random_date(random) for _ in range(20)] + dates_of(subject)
        moments = moments_around(dates, random)
        checked += len(moments)
        wrong += mismatches(subject, moments)
    assert wrong == []
    assert checked > 2000  # of each of six zones


def test_engine_agrees_at_the_first_and_last_minute_of_every_edge() -> None:
    random, wrong = Random(29), []
    for _ in range(60):
        subject = random_schedule(random)
        midnights = [
            datetime(day.year, day.month, day.day, tzinfo=subject.zone).astimezone(UTC)
            for day in [*EDGES, *dates_of(subject)]
        ]
        moments = [
            midnight + ahead * ONE_DAY + minutes * ONE_MINUTE
            for midnight in midnights
            for ahead in (0, 1)
            for minutes in (-1, 0, 1)
        ]
        wrong += mismatches(subject, moments)
    assert wrong == []


def day_by_day(subject: Schedule, days: list[date]) -> str:
    """The hours of these days as a person would note them, the night with the day it starts on.

    Written without the engine's own arithmetic at midnight, which its OpenStreetMap string shares; the commas
    between the rules add hours to what is there.
    """
    rules = [
        f"{day:%Y %b %d} " + ",".join(f"{i.opens:%H:%M}-{i.closes:%H:%M}" for i in subject.hours_on(day).intervals)
        for day in days
        if subject.hours_on(day).intervals
    ]
    return ", ".join(rules) or "off"


def test_nights_run_into_the_next_day_as_the_evaluator_counts_them() -> None:
    random, wrong, checked = Random(3), [], 0
    while checked < 5000:
        subject = random_schedule(random, "Europe/Moscow")
        for centre in [random_date(random), *dates_of(subject)]:
            text = day_by_day(subject, [centre + ahead * ONE_DAY for ahead in range(-3, 4)])
            evaluator = OpeningHours(text, timezone=subject.zone)
            midnight = datetime(centre.year, centre.month, centre.day, tzinfo=subject.zone)
            ends = {
                end
                for ahead in (-1, 0)
                for interval in subject.hours_on(centre + ahead * ONE_DAY).intervals
                for end in [interval.minutes[1] + 1440 * ahead]
            }
            edges = [edge + beside for edge in (0, 1440, *ends) for beside in (-1, 0, 1)]
            for minute in [*edges, *(random.randrange(-1440, 2880) for _ in range(5))]:
                moment = midnight + minute * ONE_MINUTE
                checked += 1
                if subject.is_open(moment) != evaluator.is_open(moment):
                    wrong.append(f"{moment} engine {subject.is_open(moment)}: {text}")
    assert wrong == []


CLOCK_CHANGES = {
    "Europe/Berlin": (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)),
    "America/New_York": (datetime(2027, 3, 14, 7, tzinfo=UTC), datetime(2027, 11, 7, 6, tzinfo=UTC)),
    "America/Havana": (datetime(2027, 3, 14, 5, tzinfo=UTC), datetime(2027, 11, 7, 5, tzinfo=UTC)),
    "Australia/Lord_Howe": (datetime(2027, 4, 3, 15, tzinfo=UTC), datetime(2027, 10, 2, 15, 30, tzinfo=UTC)),
    # Russia moved its clocks for good on 26 October 2014.
    "Europe/Moscow": (datetime(2014, 10, 25, 22, tzinfo=UTC),),
    "Asia/Vladivostok": (datetime(2014, 10, 25, 15, tzinfo=UTC),),
}


def minutes_about(change: datetime) -> Iterator[datetime]:
    for minutes in range(-300, 300, 5):
        yield from (change + minutes * ONE_MINUTE, change + (minutes + 4) * ONE_MINUTE)


@pytest.mark.parametrize("zone", CLOCK_CHANGES)
def test_engine_agrees_about_every_clock_change(zone: str) -> None:
    random, wrong = Random(zone), []
    weeks = [
        every_day("01:00-02:30"),
        every_day("02:10-02:40"),
        every_day("22:00-02:15"),
        every_day("00:00-00:00"),
    ]
    for subject in [schedule(week, time_zone=zone) for week in weeks] + [
        random_schedule(random, zone) for _ in range(12)
    ]:
        for change in CLOCK_CHANGES[zone]:
            assert (change - ONE_MINUTE).astimezone(subject.zone).utcoffset() != change.astimezone(
                subject.zone
            ).utcoffset()
            wrong += mismatches(subject, list(minutes_about(change)))
    assert wrong == []


def test_the_next_change_is_the_evaluators_too() -> None:
    random, wrong, checked = Random(4), [], 0
    while checked < 300:
        subject = random_schedule(random, "Asia/Vladivostok")
        evaluator = Evaluator(subject)
        for moment in moments_around([random_date(random)], random):
            ours = subject.next_change(moment)
            if ours is None:
                # The evaluator walks to the year 9999 to say so.
                assert subject.is_open(moment) == evaluator.is_open(moment + 800 * ONE_DAY)
                continue
            checked += 1
            theirs = evaluator.hours.next_change(moment.astimezone(subject.zone))
            # To the evaluator, another comment is a change.
            while theirs and evaluator.is_open(theirs) == evaluator.is_open(moment):
                theirs = evaluator.hours.next_change(theirs)
            if ours != theirs:
                wrong.append(f"{moment} engine {ours} evaluator {theirs}: {evaluator.text}")
    assert wrong == []


def test_plain_week_reads_as_a_mapper_would_write_it() -> None:
    assert schedule(Week(((),) + (hours("10:00-20:00"),) * 6)).to_osm() == "Tu-Su 10:00-20:00"


def test_lunch_break_and_whole_days_are_written_out() -> None:
    week = Week((hours("10:00-13:00 14:00-18:00"), *((),) * 4, hours("00:00-24:00"), ()))
    assert schedule(week).to_osm() == "Mo 10:00-13:00,14:00-18:00; Sa 00:00-24:00"


def test_round_the_clock_has_its_own_word() -> None:
    assert schedule(every_day("00:00-24:00")).to_osm() == "24/7"


def test_small_hours_belong_to_the_next_calendar_day() -> None:
    assert schedule().to_osm() == ("Tu-Th 10:00-20:00; Fr 10:00-24:00; Sa 12:00-24:00; Su 00:00-02:00,10:00-20:00")


def test_seasons_special_days_and_closures_follow_the_week() -> None:
    subject = schedule(
        every_day("10:00-20:00"),
        seasons=(Season(date(2026, 12, 20), date(2027, 1, 10), every_day("11:00-18:00"), every_year=True),),
        special_days=(
            SpecialDay(date(2026, 12, 31), hours("10:00-16:00"), {"ru": "Новый год", "en": "New Year’s Eve"}),
            SpecialDay(date(2027, 1, 1)),
            SpecialDay(date(2027, 1, 2)),
        ),
        closures=(Closure(date(2027, 3, 1), date(2027, 3, 5), {"en": 'The "big" repair'}),),
    )
    assert subject.to_osm() == (
        "Mo-Su 10:00-20:00; Dec 20-Jan 10 11:00-18:00; "
        "2027 Mar 01-2027 Mar 05 off \"The 'big' repair\"; "
        '2026 Dec 31 10:00-16:00 "Новый год / New Year’s Eve"; 2027 Jan 01-2027 Jan 02 off'
    )
    assert '"Новый год"' in subject.to_osm("ru")
    assert "repair" not in subject.to_osm("ru")


def test_closure_until_further_notice_has_no_end() -> None:
    subject = schedule(museum_week(), closures=(Closure(date(2027, 3, 1)),))
    assert subject.to_osm().endswith("2027 Mar 01+ off")
    assert mismatches(subject, moments_around([date(2027, 3, 1), date(2031, 5, 5)], Random(1))) == []


def test_no_entries_make_an_empty_string() -> None:
    assert schedule(Week()).to_osm() == ""
