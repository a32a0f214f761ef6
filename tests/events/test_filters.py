"""What's on: what the filters keep, and what is said where nothing is found."""

import pytest
from django.test import Client

from articles.models import Topic
from events.models import EventTopic
from tests.events import factories
from tests.events.factories import TODAY, Trees, days, on
from tests.events.reading import read
from venues.models import VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]

RU, EN = "/ru/afisha/", "/en/whats-on/"


def test_an_empty_day_offers_the_nearest_dates(client: Client, whats_on: Trees) -> None:
    on(factories.event(whats_on), TODAY + days(1), "11:00", "12:00")
    assert "Ближайшее — завтра в 11:00" in read(client, f"{RU}?date={TODAY}")
    assert "Next up: tomorrow at 11:00" in read(client, f"{EN}?date={TODAY}")
    assert "Ближайшее — завтра в 11:00" in read(client, f"{RU}?date=2027-01-15")  # nothing after it
    nothing_of_the_kind = read(client, f"{RU}?kind=concert")
    assert "Без фильтров ближайшее — завтра в 11:00" in nothing_of_the_kind
    assert "Такого, чтобы совпало всё сразу, в афише нет." in nothing_of_the_kind


def test_the_nearest_date_answers_the_filters_where_it_can(client: Client, whats_on: Trees) -> None:
    on(factories.event(whats_on, "Кино"), TODAY + days(1), "11:00", "12:00")
    on(factories.event(whats_on, "Концерт", kind="concert"), TODAY + days(2), "12:00", "13:00")
    url = f"{RU}?kind=concert&date=2026-12-20"
    assert "Ближайшее — 27 ноября в 12:00" in read(client, url)
    assert 'href="?date=2026-11-27&amp;kind=concert"' in client.get(url).content.decode()


def test_an_empty_programme_says_so_kindly(client: Client, whats_on: Trees) -> None:
    assert "Вода спокойна: на эти дни в афише пока ничего нет." in read(client, RU)
    assert "Still water" in read(client, EN)


def test_each_filter_keeps_what_it_names(
    client: Client, whats_on: Trees, span: VenuePage, venue_section: Trees
) -> None:
    other = factories.venue(
        venue_section, "Читальня", "Reading Room", slug="chitalnya", region=factories.region("kazan", "Казань", "Kazan")
    )
    topic = Topic.objects.create(name_ru="Книги", name_en="Books", slug="books")
    wanted = on(
        factories.event(
            whats_on,
            "Нужное",
            "Wanted",
            venue=other,
            kind="concert",
            age_mark="6+",
            has_pushkin_card=True,
            access_services=["sign_language", "captions"],
        )
    )
    EventTopic.objects.create(page=wanted, topic=topic)
    on(factories.event(whats_on, "Лишнее", "Other", venue=span, age_mark="18+", is_free=False, price_from=100))
    queries = (
        "kind=concert",
        "kind=concert&kind=film",
        "venue=chitalnya",
        "region=kazan",
        "topic=books",
        "age=6",
        "free=1",
        "pushkin=1",
        "access=sign_language",
        "access=sign_language&access=captions",
    )
    for query in queries:
        text = read(client, f"{RU}?{query}")
        assert "Нужное" in text, query
        assert "Лишнее" not in text, query
        assert "убрать фильтр" in text, query
    assert "Wanted" in read(client, f"{EN}?venue=chitalnya&topic=books")
    assert "Нужное" not in read(client, f"{RU}?access=audio_description").partition("ближайшее")[0]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("date=today", {0}),
        ("date=tomorrow", {1}),
        ("date=weekend", {3, 4}),
        ("date=2026-11-27", {2}),
        ("from=2026-11-27", {2, 3, 4, 5}),
        ("to=2026-11-26", {0, 1}),
        ("from=2026-11-26&to=2026-11-28", {1, 2, 3}),
        ("from=2026-11-28&to=2026-11-26", {1, 2, 3}),
        ("from=2026-11-28&date=today", {3, 4, 5}),
        ("date=2026-02-31", {0, 1, 2, 3, 4, 5}),
    ],
)
def test_days_asked_for(client: Client, whats_on: Trees, query: str, expected: set[int]) -> None:
    for offset in range(6):
        on(factories.event(whats_on, f"Событие №{offset}", en=""), TODAY + days(offset))
    text = read(client, f"{RU}?{query}")
    assert {offset for offset in range(6) if f"№{offset}" in text or f"№ {offset}" in text} == expected


def test_a_chip_takes_away_its_own_filter_alone(client: Client, whats_on: Trees) -> None:
    on(factories.event(whats_on, kind="concert"))
    markup = client.get(f"{RU}?date=today&kind=concert&free=1").content.decode()
    assert 'href="?kind=concert&amp;free=1"' in markup  # without the day
    assert 'href="?date=today&amp;free=1"' in markup
    assert 'href="?date=today&amp;kind=concert"' in markup
