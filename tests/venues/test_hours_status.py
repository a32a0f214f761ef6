"""What a visitor is told at the moments that are easy to get wrong."""

from datetime import date, datetime, timedelta

import pytest

from tests.venues.hours_factories import every_day, hours, museum_week, schedule
from venues.hours import Closure, Schedule, Season, SpecialDay, StatusKind, Week

HOLIDAY = {"ru": "Новогодний праздник", "en": "New Year’s holiday"}
REPAIR = {"ru": "Ремонт кровли", "en": "Roof repairs"}


def at(subject: Schedule, text: str) -> datetime:
    """A moment on the venue's own clock."""
    return datetime.fromisoformat(text).replace(tzinfo=subject.zone)


def told(subject: Schedule, text: str) -> tuple[str, str | None, int | None]:
    """Kind, time and days ahead of what a visitor is told."""
    status = subject.status_at(at(subject, text))
    return status.kind.value, status.until_text, status.days_until


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # 24 November 2026 is a Tuesday.
        ("2026-11-24 09:59", ("closed", "10:00", 0)),
        ("2026-11-24 10:00", ("open", "20:00", 0)),
        ("2026-11-24 19:29", ("open", "20:00", 0)),
        ("2026-11-24 19:30", ("closing_soon", "20:00", 0)),
        ("2026-11-24 19:59", ("closing_soon", "20:00", 0)),
        ("2026-11-24 20:00", ("closed", "10:00", 1)),
        ("2026-11-22 20:00", ("closed", "10:00", 2)),
        ("2026-11-23 12:00", ("closed", "10:00", 1)),
    ],
)
def test_ordinary_day_and_the_free_monday(moment: str, expected: tuple[str, str, int]) -> None:
    assert told(schedule(), moment) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # Friday closes at midnight, Saturday at two in the night.
        ("2026-11-27 22:00", ("open", "24:00", 0)),
        ("2026-11-27 23:30", ("closing_soon", "24:00", 0)),
        ("2026-11-28 00:00", ("closed", "12:00", 0)),
        ("2026-11-28 23:59", ("open", "02:00", 1)),
        ("2026-11-29 00:00", ("open", "02:00", 0)),
        ("2026-11-29 01:45", ("closing_soon", "02:00", 0)),
        ("2026-11-29 02:00", ("closed", "10:00", 0)),
    ],
)
def test_midnight_and_the_small_hours(moment: str, expected: tuple[str, str, int]) -> None:
    assert told(schedule(), moment) == expected


def test_adjoining_days_are_one_opening() -> None:
    subject = schedule(Week.of({4: hours("10:00-24:00"), 5: hours("00:00-05:00")}))
    assert told(subject, "2026-11-27 23:50") == ("open", "05:00", 1)


def test_special_day_is_closed_with_its_reason() -> None:
    subject = schedule(every_day("10:00-20:00"), special_days=(SpecialDay(date(2027, 1, 1), (), HOLIDAY),))
    status = subject.status_at(at(subject, "2027-01-01 12:00"))
    assert (status.kind, status.reason, status.days_until) == (StatusKind.CLOSED_TODAY, HOLIDAY, 1)
    assert told(subject, "2026-12-31 20:00") == ("closed", "10:00", 2)


def test_special_hours_carry_their_reason_while_open() -> None:
    subject = schedule(special_days=(SpecialDay(date(2026, 12, 31), hours("10:00-16:00"), HOLIDAY),))
    status = subject.status_at(at(subject, "2026-12-31 12:00"))
    assert (status.kind, status.until_text, status.reason) == (StatusKind.OPEN, "16:00", HOLIDAY)


def test_night_before_a_closed_day_runs_to_its_end() -> None:
    subject = schedule(every_day("18:00-02:00"), special_days=(SpecialDay(date(2027, 1, 1), (), HOLIDAY),))
    status = subject.status_at(at(subject, "2027-01-01 01:00"))
    assert (status.kind, status.until_text, status.reason) == (StatusKind.OPEN, "02:00", {})
    assert told(subject, "2027-01-01 03:00") == ("closed_today", "18:00", 1)


def test_reason_of_a_special_night_lasts_into_the_next_day() -> None:
    subject = schedule(special_days=(SpecialDay(date(2026, 12, 31), hours("20:00-03:00"), HOLIDAY),))
    assert subject.status_at(at(subject, "2027-01-01 02:00")).reason == HOLIDAY


