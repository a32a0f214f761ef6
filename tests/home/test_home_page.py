"""The home page."""

import json
from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import BasePage, SiteSettings
from events.models import EventPage
from home.models import HomePage
from tests.articles.factories import make_article, make_articles
from tests.events.factories import NOW, TODAY, days, event, occurrence, photo, region, venue
from venues.models import Region

Trees = dict[str, BasePage]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]

MAX_QUERIES = 12
ALL = ("today", "exhibitions", "news", "venues", "regions")


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    """It is Wednesday, 25 November 2026, 16:40 in Moscow."""
    with at(NOW):
        yield


@pytest.fixture
def house(homes: Trees, news: Trees, whats_on: Trees, venue_section: Trees) -> Trees:
    """Both home pages with every section, and all the rooms they look into."""
    SiteSettings.for_site(homes["ru"].get_site())  # every real site has the record; the first request would make it
    for home in homes.values():
        home.refresh_from_db()
        home.sections = json.dumps(
            [{"type": name, "value": {"heading": ""}, "id": f"{number:032x}"} for number, name in enumerate(ALL)]
        )
        home.save()
    return homes


def fill(whats_on: Trees, news: Trees, venue_section: Trees, number: int) -> None:
    """Put ``number`` of everything into the rooms."""
    for count in range(number):
        place = region(f"region-{count}", f"Регион {count}", f"Region {count}")
        hall = venue(venue_section, f"Зал {count}", f"Hall {count}", region=place, lead_photo=photo())
        evening = event(whats_on, f"Вечер {count}", f"Evening {count}", venue=hall)
        occurrence(evening, TODAY, "19:00", "21:00")
        event(
            whats_on,
            f"Выставка {count}",
            f"Show {count}",
            venue=hall,
            kind="exhibition",
            lead_photo=photo(),
            run_starts_on=TODAY - days(3),
            run_ends_on=TODAY + days(30),
        )
    make_articles(news["ru"], number)


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\xa0", " ")


def test_home_page_shows_every_room_in_russian(
    client: Client, house: Trees, whats_on: Trees, news: Trees, venue_section: Trees
) -> None:
    fill(whats_on, news, venue_section, 2)
    page = page_of(client, "/ru/")
    for text in (
        "Сегодня, среда",
        "Вечер 0",
        "Выставки",
        "Выставка 0",
        "Все новости",
        "Новость 0",
        "Зал 0",
        "Регион 1",
    ):
        assert text in page
    assert "Evening" not in page


def test_home_page_shows_every_room_in_english(
    client: Client, house: Trees, whats_on: Trees, news: Trees, venue_section: Trees
) -> None:
    fill(whats_on, news, venue_section, 2)
    make_articles(news["en"], 1)
    page = page_of(client, "/en/")
    for text in ("Today, Wednesday", "Evening 0", "Exhibitions", "Show 0", "All news", "Hall 0", "Region 1"):
        assert text in page
    assert "Вечер" not in page


def test_empty_rooms_leave_no_empty_sections(client: Client, house: Trees) -> None:
    page = page_of(client, "/ru/")
    assert "<section" in page  # the first screen
    for words in ("Выставки", "Все новости", "Вдоль набережной", "Сегодня, среда"):
        assert words not in page


def test_section_takes_the_editor_s_heading(client: Client, house: Trees, news: Trees) -> None:
    home = house["ru"]
    home.sections = json.dumps([{"type": "news", "value": {"heading": "С берега"}, "id": "1" * 32}])
    home.save()
    make_articles(news["ru"], 1)
    assert "С берега" in page_of(client, "/ru/")


def test_chosen_region_comes_first_at_home(
    client: Client, house: Trees, whats_on: Trees, news: Trees, venue_section: Trees
) -> None:
    near = venue(venue_section, "Зал у дома", "Near", region=region("kazan", "Казань", "Kazan"))
    far = venue(venue_section, "Зал далеко", "Far", region=region())
    occurrence(event(whats_on, "Раньше в Москве", "Sooner in Moscow", venue=far), TODAY, "18:00", "19:00")
    occurrence(event(whats_on, "Позже в Казани", "Later in Kazan", venue=near), TODAY, "20:00", "21:00")
    make_article(news["ru"], "Новость Москвы", published_at=NOW - days(1))
    make_article(news["ru"], "Новость Казани", published_at=NOW - days(2), region=near.region)

    def order(address: str, *words: str) -> list[str]:
        return sorted(words, key=page_of(client, address).split("<main")[1].index)

    events, stories = ("Раньше в Москве", "Позже в Казани"), ("Новость Москвы", "Новость Казани")
    assert order("/ru/", *events) == list(events)
    assert order("/ru/", *stories) == list(stories)
    client.cookies["region"] = "kazan"
    assert order("/ru/", *events) == list(reversed(events))
    assert order("/ru/", *stories) == list(reversed(stories))
    assert order("/ru/afisha/", *events) == list(reversed(events))
    assert order("/en/", "Sooner in Moscow", "Later in Kazan") == ["Later in Kazan", "Sooner in Moscow"]


