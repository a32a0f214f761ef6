"""What a venue says of its hours, sentence by sentence."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from venues.hours import Closure, Interval, Schedule, SpecialDay, Week
from venues.status import status_line

MOSCOW = ZoneInfo("Europe/Moscow")
TEN_TO_EIGHT = (Interval(time(10), time(20)),)
WEEK = Week.of(dict.fromkeys(range(1, 7), TEN_TO_EIGHT))  # Tuesday to Sunday
SCHEDULE = Schedule("Europe/Moscow", WEEK, last_admission=timedelta(minutes=30))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("moment", "russian", "english"),
    [
        ("2026-11-25 16:40", "Открыто сегодня до 20:00", "Open today until 20:00"),
        ("2026-11-25 10:00", "Открыто сегодня до 20:00", "Open today until 20:00"),
        ("2026-11-25 19:40", "Скоро закрытие в 20:00", "Closing soon at 20:00"),
        ("2026-11-25 20:00", "Сейчас закрыто, откроемся завтра в 10:00", "Closed now, opens tomorrow at 10:00"),
        ("2026-11-26 00:00", "Сейчас закрыто, откроемся сегодня в 10:00", "Closed now, opens today at 10:00"),
        ("2026-11-22 21:00", "Сейчас закрыто, откроемся во вторник в 10:00", "Closed now, opens on Tuesday at 10:00"),
        ("2026-11-23 12:00", "Сейчас закрыто, откроемся завтра в 10:00", "Closed now, opens tomorrow at 10:00"),
    ],
)
def test_the_line_says_what_is_true_now(moment: str, russian: str, english: str) -> None:
    for language, expected in (("ru", russian), ("en", english)):
        line = status_line(SCHEDULE, at(moment), language)
        assert line is not None
        assert line.text == expected


def test_a_special_day_gives_its_reason() -> None:
    reason = {"ru": "монтаж выставки", "en": "installation"}
    schedule = Schedule("Europe/Moscow", WEEK, special_days=(SpecialDay(date(2026, 11, 25), (), reason),))
    line = status_line(schedule, at("2026-11-25 12:00"), "ru")
    assert line is not None
    assert line.text == "Сегодня закрыто, откроемся завтра в 10:00"
    assert line.now.detail == "Монтаж выставки."
    english = status_line(schedule, at("2026-11-25 12:00"), "en")
    assert english is not None
    assert english.now.detail == "Installation."


@pytest.mark.parametrize(
    ("ends_on", "expected"),
    [
        (date(2027, 3, 31), "Временно закрыто, откроемся 1\u00a0апреля в 10:00"),
        (None, "Временно закрыто"),
    ],
)
def test_a_closure_says_when_it_ends_if_anybody_knows(ends_on: date | None, expected: str) -> None:
    schedule = Schedule("Europe/Moscow", WEEK, closures=(Closure(date(2026, 11, 1), ends_on),))
    line = status_line(schedule, at("2026-11-25 12:00"), "ru")
    assert line is not None
    assert line.text == expected


def test_last_entry_is_told_before_and_after() -> None:
    before = status_line(SCHEDULE, at("2026-11-25 12:00"), "ru")
    after = status_line(SCHEDULE, at("2026-11-25 19:45"), "ru")
    assert before is not None and after is not None
    assert before.now.detail == "Последний вход в 19:30."
    assert after.now.detail == "Последний вход был в 19:30."


def test_unknown_hours_say_nothing() -> None:
    assert status_line(Schedule("Europe/Moscow"), at("2026-11-25 12:00"), "ru") is None


def test_past_midnight_is_open_until_the_small_hours() -> None:
    week = Week.of({4: (Interval(time(18), time(2)),)})
    line = status_line(Schedule("Europe/Moscow", week), at("2026-11-28 00:30"), "ru")
    assert line is not None
    assert line.text == "Открыто сегодня до 02:00"


def test_the_line_is_in_its_own_language_whatever_is_active() -> None:
    with translation.override("ru"):
        line = status_line(SCHEDULE, at("2026-11-25 12:00"), "en")
    assert line is not None
    assert line.text == "Open today until 20:00"


def test_the_sun_rises_at_opening_and_sets_at_closing() -> None:
    noon = status_line(SCHEDULE, at("2026-11-25 15:00"), "ru")
    closed = status_line(SCHEDULE, at("2026-11-25 21:00"), "ru")
    assert noon is not None and noon.sun is not None and closed is not None
    assert noon.sun.small == ("22.0", "4.0")
    assert closed.sun is None
