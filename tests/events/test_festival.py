"""A festival: its parts by day and place, in several regions."""

import json
import re

import pytest
from django.test import Client

from events.models import EventPage
from tests.events import factories
from tests.events.factories import TODAY, Trees, days
from tests.events.reading import read
from tests.events.test_queries import MOST, cost
from venues.models import Hall, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]


@pytest.fixture
def bay(venue_section: Trees) -> VenuePage:
    region = factories.region("vladivostok", "Владивосток", "Vladivostok")
    facts = {"region": region, "time_zone": "Asia/Vladivostok", "cities": {"ru": "Владивосток", "en": "Vladivostok"}}
    return factories.venue(venue_section, "Зал у бухты", "The Bay Hall", **facts)


@pytest.fixture
def week(whats_on: Trees, span: VenuePage) -> EventPage:
    facts = {"kind": "festival", "run_starts_on": TODAY + days(1), "run_ends_on": TODAY + days(7), "venue": span}
    return factories.event(whats_on, "Неделя", "The Week", slug="week", **facts)


def part(whats_on: Trees, week: EventPage, place: VenuePage, title: str, english: str, **facts: object) -> EventPage:
    return factories.event(whats_on, title, english, festival=week, venue=place, **facts)


def test_parts_stand_by_day_and_place_with_local_time(
    client: Client, whats_on: Trees, week: EventPage, span: VenuePage, bay: VenuePage
) -> None:
    factories.occurrence(part(whats_on, week, span, "Робот", "A robot"), TODAY + days(1), "12:00", "13:00")
    factories.occurrence(part(whats_on, week, bay, "Прилив", "The tide"), TODAY + days(1), "11:00", "12:00")
    factories.occurrence(part(whats_on, week, span, "Показ", "The show"), TODAY + days(2), "18:00", "19:00")
    part(whats_on, week, span, "Выставка роботов", "Robots on show", run_starts_on=TODAY + days(1))
    factories.occurrence(factories.event(whats_on, "Чужое", "Another’s", venue=span), TODAY + days(20))
    russian, english = read(client, "/ru/afisha/week/"), read(client, "/en/whats-on/week/")
    programme = russian[russian.index("Программа по дням") :]
    order = ("26 ноября, четверг", "Большой пролёт", "Робот", "Зал у бухты", "МСК+7", "Прилив", "27 ноября", "Показ")
    positions = [programme.index(word) for word in order]
    assert positions == sorted(positions)
    assert "Москва, Владивосток" in russian
    assert "3 события на 2 площадках" in russian
    assert "Все дни Выставка роботов" in programme
    assert "Чужое" not in programme
    assert "3 events at 2 venues" in english
    assert "local time, UTC+10" in english
    assert "Робот" not in english


def test_the_festivals_file_says_at_once_what_becomes_of_its_parts(
    client: Client, whats_on: Trees, week: EventPage, span: VenuePage
) -> None:
    date = factories.occurrence(part(whats_on, week, span, "Робот", "A robot"), TODAY + days(1), "12:00", "13:00")
    url = "/en/whats-on/week/calendar.ics"
    assert "STATUS:CANCELLED" not in client.get(url).content.decode()
    date.status = "cancelled"
    date.save()
    assert "STATUS:CANCELLED" in client.get(url).content.decode()


def test_an_event_without_parts_has_no_such_programme(client: Client, week: EventPage) -> None:
    assert "Программа по дням" not in read(client, "/ru/afisha/week/")


def test_parallel_halls_read_as_a_timetable(client: Client, whats_on: Trees, week: EventPage, span: VenuePage) -> None:
    for number, start in enumerate(("12:00", "12:30")):
        hall = Hall.objects.create(venue=span, name_ru=f"Зал {number}", name_en=f"Hall {number}")
        page = part(whats_on, week, span, f"Часть {number}", f"Part {number}", hall=hall)
        factories.occurrence(page, TODAY + days(1), start, "14:00")
    markup = client.get("/ru/afisha/week/").content.decode()
    assert re.search(r'<li class="tt__c col1 r1 s2">.*?Часть 0', markup, re.DOTALL)
    assert re.search(r'<li class="tt__c col2 r2 s1">.*?Часть 1', markup, re.DOTALL)
    assert " style=" not in markup


@pytest.mark.parametrize(("language", "label", "is_not"), [("ru", "Сохранить", "Часть 0"), ("en", "Save", "Part 0")])
def test_what_is_not_over_is_saved_from_the_timetable(
    client: Client, whats_on: Trees, week: EventPage, span: VenuePage, language: str, label: str, is_not: str
) -> None:
    for number, end in enumerate(("16:00", "18:00")):
        hall = Hall.objects.create(venue=span, name_ru=f"Зал {number}", name_en=f"Hall {number}")
        page = part(whats_on, week, span, f"Часть {number}", f"Part {number}", hall=hall)
        factories.occurrence(page, TODAY, "12:00", end)
    shown = read(client, week.live_translations[language].get_url())
    table = shown[shown.index(is_not) :]
    assert f"{label} : {is_not}" not in table
    assert f"{label}: {is_not.replace('0', '1')}" in table


def test_search_engines_learn_of_the_parts_and_parts_of_the_whole(
    client: Client, whats_on: Trees, week: EventPage, bay: VenuePage
) -> None:
    page = part(whats_on, week, bay, "Прилив", "The tide")
    factories.occurrence(page, TODAY + days(1), "11:00", "12:00")

    def described(url: str) -> dict[str, object]:
        markup = client.get(url).content.decode()
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', markup, re.DOTALL)
        assert found
        data = json.loads(found[1])
        return next(item for item in data.get("@graph", [data]) if item["@type"] in ("Festival", "Event"))

    whole, one = described("/en/whats-on/week/"), described(f"/en/whats-on/{page.slug}/")
    assert whole["subEvent"] == [
        {
            "@type": "Event",
            "name": "The tide",
            "url": f"http://testserver/en/whats-on/{page.slug}/",
            "startDate": "2026-11-26T11:00+10:00",
            "endDate": "2026-11-26T12:00+10:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {
                "@type": "Place",
                "name": "The Bay Hall",
                "url": "http://testserver" + whole["subEvent"][0]["location"]["url"].removeprefix("http://testserver"),
                "address": {"@type": "PostalAddress", "addressLocality": "Vladivostok", "addressCountry": "RU"},
            },
        }
    ]
    assert one["superEvent"]["url"] == "http://testserver/en/whats-on/week/"


def test_the_calendar_of_a_festival_holds_its_parts(
    client: Client, whats_on: Trees, week: EventPage, span: VenuePage
) -> None:
    factories.occurrence(part(whats_on, week, span, "Робот", "A robot"), TODAY + days(1))
    text = client.get("/en/whats-on/week/calendar.ics").content.decode()
    assert "SUMMARY:A robot" in text
    assert "SUMMARY:The Week" in text


@pytest.mark.parametrize("url", ["/ru/afisha/week/", "/en/whats-on/week/"])
def test_a_festival_costs_the_same_with_one_part_and_with_twenty(
    client: Client, whats_on: Trees, week: EventPage, span: VenuePage, url: str
) -> None:
    factories.occurrence(part(whats_on, week, span, "Часть", "Part"), TODAY + days(1))
    one = cost(client, url)
    for number in range(20):
        page = part(whats_on, week, span, f"Часть {number}", f"Part {number}", lead_photo=factories.photo())
        factories.occurrence(page, TODAY + days(number % 7), f"{9 + number % 10:02}:00", "")
    assert cost(client, url) == one
    assert one <= MOST