def test_when_nothing_is_left_of_today_tomorrow_is_shown(client: Client, house: Trees, whats_on: Trees) -> None:
    morning, tomorrow = event(whats_on, "Утро", "Morning"), event(whats_on, "Завтрашнее", "Next day")
    occurrence(morning, TODAY, "10:00", "11:00")
    occurrence(tomorrow, TODAY + days(1), "10:00", "11:00")
    page = page_of(client, "/ru/")
    assert "Завтра, четверг" in page
    assert "Завтрашнее" in page
    assert "Сегодня, среда" not in page


def test_region_counts_the_events_of_seven_days(
    client: Client, house: Trees, whats_on: Trees, venue_section: Trees
) -> None:
    moscow, kazan = region(), region("kazan", "Казань", "Kazan")
    place = venue(venue_section, region=moscow)
    concert = event(whats_on, venue=place)
    for ahead in (0, 3, 6, 7):
        occurrence(concert, TODAY + days(ahead))
    page = page_of(client, "/ru/")
    assert 'Москва<sup class="num">3</sup>' in page
    assert f'href="/ru/afisha/?region={kazan.slug}">Казань<sup class="num">0</sup>' in page


def test_one_region_makes_no_section(client: Client, house: Trees, whats_on: Trees) -> None:
    Region.objects.all().delete()
    region()
    assert 'id="regions"' not in page_of(client, "/ru/")


# The first screen


def put_on_first_screen(house: Trees, shown: EventPage) -> None:
    for home in house.values():
        home.refresh_from_db()
        home.hero_title = ""
        home.hero_event = shown
        home.hero_photo = photo()
        home.save()


def test_first_screen_tells_until_when_for_whom_and_how(client: Client, house: Trees, whats_on: Trees) -> None:
    shown = event(
        whats_on,
        "Свет на воде",
        "Light on Water",
        kind="exhibition",
        age_mark="0+",
        is_free=False,
        price_from=500,
        booking="tickets",
        booking_url="https://tickets.example.org/",
        run_starts_on=TODAY - days(10),
        run_ends_on=TODAY + days(5),
    )
    put_on_first_screen(house, shown)
    page = page_of(client, "/ru/")
    for text in ("Свет на воде", "до 30 ноября", "0+", "Купить билет", "Фото: пресс-служба"):
        assert text in page
    english = page_of(client, "/en/")
    for text in ("Light on Water", "until 30 November", "Book tickets", "Photo: Press Office"):
        assert text in english


def test_first_screen_of_an_event_that_is_over_sells_nothing(client: Client, house: Trees, whats_on: Trees) -> None:
    shown = event(whats_on, "Прошлое", "Past", run_starts_on=TODAY - days(10), run_ends_on=TODAY - days(1))
    put_on_first_screen(house, shown)
    page = page_of(client, "/ru/")
    assert "hero__m" not in page
    assert "Купить билет" not in page


def test_first_screen_of_an_untranslated_event_shows_no_other_language(
    client: Client, house: Trees, whats_on: Trees
) -> None:
    shown = event(whats_on, "Только по-русски", "", run_starts_on=TODAY, run_ends_on=TODAY)
    put_on_first_screen(house, shown)
    assert "Только по-русски" in page_of(client, "/ru/")
    assert "Только" not in page_of(client, "/en/")


def test_first_screen_without_photograph_and_event_stands(client: Client, ru_home: HomePage, en_home: HomePage) -> None:
    assert '<section class="hero"' in page_of(client, "/ru/")


# Cost


@pytest.mark.parametrize("address", ["/ru/", "/en/"])
def test_home_page_asks_the_same_for_one_and_for_twenty(
    client: Client, house: Trees, whats_on: Trees, news: Trees, venue_section: Trees, address: str
) -> None:
    shown = event(whats_on, "Свет", "Light", run_starts_on=TODAY, run_ends_on=TODAY + days(5))
    put_on_first_screen(house, shown)
    fill(whats_on, news, venue_section, 2)
    counts = [asked(client, address)]
    for count in range(2, 20):
        place = region(f"region-{count}", f"Регион {count}", f"Region {count}")
        hall = venue(venue_section, f"Зал {count}", f"Hall {count}", region=place, lead_photo=photo())
        occurrence(event(whats_on, f"Вечер {count}", f"Evening {count}", venue=hall))
    make_articles(news["ru"], 18)
    make_articles(news["en"], 18)
    counts.append(asked(client, address))
    assert counts[0] == counts[1] <= MAX_QUERIES


def asked(client: Client, address: str) -> int:
    """Return how many queries a warm page makes."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