def test_closure_says_why_and_how_long() -> None:
    subject = schedule(every_day("10:00-20:00"), closures=(Closure(date(2027, 3, 1), date(2027, 3, 14), REPAIR),))
    status = subject.status_at(at(subject, "2027-03-05 12:00"))
    assert status.kind is StatusKind.CLOSED_TEMPORARILY
    assert status.reason == REPAIR
    assert status.closed_through == date(2027, 3, 14)
    assert status.until == at(subject, "2027-03-15 10:00")


def test_closures_that_follow_one_another_are_told_as_one() -> None:
    closures = (Closure(date(2027, 3, 1), date(2027, 3, 14)), Closure(date(2027, 3, 15), date(2027, 3, 20)))
    subject = schedule(every_day("10:00-20:00"), closures=closures)
    assert subject.status_at(at(subject, "2027-03-05 12:00")).closed_through == date(2027, 3, 20)


def test_closure_until_further_notice_promises_nothing() -> None:
    subject = schedule(closures=(Closure(date(2027, 3, 1), None, REPAIR),))
    status = subject.status_at(at(subject, "2027-03-05 12:00"))
    assert (status.until, status.closed_through, status.reason) == (None, None, REPAIR)


def test_closure_outranks_a_special_day_and_that_a_season() -> None:
    day = date(2027, 7, 1)
    summer = Season(date(2027, 6, 1), date(2027, 8, 31), every_day("08:00-23:00"))
    special = SpecialDay(day, hours("12:00-13:00"))
    subject = schedule(seasons=(summer,), special_days=(special,), closures=(Closure(day, day),))
    assert subject.hours_on(day).source == "closure"
    assert schedule(seasons=(summer,), special_days=(special,)).hours_on(day).source == "special_day"
    assert schedule(seasons=(summer,)).hours_on(day).source == "season"
    assert schedule().hours_on(day).source == "week"


def test_single_season_outranks_the_yearly_one() -> None:
    yearly = Season(date(2020, 6, 1), date(2020, 8, 31), every_day("10:00-22:00"), every_year=True)
    single = Season(date(2027, 7, 1), date(2027, 7, 31), every_day("09:00-23:00"))
    subject = schedule(seasons=(yearly, single))
    assert subject.hours_on(date(2027, 7, 15)).intervals == hours("09:00-23:00")
    assert subject.hours_on(date(2028, 7, 15)).intervals == hours("10:00-22:00")


def test_yearly_season_crosses_the_new_year() -> None:
    winter = Season(date(2026, 12, 20), date(2027, 1, 10), every_day("11:00-15:00"), every_year=True)
    subject = schedule(seasons=(winter,))
    inside = [date(2030, 12, 20), date(2030, 12, 31), date(2031, 1, 1), date(2031, 1, 10)]
    assert all(subject.hours_on(day).source == "season" for day in inside)
    assert subject.hours_on(date(2030, 12, 19)).source == "week"
    assert subject.hours_on(date(2031, 1, 11)).source == "week"


def test_season_to_the_end_of_february_knows_leap_years() -> None:
    winter = Season(date(2026, 12, 1), date(2027, 2, 28), every_day("11:00-15:00"), every_year=True)
    assert winter.covers(date(2028, 2, 29))
    assert not winter.covers(date(2028, 3, 1))
    leap = Season(date(2028, 2, 1), date(2028, 2, 29), every_day("11:00-15:00"), every_year=True)
    assert leap.covers(date(2027, 2, 28))
    assert not leap.covers(date(2027, 3, 1))


def test_leap_day_may_be_special() -> None:
    subject = schedule(every_day("10:00-20:00"), special_days=(SpecialDay(date(2028, 2, 29)),))
    assert told(subject, "2028-02-29 12:00") == ("closed_today", "10:00", 1)
    assert told(subject, "2028-02-28 21:00") == ("closed", "10:00", 2)


def test_venue_without_hours_says_so() -> None:
    assert told(schedule(Week()), "2026-11-24 12:00") == ("unknown", None, None)


def test_special_day_is_all_that_is_known() -> None:
    subject = schedule(Week(), special_days=(SpecialDay(date(2026, 11, 25), hours("10:00-12:00")),))
    assert told(subject, "2026-11-24 12:00") == ("unknown", "10:00", 1)
    assert told(subject, "2026-11-25 09:00") == ("closed", "10:00", 0)
    assert told(subject, "2026-11-25 11:00") == ("open", "12:00", 0)


