"""Whatever stands in an address, the programme answers with a sensible page."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.dates import LAST_YEAR
from events.models.choices import AccessService, Kind
from events.selection import Selection, preset_days, read_days
from tests.events import factories
from tests.events.factories import TODAY, Trees
from tests.events.reading import read
from venues.directory import Directory

NAMES = ("date", "from", "to", "kind", "venue", "region", "topic", "age", "free", "pushkin", "access", "page", "x")
NASTY = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "null",
    "None",
    "NaN",
    "0001-01-01",
    "9999-12-31",
    "2026-02-31",
    "2026-13-01",
    "2026-11-27T10:00",
    "20261127",
    "２０２６-１１-２７",
    "+002026-11-27",
    "today",
    "weekend",
    "tomorrow ",
    "concert",
    "🌊",
    "\u202eevil\u202c",
    "'; DROP TABLE events_occurrence; --",
    "<script>alert(1)</script>",
    "a" * 5000,
    "%00",
    "../../etc/passwd",
    "\ud7ff",
    "İ",
    "١٢",
)
values = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=30),
    st.dates().map(date.isoformat),
    st.sampled_from([*Kind.values, *AccessService.values]),
)
addresses = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=12)


def query(pairs: list[tuple[str, str]]) -> QueryDict:
    return QueryDict(urlencode(pairs))


@given(addresses)
def test_any_address_is_read_into_something_known(pairs: list[tuple[str, str]]) -> None:
    chosen = Selection.read(query(pairs), TODAY, Directory(), ["books"])
    assert set(chosen.kinds) <= set(Kind.values)
    assert set(chosen.access) <= set(AccessService.values)
    assert set(chosen.topics) <= {"books"}
    assert chosen.days.last is None or chosen.days.first <= chosen.days.last
    assert chosen.days.first.year <= LAST_YEAR


@given(addresses)
def test_what_was_read_can_be_written_and_read_again(pairs: list[tuple[str, str]]) -> None:
    chosen = Selection.read(query(pairs), TODAY, Directory(), ["books"])
    again = Selection.read(query(chosen.days_as_pairs() + chosen.as_pairs()), TODAY, Directory(), ["books"])
    assert again == chosen
    assert again.notes == ()


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_weekend_is_saturday_and_sunday_and_not_over(today: date) -> None:
    first, last = preset_days("weekend", today)
    assert last.weekday() == 6
    assert today <= last <= today + timedelta(days=6)
    assert first.weekday() == (6 if today.weekday() == 6 else 5)


def test_a_date_that_makes_no_sense_is_named() -> None:
    days, notes = read_days(query([("date", "31.02.2026")]), TODAY)
    assert days.first == TODAY
    assert not days.is_asked
    assert "31.02.2026" in notes[0]


@pytest.mark.django_db
@pytest.mark.usefixtures("wednesday")
@pytest.mark.parametrize("name", ["date", "from", "to", "venue", "age", "kind"])
@pytest.mark.parametrize("value", NASTY)
def test_hostile_filters_get_a_page(client: Client, whats_on: Trees, name: str, value: str) -> None:
    response = client.get("/ru/afisha/", {name: value})
    assert response.status_code == 200
    assert "<script>alert(1)" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("wednesday")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=addresses)
def test_any_address_gets_a_page(client: Client, whats_on: Trees, pairs: list[tuple[str, str]]) -> None:
    for path in ("/en/whats-on/", "/en/whats-on/calendar.ics"):
        assert client.get(f"{path}?{urlencode(pairs)}").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("wednesday")
def test_a_note_says_what_was_not_understood_and_the_rest_is_kept(client: Client, whats_on: Trees) -> None:
    factories.occurrence(factories.event(whats_on, kind="concert"))
    text = read(client, "/ru/afisha/?date=31.02.2026&kind=concert")
    assert "Не удалось прочитать дату «31.02.2026»." in text
    assert "Город у воды" in text
    assert "We could not read the date “31.02.2026”." in read(client, "/en/whats-on/?date=31.02.2026")
    assert "На 9999 год" in read(client, "/ru/afisha/?from=9999-12-31")
