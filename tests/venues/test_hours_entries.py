"""Nonsense among the entries is refused with a code and a sentence."""

import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.venues.hours_factories import every_day, hours, schedule
from venues.hours import Closure, HoursError, Interval, Season, SpecialDay, Week

DAY = date(2027, 6, 1)
WEEK = every_day("10:00-20:00")


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: Interval.parse("10-20"), "not_an_interval"),
        (lambda: Interval.parse("25:00-26:00"), "not_an_interval"),
        (lambda: Interval.parse("24:00-10:00"), "not_an_interval"),
        (lambda: Interval.parse("١٠:٠٠-20:00"), "not_an_interval"),
        (lambda: Interval(time(10, 0, 30), time(12)), "not_a_time"),
        (lambda: Interval(time(10, tzinfo=UTC), time(12)), "not_a_time"),
        (lambda: every_day("10:00-14:00 13:59-20:00"), "intervals_overlap"),
        (lambda: every_day("18:00-02:00 20:00-21:00"), "intervals_overlap"),
        (lambda: SpecialDay(DAY, hours("10:00-12:00 10:00-12:00")), "intervals_overlap"),
        (lambda: every_day(" ".join(f"{h:02}:00-{h:02}:30" for h in range(9))), "too_many_intervals"),
        (lambda: Week(((),) * 6), "not_a_week"),
        (lambda: Week.of({7: hours("10:00-12:00")}), "not_a_week"),
        (lambda: SpecialDay(datetime(2027, 6, 1, tzinfo=UTC)), "not_a_date"),
        (lambda: SpecialDay(date(1066, 10, 14)), "year_out_of_range"),
        (lambda: Season(DAY, date(2027, 5, 31), WEEK), "ends_before_start"),
        (lambda: Closure(DAY, date(2027, 5, 31)), "ends_before_start"),
        (lambda: Season(DAY, date(2028, 6, 1), WEEK, every_year=True), "season_too_long"),
        (lambda: Season(DAY, date(2029, 1, 1), WEEK, every_year=True), "season_too_long"),
        (lambda: schedule(time_zone="Europe/Atlantis"), "not_a_zone"),
        (lambda: schedule(time_zone="Europe"), "not_a_zone"),
        (lambda: schedule(time_zone="../etc/passwd"), "not_a_zone"),
        (lambda: schedule(time_zone=""), "not_a_zone"),
        (lambda: schedule(special_days=(SpecialDay(DAY), SpecialDay(DAY))), "special_day_twice"),
        (lambda: schedule(last_admission=timedelta(days=1)), "last_admission_out_of_range"),
        (lambda: schedule(last_admission=timedelta(minutes=-1)), "last_admission_out_of_range"),
        (lambda: schedule(closures=(Closure(DAY),) * 1001), "too_many_entries"),
    ],
)
def test_nonsense_is_refused(build: Callable[[], object], code: str) -> None:
    with pytest.raises(HoursError) as caught:
        build()
    assert caught.value.code == code
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("every_year", [False, True])
def test_seasons_of_one_rank_do_not_overlap(*, every_year: bool) -> None:
    first = Season(date(2026, 12, 1), date(2027, 2, 28), WEEK, every_year)
    second = Season(date(2027, 2, 28), date(2027, 4, 30), WEEK, every_year)
    after = Season(date(2027, 3, 1), date(2027, 4, 30), WEEK, every_year)
    assert schedule(seasons=(first, after)).has_hours
    with pytest.raises(HoursError, match="overlap"):
        schedule(seasons=(first, second))
    with pytest.raises(HoursError, match="overlap"):
        schedule(seasons=(second, first))


def test_touching_intervals_become_one() -> None:
    assert every_day("14:00-20:00 10:00-14:00") == every_day("10:00-20:00")


def test_hours_of_the_day_before_may_overlap_the_next() -> None:
    subject = schedule(Week.of({4: hours("18:00-03:00"), 5: hours("02:00-10:00")}))
    friday = datetime(2026, 11, 27, 12, tzinfo=subject.zone)
    (opening,) = subject.timeline(friday, friday + timedelta(days=2))
    assert opening.closes_at - opening.opens_at == timedelta(hours=16)


def test_reasons_lose_blanks_and_empty_languages() -> None:
    assert SpecialDay(DAY, (), {"ru": " Монтаж \n выставки ", "en": "  "}).reason == {"ru": "Монтаж выставки"}


def test_schedule_is_a_value_that_can_be_cached() -> None:
    subject = schedule(special_days=(SpecialDay(DAY, (), {"ru": "Монтаж"}),), closures=(Closure(DAY),))
    subject.is_open(datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert pickle.loads(pickle.dumps(subject)) == subject  # noqa: S301
    assert hash(subject) == hash(pickle.loads(pickle.dumps(subject)))  # noqa: S301
