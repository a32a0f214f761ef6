"""Hours as editors type them."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from venues.fields import WeekFormField, format_intervals, parse_intervals

times = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda pair: f"{pair[0]:02}:{pair[1]:02}")


@given(st.lists(st.tuples(times, times).map(list), max_size=5))
def test_what_is_shown_reads_back_the_same(pairs: list[list[str]]) -> None:
    assert parse_intervals(format_intervals(pairs)) == pairs


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", []),
        ("10:00–20:00", [["10:00", "20:00"]]),
        ("10:00-20:00", [["10:00", "20:00"]]),
        (" 9.30 — 14.00 ; 15:00–24:00 ", [["09:30", "14:00"], ["15:00", "00:00"]]),
        ("18:00–02:00", [["18:00", "02:00"]]),
    ],
)
def test_usual_ways_of_writing_are_understood(typed: str, stored: list[list[str]]) -> None:
    assert parse_intervals(typed) == stored


@pytest.mark.parametrize("typed", ["с десяти", "25:00–26:00", "10:00", "10:70–11:00", "24:30–25:00", "10–20", "—"])
def test_nonsense_is_named(typed: str) -> None:
    with pytest.raises(ValidationError, match="10:00"):
        parse_intervals(typed)


@given(st.text(max_size=60))
def test_no_text_is_an_error_other_than_a_message(typed: str) -> None:
    try:
        parse_intervals(typed)
    except ValidationError as error:
        assert error.messages


def test_a_week_has_seven_lines() -> None:
    week = WeekFormField(required=False).clean(["", "10:00–20:00", "", "", "", "", "12:00–18:00"])
    assert week == [[], [["10:00", "20:00"]], [], [], [], [], [["12:00", "18:00"]]]
