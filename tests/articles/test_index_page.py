"""The list of news: filters, words, pages."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.filters import NewsFilters
from tests.articles.factories import make_article, make_articles, make_photo, make_topic
from tests.conftest import Trees
from venues.models import Region

pytestmark = pytest.mark.usefixtures("unindexed")


def read(client: Client, query: str = "", language: str = "ru") -> str:
    response = client.get(("/ru/novosti/" if language == "ru" else "/en/news/") + query)
    assert response.status_code == 200
    return response.content.decode()


def headlines(html: str) -> list[str]:
    return re.findall(r'class="t cover" href="[^"]*">([^<]*)<', html)


def test_newest_story_stands_first_and_large(news: Trees, client: Client) -> None:
    make_articles(news["ru"], 3, lead_photo=make_photo())
    html = read(client)
    assert headlines(html) == ["Новость 0", "Новость 1", "Новость 2"]
    assert html.count("nrow--1") == 1
    assert html.count("<h1") == 1
    assert html.count("Фото: пресс-служба «Излучины»") == 3


def test_story_without_photo_is_text_only(news: Trees, client: Client) -> None:
    make_article(news["ru"])
    main = read(client).split("<main")[1].split("</main>")[0]
    assert "nrow--t" in main
    assert "media" not in main


@pytest.mark.parametrize(
    ("number", "words"), [(1, "Найдена 1\xa0новость"), (3, "Найдено 3\xa0новости"), (5, "Найдено 5\xa0новостей")]
)
def test_number_found_is_said_in_russian_plurals(news: Trees, client: Client, number: int, words: str) -> None:
    make_articles(news["ru"], number)
    assert words in read(client)


def test_filters_are_repeated_in_words(news: Trees, client: Client) -> None:
    topic = make_topic()
    make_article(news["ru"], topics=[topic])
    make_article(news["en"], "Story", topics=[topic])
    asked = "?topic=dialogues&month=11&year=2025"
    assert "Найдена 1\xa0новость: Диалоги, ноябрь 2025" in read(client, asked)
    assert "1 story: Dialogues, November 2025" in read(client, asked, "en").replace("\xa0", " ")
    assert "2025\xa0год" in read(client, "?year=2025")
    assert "<title>Новости: Диалоги, ноябрь 2025 — Излучина</title>" in read(client, asked)


def test_topics_widen_and_other_filters_narrow(news: Trees, client: Client) -> None:
    moscow = Region.objects.create(name_ru="Москва", name_en="Moscow", slug="moscow")
    Region.objects.create(name_ru="Казань", name_en="Kazan", slug="kazan")
    dialogues, music = make_topic(), make_topic("Музыка", "Music")
    make_article(news["ru"], "Разговор", topics=[dialogues], region=moscow, lead_photo=make_photo())
    make_article(news["ru"], "Концерт", topics=[music], published_at=datetime(2024, 11, 1, tzinfo=UTC))
    make_article(news["ru"], "Прочее", published_at=datetime(2024, 3, 1, tzinfo=UTC))
    assert headlines(read(client, "?topic=dialogues&topic=music")) == ["Разговор", "Концерт"]
    assert headlines(read(client, "?topic=dialogues&topic=music&year=2024")) == ["Концерт"]
    assert headlines(read(client, "?month=11")) == ["Разговор", "Концерт"]
    assert headlines(read(client, "?region=moscow")) == ["Разговор"]
    assert headlines(read(client, "?photo=on")) == ["Разговор"]


def test_chosen_filters_stay_chosen(news: Trees, client: Client) -> None:
    make_article(news["ru"], topics=[make_topic()])
    html = read(client, "?topic=dialogues&month=11&year=2025&photo=on")
    assert 'value="dialogues" checked' in html
    assert '<option value="11" selected>Ноябрь</option>' in html
    assert '<option value="2025" selected>2025</option>' in html
    assert 'name="photo" value="on" checked' in html


def test_nothing_found_says_so_and_offers_to_clear(news: Trees, client: Client) -> None:
    make_article(news["ru"])
    html = read(client, "?year=1999")
    assert "Вода спокойна" in html
    assert '<option value="1999" selected>1999</option>' in html
    assert "Сбросить фильтры" in html


def test_empty_section_says_so(news: Trees, client: Client) -> None:
    assert "Новостей пока нет." in read(client)
    assert "There is no news yet." in read(client, language="en")


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?page=-1",
        "?page=abc",
        "?page=",
        "?page=1e3",
        "?page=²",
        "?page=" + "9" * 5000,
        "?month=13&year=abc",
        "?month=12&month=11",
        "?year=99999&region=nowhere",
        "?topic=" + "a" * 3000,
        "?topic=%F0%9F%92%A7&topic=%E2%80%AE",
        "?" + "&".join(f"topic=t{number}" for number in range(400)),
        "?photo=%F0%9F%93%B7",
        "?year=٢٠٢٥",
    ],
)
def test_nonsense_in_the_address_is_passed_over(news: Trees, client: Client, query: str) -> None:
    make_article(news["ru"], lead_photo=make_photo())
    assert headlines(read(client, query)) == ["Дом у\xa0воды"]


def test_control_characters_are_refused(news: Trees, client: Client) -> None:
    assert client.get("/ru/novosti/?topic=%00").status_code == 400


def test_pages_keep_filters_and_number_past_the_end_gives_the_last(news: Trees, client: Client) -> None:
    make_articles(news["ru"], 25, topics=[make_topic()])
    html = read(client, "?topic=dialogues&page=2")
    assert len(headlines(html)) == 12
    assert 'href="?topic=dialogues&amp;page=3"' in html
    assert '<link rel="prev" href="?topic=dialogues">' in html
    assert '<link rel="next" href="?topic=dialogues&amp;page=3">' in html
    assert len(headlines(read(client, "?page=3"))) == 1
    assert headlines(read(client, "?page=999")) == headlines(read(client, "?page=3"))


def test_each_page_is_its_own_canonical_and_a_filtered_list_is_the_list(news: Trees, client: Client) -> None:
    make_articles(news["ru"], 13, topics=[make_topic()])
    address = "http://testserver/ru/novosti/"
    for query, canonical in [
        ("", address),
        ("?page=1", address),
        ("?page=2", f"{address}?page=2"),
        ("?page=77", f"{address}?page=2"),
        ("?topic=dialogues&page=2", address),
    ]:
        assert f'<link rel="canonical" href="{canonical}">' in read(client, query)


def test_list_costs_the_same_for_one_story_and_twenty(news: Trees, client: Client) -> None:
    counts = []
    for number in (1, 20):
        make_articles(news["ru"], number, topics=[make_topic()], lead_photo=make_photo())
        read(client)
        with CaptureQueriesContext(connection) as queries:
            read(client, "?topic=dialogues&year=2025")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12, [query["sql"][:200] for query in queries.captured_queries]


def test_late_news_of_the_chosen_region_comes_first(news: Trees, client: Client) -> None:
    kazan = Region.objects.create(slug="kazan", name_ru="Казань", name_en="Kazan")
    now = timezone.now()
    make_article(news["ru"], "Повсюду", published_at=now - timedelta(days=1))
    make_article(news["ru"], "Казань", published_at=now - timedelta(days=20), region=kazan)
    make_article(news["ru"], "Давно", published_at=now - timedelta(days=90), region=kazan)
    assert headlines(read(client)) == ["Повсюду", "Казань", "Давно"]
    client.cookies["region"] = "kazan"
    assert headlines(read(client)) == ["Казань", "Повсюду", "Давно"]
    client.cookies["region"] = "atlantis'--"
    assert headlines(read(client)) == ["Повсюду", "Казань", "Давно"]


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from(["topic", "month", "year", "region", "photo"]), st.text(max_size=20)))
def test_filters_take_anything(asked: dict[str, str]) -> None:
    from django.http import QueryDict
    from django.utils.datastructures import MultiValueDict

    query = QueryDict(mutable=True)
    query.update(MultiValueDict({key: [value] for key, value in asked.items()}))
    filters = NewsFilters.read(query, [], [])
    assert filters.month is None or 1 <= filters.month <= 12
    assert filters.year is None or 1990 <= filters.year <= 2100
    assert filters.found(2)
