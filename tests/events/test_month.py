"""The month: how much is on each day, what comes first, which days the house is closed."""

import re
from datetime import date

import pytest
from django.test import Client

from events.models import EventPage
from events.models.choices import OccurrenceStatus
from tests.events import factories
from tests.events.factories import TODAY, Trees, days
from tests.events.reading import read, words
from venues.models import SpecialDay, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]

RU, EN = "/ru/afisha/?view=month", "/en/whats-on/?view=month"


def cell(client: Client, url: str, day: str) -> str:
    """What stands in the table under a day."""
    markup = client.get(url).content.decode()
    found = re.search(rf'<td class="month__d[^"]*">(?:(?!</td>).)*datetime="{day}".*?</td>', markup, re.DOTALL)
    assert found, f"{day} is not in the table of {url}"
    return found[0]


def test_a_day_says_how_many_events_there_are_and_names_the_first(client: Client, whats_on: Trees) -> None:
    for hour in range(10, 15):
        factories.occurrence(factories.event(whats_on, f"В {hour}", f"At {hour}"), TODAY, f"{hour}:00", f"{hour}:30")
    russian, english = (words(cell(client, url, "2026-11-25")) for url in (RU, EN))
    assert russian.startswith("25 ноября, среда 5 , 5 событий 10:00 В 10 11:00 В 11 12:00 В 12")
    assert "ещё 2" in russian
    assert "В 13" not in russian
    assert "November, Wednesday 5 , 5 events 10:00 At 10" in english


def test_a_day_leads_to_its_list_and_keeps_the_filters(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, kind="concert")
    factories.occurrence(page, TODAY + days(2))
    factories.occurrence(factories.event(whats_on, "Кино", "Film", kind="film"), TODAY + days(2))
    found = cell(client, f"{RU}&kind=concert", "2026-11-27")
    assert 'href="?date=2026-11-27&amp;kind=concert"' in found
    assert "Кино" not in found
    markup = client.get(f"{EN}&kind=concert").content.decode()
    assert 'href="?view=month&amp;month=2026-12&amp;kind=concert" rel="next"' in markup
    assert 'href="?view=month&amp;month=2026-10&amp;kind=concert" rel="prev"' in markup
    assert '<input type="hidden" name="view" value="month">' in markup


def test_today_is_marked_and_other_months_lead_back(client: Client, whats_on: Trees) -> None:
    assert 'aria-current="date"' in cell(client, RU, "2026-11-25")
    december = client.get(f"{RU}&month=2026-12").content.decode()
    assert 'aria-current="date"' not in december
    assert "Декабрь 2026" in december
    assert "Этот месяц" in december


def test_what_does_not_take_place_is_named_but_not_counted(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    factories.occurrence(page, TODAY, "10:00", "11:00", status=OccurrenceStatus.CANCELLED)
    factories.occurrence(page, TODAY, "12:00", "13:00")
    said = words(cell(client, RU, "2026-11-25"))
    assert "1 событие" in said
    assert "10:00 Город у воды не состоится" in said


def test_a_closed_day_says_why(client: Client, whats_on: Trees, span: VenuePage) -> None:
    SpecialDay.objects.create(
        venue=span, day=date(2026, 11, 27), hours=[], reason_ru="Санитарный день", reason_en="Cleaning day"
    )
    factories.occurrence(factories.event(whats_on, venue=span), TODAY)
    assert "закрыто: Санитарный день" in cell(client, RU, "2026-11-27")
    assert "closed: Cleaning day" in cell(client, EN, "2026-11-27")
    assert "закрыто" in words(cell(client, RU, "2026-11-30"))  # a Monday


def test_an_empty_month_offers_what_comes_next(client: Client, whats_on: Trees) -> None:
    factories.occurrence(factories.event(whats_on), TODAY + days(3))
    said = read(client, f"{RU}&month=2027-05")
    assert "Май 2027" in said
    assert "Ближайшее" in said


@pytest.mark.parametrize(
    "month", ["2026-13", "1989-12", "2101-01", "nonsense", "2026-1", "\u0662\u0660\u0662\u0666-11"]
)
def test_nonsense_is_answered_with_this_month_and_a_note(client: Client, whats_on: Trees, month: str) -> None:
    said = read(client, f"{RU}&month={month}")
    assert "Не удалось прочитать месяц" in said
    assert "Ноябрь 2026" in said


@pytest.mark.parametrize("month", ["1990-01", "2100-12", "2028-02"])
def test_the_first_and_the_last_month_there_is_are_shown(client: Client, whats_on: Trees, month: str) -> None:
    assert client.get(f"{RU}&month={month}").status_code == 200


def test_a_view_nobody_knows_is_the_list(client: Client, whats_on: Trees) -> None:
    factories.occurrence(factories.event(whats_on))
    assert "Сегодня" in read(client, "/ru/afisha/?view=spiral")


def test_the_other_language_has_no_titles_of_this_one(client: Client, whats_on: Trees) -> None:
    factories.occurrence(factories.event(whats_on, "Только по-русски", en=""))
    assert "Только по-русски" in cell(client, RU, "2026-11-25")
    assert EventPage.objects.count() == 1
    assert "0 events, November 2026" in read(client, EN)
