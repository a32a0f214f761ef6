"""Venues as visitors see them."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from tests.images.factories import make_photo
from tests.venues.factories import DAILY, NOT_ON_MONDAYS, Trees, make_region, make_venue
from venues.models import Hall, OpeningSeason, SpecialDay, VenuePage, VenuePhoto

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]
NOW = datetime(2026, 11, 25, 16, 40, tzinfo=ZoneInfo("Europe/Moscow"))  # a Wednesday


@pytest.fixture(autouse=True)
def wednesday() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main").get_text(" ", strip=True).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "/ru/ploshchadki/span/",
            ["Открыто сегодня до 20:00", "Среда сегодня", "выходной", "Набережная, 14", "Вход без ступеней", "480"],
        ),
        (
            "/en/venues/span/",
            ["Open today until 20:00", "Wednesday today", "closed", "14 Embankment", "Step-free entrance", "480"],
        ),
    ],
)
def test_a_venue_tells_hours_address_and_access(
    client: Client, venue_section: Trees, path: str, expected: list[str]
) -> None:
    venue = make_venue(venue_section, slug="span", facilities=["step_free"], latitude="55.7512", longitude="37.5436")
    Hall.objects.create(venue=venue, name_ru="Зал", name_en="Hall", capacity=480)
    text = text_of(client, path)
    for words in expected:
        assert words in text


def test_a_change_of_hours_is_read_in_both_languages_at_once(client: Client, venue_section: Trees) -> None:
    venue = make_venue(venue_section, slug="span")
    assert "20:00" in text_of(client, "/en/venues/span/")
    SpecialDay.objects.create(
        venue=venue, day=NOW.date(), hours=[["10:00", "17:00"]], reason_ru="монтаж", reason_en="installation"
    )
    english = text_of(client, "/en/venues/span/")
    assert "10:00–17:00" in english
    assert "Installation" in english
    assert "монтаж" not in english
    assert "Монтаж" in text_of(client, "/ru/ploshchadki/span/")


def test_seasons_and_special_days_ahead_are_announced(client: Client, venue_section: Trees) -> None:
    venue = make_venue(venue_section, slug="span")
    SpecialDay.objects.create(venue=venue, day=date(2027, 1, 1), hours=[])
    SpecialDay.objects.create(venue=venue, day=date(2026, 1, 1), hours=[], reason_ru="давно прошло")
    OpeningSeason.objects.create(
        venue=venue, starts_on=date(2027, 1, 2), ends_on=date(2027, 1, 8), week=[[["12:00", "22:00"]]] * 7
    )
    text = text_of(client, "/ru/ploshchadki/span/")
    assert "1 января 2027 закрыто" in text
    assert "12:00–22:00" in text
    assert "давно прошло" not in text


def test_a_venue_with_nothing_but_a_name_is_a_page(client: Client, venue_section: Trees) -> None:
    make_venue(venue_section, slug="bare", week=[])
    assert "Часы работы пока не известны" in text_of(client, "/ru/ploshchadki/bare/")


def test_nonsense_in_stored_hours_is_no_error(client: Client, venue_section: Trees) -> None:
    venue = make_venue(venue_section, slug="span")
    VenuePage.objects.filter(pk=venue.pk).update(week=[["x"], 5, None], time_zone="Mars/Olympus")
    cache.clear()
    assert client.get("/ru/ploshchadki/span/").status_code == 200
    assert client.get("/ru/ploshchadki/").status_code == 200


def test_a_venue_in_another_zone_names_its_time(client: Client, venue_section: Trees) -> None:
    make_venue(venue_section, slug="bay", time_zone="Asia/Vladivostok")
    text = text_of(client, "/ru/ploshchadki/bay/")
    assert "МСК +7" in text
    assert "Сейчас закрыто" in text


def test_venues_stand_by_region_with_local_time(client: Client, venue_section: Trees) -> None:
    moscow = make_region(sort_order=1)
    east = make_region("vladivostok", "Владивосток", "Vladivostok", time_zone="Asia/Vladivostok", sort_order=2)
    make_venue(venue_section, slug="span", region=moscow)
    make_venue(venue_section, "Бухта", "The Bay", slug="bay", region=east, time_zone="Asia/Vladivostok")
    make_venue(venue_section, "Ничейный зал", "No One’s Hall", slug="lost")
    text = text_of(client, "/ru/ploshchadki/")
    assert text.index("Москва") < text.index("Владивосток") < text.index("Ничейный зал")
    assert "Местное время 23:40" in text
    east.delete()
    assert "Бухта" in text_of(client, "/ru/ploshchadki/")


def test_search_engines_read_hours_and_place(client: Client, venue_section: Trees) -> None:
    venue = make_venue(venue_section, slug="span", latitude="55.7512", longitude="37.5436")
    SpecialDay.objects.create(venue=venue, day=date(2026, 12, 31), hours=[["10:00", "16:00"]], reason_en="New Year")
    soup = BeautifulSoup(client.get("/en/venues/span/").content, "html.parser")
    graph = json.loads(soup.find("script", type="application/ld+json").string)["@graph"]
    thing = next(item for item in graph if item["@type"] == "CivicStructure")
    assert thing["geo"] == {"@type": "GeoCoordinates", "latitude": 55.7512, "longitude": 37.5436}
    hours = thing["openingHoursSpecification"]
    assert any(item.get("validFrom") == "2026-12-31" and item["closes"] == "16:00" for item in hours)
    assert thing["address"]["addressLocality"] == "Moscow"


@pytest.mark.parametrize("path", ["/ru/ploshchadki/", "/en/venues/", "/ru/ploshchadki/span/", "/en/venues/span/"])
def test_queries_do_not_grow(
    client: Client, venue_section: Trees, path: str, django_assert_max_num_queries: object
) -> None:
    venue = make_venue(venue_section, slug="span", lead_photo=make_photo())
    client.get(path)
    with django_assert_max_num_queries(12) as few:
        client.get(path)
    photo = make_photo("Another")
    for number in range(20):
        make_venue(venue_section, f"Зал {number}", f"Hall {number}", slug=f"hall-{number}")
        Hall.objects.create(venue=venue, name_ru="Зал", name_en="Hall")
        for page in VenuePage.objects.filter(translation_key=venue.translation_key):
            VenuePhoto.objects.create(page=page, photo=photo)
    client.get(path)
    with django_assert_max_num_queries(12) as many:
        client.get(path)
    assert len(few) == len(many)


def test_a_venue_without_an_english_page_leaks_nothing(client: Client, venue_section: Trees) -> None:
    make_venue(venue_section, "Только по-русски", "", slug="ru-only", week=[DAILY] * 7)
    make_venue(venue_section, slug="span", week=NOT_ON_MONDAYS)
    assert "Только" not in text_of(client, "/en/venues/")
    assert "The Great Span" in text_of(client, "/en/venues/")