def test_summer_venue_opens_months_later() -> None:
    summer = Season(date(2020, 5, 1), date(2020, 9, 30), every_day("12:00-22:00"), every_year=True)
    subject = schedule(Week(), seasons=(summer,))
    status = subject.status_at(at(subject, "2026-11-24 12:00"))
    assert (status.kind, status.until) == (StatusKind.CLOSED, at(subject, "2027-05-01 12:00"))


def test_opening_years_ahead_is_found() -> None:
    subject = schedule(Week(), special_days=(SpecialDay(date(2031, 5, 1), hours("10:00-12:00")),))
    assert subject.next_change(at(subject, "2026-11-24 12:00")) == at(subject, "2031-05-01 10:00")


def test_round_the_clock_has_no_closing() -> None:
    subject = schedule(every_day("00:00-24:00"))
    assert told(subject, "2026-11-24 12:00") == ("round_the_clock", None, None)
    assert subject.next_change(at(subject, "2026-11-24 12:00")) is None


def test_round_the_clock_ends_before_a_closed_day() -> None:
    subject = schedule(every_day("00:00-24:00"), special_days=(SpecialDay(date(2027, 1, 1)),))
    assert told(subject, "2026-12-24 12:00")[0] == "round_the_clock"
    assert told(subject, "2026-12-31 12:00") == ("open", "24:00", 0)


def test_last_admission_comes_before_closing() -> None:
    subject = schedule(last_admission=timedelta(minutes=45))
    status = subject.status_at(at(subject, "2026-11-24 19:14"))
    assert status.last_admission_at == at(subject, "2026-11-24 19:15")
    assert not status.is_admission_over
    assert subject.status_at(at(subject, "2026-11-24 19:15")).is_admission_over
    assert subject.status_at(at(subject, "2026-11-24 21:00")).last_admission_at is None


def test_last_admission_is_never_before_opening() -> None:
    subject = schedule(every_day("10:00-10:30"), last_admission=timedelta(hours=1))
    status = subject.status_at(at(subject, "2026-11-24 10:10"))
    assert status.last_admission_at == at(subject, "2026-11-24 10:00")


def test_closing_soon_may_be_another_span() -> None:
    subject = schedule()
    moment = at(subject, "2026-11-24 19:10")
    assert subject.status_at(moment, closing_soon=timedelta(hours=1)).kind is StatusKind.CLOSING_SOON


def test_moment_may_come_from_any_zone() -> None:
    subject = schedule(museum_week(), time_zone="Asia/Vladivostok")
    moment = datetime.fromisoformat("2026-11-24T02:30:00+03:00")
    status = subject.status_at(moment)
    assert (status.kind, status.moment.hour, status.until_text) == (StatusKind.CLOSED, 9, "10:00")


def test_skipped_hour_is_never_open() -> None:
    # On 28 March 2027 Berlin's clocks go from 02:00 to 03:00.
    subject = schedule(every_day("02:10-02:40"), time_zone="Europe/Berlin")
    assert subject.timeline(at(subject, "2027-03-28 00:00"), at(subject, "2027-03-29 00:00")) == []
    late = schedule(every_day("02:30-05:00"), time_zone="Europe/Berlin")
    assert late.next_change(at(late, "2027-03-28 01:00")) == at(late, "2027-03-28 03:00")


def test_repeated_hour_is_told_by_the_clock_on_the_wall() -> None:
    # On 31 October 2027 Berlin's clocks go from 03:00 to 02:00.
    night = schedule(every_day("22:00-03:00"), time_zone="Europe/Berlin")
    (opening,) = night.timeline(at(night, "2027-10-30 12:00"), at(night, "2027-10-31 12:00"))
    assert opening.closes_at - opening.opens_at == timedelta(hours=6)
    early = schedule(every_day("22:00-02:00"), time_zone="Europe/Berlin")
    (opening,) = early.timeline(at(early, "2027-10-30 12:00"), at(early, "2027-10-31 12:00"))
    assert opening.closes_at - opening.opens_at == timedelta(hours=4)


def test_time_until_closing_counts_the_clock_change() -> None:
    subject = schedule(every_day("22:00-03:10"), time_zone="Europe/Berlin")
    # By the wall clock forty minutes are left, in truth a hundred.
    moment = at(subject, "2027-10-31 02:30")
    assert subject.status_at(moment).kind is StatusKind.OPEN


def test_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        schedule().status_at(datetime(2026, 11, 24, 12))  # noqa: DTZ001


def test_moment_out_of_all_bounds_is_refused() -> None:
    subject = schedule()
    with pytest.raises(ValueError, match="too far"):
        subject.next_change(datetime(9999, 12, 31, 23, tzinfo=subject.zone))
