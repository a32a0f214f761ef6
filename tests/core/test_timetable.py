"""A day in several halls: when it is a timetable, and where everything stands in it."""

from datetime import time

import pytest

from core.timetable import Session, timetable


def session(start: str, end: str, hall: str) -> Session[str]:
    ends = time.fromisoformat(end) if end else None
    return Session(time.fromisoformat(start), ends, hall, f"{hall} {start}")


def test_halls_stand_side_by_side_and_hours_below_one_another() -> None:
    found = timetable(
        [
            session("12:00", "13:00", "Неф"),
            session("10:00", "12:00", "Неф"),
            session("11:00", "13:00", "Бухта"),
            session("13:00", "13:30", ""),
        ]
    )
    assert found is not None
    assert found.halls == ("Неф", "Бухта")
    assert found.hours == ((1, "10:00"), (2, "11:00"), (3, "12:00"), (4, "13:00"))
    assert [(cell.item, cell.column, cell.row, cell.span) for cell in found.cells] == [
        ("Неф 10:00", 1, 1, 2),
        ("Бухта 11:00", 2, 2, 2),
        ("Неф 12:00", 1, 3, 1),
        (" 13:00", 0, 4, 1),
    ]


@pytest.mark.parametrize(
    "sessions",
    [
        [],
        [("10:00", "11:00", "A"), ("10:00", "11:00", "A")],
        [("10:00", "11:00", "A"), ("11:00", "12:00", "B")],
        [("10:00", "12:00", "A"), ("11:00", "12:00", "A"), ("10:00", "12:00", "B")],
        [("10:00", "12:00", "A"), ("10:00", "12:00", "B"), ("11:00", "12:00", "")],
        [("10:00", "11:00", f"Hall {number}") for number in range(7)],
        [(f"{n % 24:02}:{n:02}", f"{n % 24:02}:{n + 1:02}", "AB"[n % 2]) for n in range(40)],
    ],
    ids=["nothing", "one hall", "nothing parallel", "two at once", "break on top", "many halls", "many hours"],
)
def test_what_a_list_says_better_is_no_timetable(sessions: list[tuple[str, str, str]]) -> None:
    assert timetable([session(*row) for row in sessions]) is None


def test_a_session_without_an_end_lasts_until_the_next_and_one_past_midnight_to_the_next_day() -> None:
    found = timetable([session("22:00", "", "A"), session("22:30", "", "A"), session("22:00", "02:00", "B")])
    assert found is not None
    assert [(cell.row, cell.span) for cell in found.cells] == [(1, 1), (1, 3), (2, 1)]
