"""The light of the hour."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.daylight import light_at, sun_elevation

MOSCOW = ZoneInfo("Europe/Moscow")
EMBANKMENT = (55.752, 37.544)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # Sunrise and sunset of an almanac (the centre stands 0.833° below the horizon): Moscow, Sydney, Quito.
        (datetime(2026, 6, 21, 3, 44, tzinfo=MOSCOW), -0.833),
        (datetime(2026, 6, 21, 21, 18, tzinfo=MOSCOW), -0.833),
        (datetime(2026, 12, 21, 8, 58, tzinfo=MOSCOW), -0.833),
        (datetime(2026, 12, 21, 15, 58, tzinfo=MOSCOW), -0.833),
    ],
)
def test_sun_rises_and_sets_when_the_almanac_says(moment: datetime, expected: float) -> None:
    assert sun_elevation(moment, *EMBANKMENT) == pytest.approx(expected, abs=0.35)


def test_sun_stands_overhead_on_the_tropic_at_the_solstice() -> None:
    noon = max(
        sun_elevation(datetime(2026, 6, 21, hour, minute, tzinfo=UTC), 23.44, 0)
        for hour in (11, 12)
        for minute in range(60)
    )
    assert noon == pytest.approx(90, abs=0.2)


def test_a_day_goes_from_night_through_dawn_and_day_to_dusk_and_night() -> None:
    start = datetime(2026, 11, 26, 0, 0, tzinfo=MOSCOW)
    lights = [light_at(start + timedelta(minutes=5 * step), *EMBANKMENT) for step in range(288)]
    turns = [lights[0], *(after for before, after in pairwise(lights) if after != before)]
    assert turns == ["night", "dawn", "day", "dusk", "night"]


def test_polar_night_has_no_day() -> None:
    moments = [datetime(2026, 12, 21, hour, tzinfo=UTC) for hour in range(24)]
    assert {light_at(moment, 78.2, 15.6) for moment in moments} == {"night"}


def test_a_place_nobody_has_entered_has_the_light_of_day() -> None:
    assert light_at(datetime(2026, 12, 21, 0, 0, tzinfo=UTC), None, None) == "day"


@given(
    moment=st.datetimes(datetime(1960, 1, 1), datetime(2049, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
)
def test_sun_never_leaves_the_sky(moment: datetime, latitude: float, longitude: float) -> None:
    assert -90 <= sun_elevation(moment, latitude, longitude) <= 90
