"""The archive: what has been, by year and month."""

from datetime import date

import pytest
from django.test import Client

from tests.events import factories
from tests.events.factories import TODAY, Trees, days
from tests.events.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]

RU, EN = "/ru/afisha/?view=archive", "/en/whats-on/?view=archive"


@pytest.fixture
def past(whats_on: Trees) -> None:
    for title, english, day in (
        ("Прошлая зима", "Last winter", date(2025, 12, 20)),
        ("Весна", "Spring", date(2026, 4, 3)),
        ("Вчера", "Yesterday’s", TODAY - days(1)),
        ("Завтрашнее", "Tomorrow’s", TODAY + days(1)),
    ):
        factories.occurrence(factories.event(whats_on, title, english, kind="lecture"), day)


@pytest.mark.usefixtures("past")
def test_the_newest_year_stands_first_with_counts_of_every_year_and_month(client: Client) -> None:
    russian, english = read(client, RU), read(client, EN)
    assert "2026 2 : 2 события 2025 1 : 1 событие" in russian
    assert "Ноябрь 1 : 1 событие Апрель 1 : 1 событие" in russian
    assert "2 события, 2026" in russian
    assert russian.index("Вчера") < russian.index("Весна")
    assert "Прошлая зима" not in russian
    assert "Завтрашнее" not in russian
    assert "November 1 : 1 event April 1 : 1 event" in english
    assert "Архив" in client.get("/ru/afisha/").content.decode()


@pytest.mark.usefixtures("past")
def test_a_year_and_a_month_have_addresses_of_their_own(client: Client) -> None:
    winter = read(client, f"{RU}&year=2025&month=12")
    assert "1 событие, декабрь 2025" in winter
    assert "Прошлая зима" in winter
    assert "Весна" not in winter
    markup = client.get(f"{RU}&year=2025&kind=lecture").content.decode()
    assert 'href="?view=archive&amp;year=2026&amp;kind=lecture"' in markup
    assert '<input type="hidden" name="year" value="2025">' in markup
    assert "<title>Афиша, архив: 2025: Лекция" in markup


@pytest.mark.usefixtures("past")
def test_filters_narrow_the_archive_and_its_counts(client: Client) -> None:
    said = read(client, f"{RU}&kind=concert")
    assert "0 событий, 2026" in said
    assert "без фильтров ближайшее — завтра в 19:00" in said.lower()


def test_long_years_go_on_over_several_pages(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    for number in range(35):
        factories.occurrence(page, date(2025, 3, 1), f"{number % 24:02}:{number:02}", "")
    first, second = read(client, f"{RU}&year=2025"), read(client, f"{RU}&year=2025&page=2")
    assert "35 событий, 2025" in first
    assert first.count("Город у воды") == 30
    assert second.count("Город у воды") == 5
    assert client.get(f"{RU}&year=2025&page=999999").status_code == 200


@pytest.mark.parametrize("asked", ["year=1989", "year=2027", "year=x", "year=2026&month=12", "year=2026&month=0"])
def test_what_the_archive_does_not_hold_is_answered_with_a_note(client: Client, whats_on: Trees, asked: str) -> None:
    assert "в архиве нет" in read(client, f"{RU}&{asked}")


def test_an_archive_without_anything_is_a_page_all_the_same(client: Client, whats_on: Trees) -> None:
    factories.occurrence(factories.event(whats_on), TODAY + days(2))
    said = read(client, RU)
    assert "0 событий, 2026" in said
    assert "Ближайшее" in said


def test_a_year_is_canonical_and_a_filtered_one_is_not(client: Client, whats_on: Trees) -> None:
    whole = client.get(f"{RU}&year=2025").content.decode()
    assert '<link rel="canonical" href="http://testserver/ru/afisha/?view=archive&amp;year=2025">' in whole
    filtered = client.get(f"{RU}&year=2025&kind=film").content.decode()
    assert '<link rel="canonical" href="http://testserver/ru/afisha/">' in filtered
