"""The page of an article, as readers and search engines get it."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from articles.models import ArticlePage
from articles.reading import minutes_to_read
from articles.structured_data import shortened
from tests.articles.factories import (
    block,
    gallery_block,
    make_article,
    make_articles,
    make_person,
    make_photo,
    make_topic,
    paragraph,
    photo_block,
)
from tests.conftest import Trees

pytestmark = pytest.mark.usefixtures("unindexed")

LONG = "Карелия, Коми и Якутия договорились об общем архиве полевых записей, который объединит сто тысяч документов"


def read(client: Client, article: ArticlePage) -> str:
    response = client.get(article.url)
    assert response.status_code == 200
    return response.content.decode()


def structured(html: str, kind: str = "NewsArticle") -> dict[str, Any]:
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert data
    return next(item for item in json.loads(data[1])["@graph"] if item["@type"] == kind)


def test_russian_article_tells_when_what_about_and_how_long(news: Trees, client: Client) -> None:
    article = make_article(
        news["ru"],
        "Библиотеку собрали как открытый код",
        lead="Разработчики искали общий язык.",
        topics=[make_topic()],
        people=[make_person()],
        lead_photo=make_photo(),
        body=[paragraph("слово " * 720)],
    )
    article.published_at += timedelta(microseconds=891468)  # a page published on the spot
    article.save()
    html = read(client, article)
    assert '<time datetime="2025-11-26T12:00:00+03:00">26\xa0ноября 2025, 12:00</time>' in html
    assert '<a class="a" href="/ru/novosti/?topic=dialogues">Диалоги</a>' in html
    assert "4\xa0минуты чтения" in html
    assert "Набережная утром" in html
    assert "Фото: пресс-служба «Излучины»" in html
    assert 'alt="Мост у воды"' in html
    assert "Марина Кольцова" in html
    assert "библиотекарь" in html
    assert '<a class="t" href="/ru/novosti/">Новости</a>' in html


def test_english_article_has_no_russian_word(news: Trees, client: Client) -> None:
    article = make_article(
        news["en"],
        "The library as open source",
        lead="Developers looked for a common tongue.",
        topics=[make_topic()],
        people=[make_person()],
        lead_photo=make_photo(),
        body=[paragraph("word")],
    )
    main = re.search(r"<main.*?</main>", read(client, article), re.DOTALL)
    assert main
    assert "26\xa0November 2025, 12:00" in main[0]
    assert "1\xa0min read" in main[0] or "1 min read" in main[0]
    assert "Photo: Izluchina Press Office" in main[0]
    assert "Marina Koltsova" in main[0]
    assert not re.search("[А-Яа-яЁё]", main[0])


def test_headline_over_ninety_characters_is_set_smaller(news: Trees, client: Client) -> None:
    assert '<h1 class="long">' in read(client, make_article(news["ru"], LONG))
    assert "<h1>" in read(client, make_article(news["ru"], "Короткий"))


def test_article_without_photo_people_or_event_is_whole(news: Trees, client: Client) -> None:
    html = read(client, make_article(news["ru"]))
    assert "О ком эта новость" not in html
    assert "Событие по теме" not in html
    assert "Возможно, интересно" not in html
    assert "fig-h" in html
    assert "image" not in structured(html)


def test_possibly_interesting_is_shown_while_other_articles_exist(news: Trees, client: Client) -> None:
    article = make_article(news["ru"], "Первая")
    make_article(news["ru"], "Вторая")
    html = read(client, article)
    assert "Возможно, интересно" in html
    assert "Вторая" in html
    assert html.count("<h1") == 1


def test_readers_can_share_print_and_follow(news: Trees, client: Client) -> None:
    html = read(client, make_article(news["ru"], "Вода & «свет»"))
    assert 'data-module="print" hidden' in html
    assert 'href="/ru/novosti/rss/"' in html
    shared = html.split('class="share"')[1].split("</details>")[0]
    links = dict(re.findall(r'href="([^"?]+)\?([^"]+)"', shared))
    assert list(links) == [
        "https://vk.com/share.php",
        "https://t.me/share/url",
        "https://connect.ok.ru/offer",
        "mailto:",
    ]
    assert links["mailto:"].startswith("subject=%D0%92%D0%BE%D0%B4%D0%B0%20%26")
    assert all("http%3A%2F%2Ftestserver%2Fru%2Fnovosti%2F" in query for query in links.values())
    assert "<li data-copy hidden>" in shared


def test_search_engines_get_a_news_article(news: Trees, client: Client) -> None:
    photo = make_photo()
    article = make_article(
        news["en"], "A " + "very long " * 20 + "headline", lead="Lead.", topics=[make_topic()], lead_photo=photo
    )
    data = structured(read(client, article))
    assert len(data["headline"]) <= 110
    assert data["headline"].endswith("long…") or data["headline"].endswith("very…")
    assert data["inLanguage"] == "en"
    assert data["datePublished"] == "2025-11-26T09:00:00+00:00"
    assert data["dateModified"] >= data["datePublished"]
    assert data["url"] == f"http://testserver{article.url}"
    assert data["image"]["url"].startswith("http://testserver/media/")
    assert data["image"]["width"] == 2400
    assert data["image"]["creditText"] == "Izluchina Press Office"
    assert data["image"]["caption"] == "The embankment in the morning"
    assert data["publisher"]["name"] == "Izluchina"
    assert data["author"]["url"] == "http://testserver/en/"
    assert data["articleSection"] == ["Dialogues"]
    assert structured(read(client, article), "BreadcrumbList")["itemListElement"][-1]["name"] == article.title


def test_headline_cannot_break_out_of_the_structured_data(news: Trees, client: Client) -> None:
    article = make_article(news["ru"], "</script><script>alert(1)</script>")
    html = read(client, article)
    assert "<script>alert" not in html
    assert structured(html)["headline"] == article.title


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("коротко", "коротко"),
        ("одно два три", "одно два…"),
        ("одно, двадцать", "одно…"),
        ("нераздельное", "нераздель…"),
    ],
)
def test_headline_is_cut_at_a_word(text: str, short: str) -> None:
    assert shortened(text, 10) == short


def test_reading_time_counts_words_of_every_block(news: Trees) -> None:
    article = make_article(
        news["ru"],
        body=[
            paragraph("слово " * 300),
            block("quote", {"text": "слово " * 240, "person": None, "name": "", "role": "", "is_pull": False}),
        ],
    )
    assert minutes_to_read("", article.body) == 3
    assert article.reading_time == "3 минуты чтения"
    assert make_article(news["ru"]).reading_time == "1 минута чтения"


def test_article_of_a_hundred_blocks_costs_as_much_as_one_of_two(news: Trees, client: Client) -> None:
    make_articles(news["ru"], 6, topics=[make_topic()])
    fields = {"topics": [make_topic()], "people": [make_person()], "lead_photo": make_photo()}
    small = make_article(news["ru"], "Малая", body=[paragraph(), photo_block(make_photo())], **fields)
    photos = [make_photo() for _ in range(40)]
    body = [part for photo in photos for part in (paragraph(), photo_block(photo))] + [gallery_block(*photos)] * 20
    large = make_article(news["ru"], "Большая", body=body, **fields)
    counts = []
    for article in (small, large):
        read(client, article)
        with CaptureQueriesContext(connection) as queries:
            read(client, article)
        counts.append(len(queries))
    assert large.photo_count == 41
    assert counts[0] == counts[1] <= 9, [query["sql"][:200] for query in queries.captured_queries]


def test_warm_article_with_event_stays_in_the_budget(
    news: Trees, whats_on: Trees, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from events.models import EventPage

    event = whats_on["ru"].add_child(
        instance=EventPage(title="Город у воды", slug="event", age_mark="12+", locale=news["ru"].locale)
    )
    make_articles(news["ru"], 4)
    article = make_article(
        news["ru"],
        people=[make_person()],
        related_event=event,
        body=[photo_block(make_photo())],
        lead_photo=make_photo(),
    )
    read(client, article)
    with django_assert_max_num_queries(12):
        html = read(client, article)
    assert "Событие по теме" in html
    assert "Город у\xa0воды" in html


def test_event_without_a_page_in_the_readers_language_is_not_shown(
    news: Trees, whats_on: Trees, client: Client
) -> None:
    from events.models import EventPage

    event = whats_on["ru"].add_child(
        instance=EventPage(title="Город у воды", slug="event", age_mark="12+", locale=news["ru"].locale)
    )
    article = make_article(news["en"], "Story", related_event=event)
    assert "Related event" not in read(client, article)
    event.delete()
    article = ArticlePage.objects.get(pk=article.pk)
    assert article.related_event is None
    read(client, article)


def test_people_lead_to_a_search_for_their_name(news: Trees, client: Client) -> None:
    html = read(client, make_article(news["en"], "Story", people=[make_person()]))
    assert 'href="/en/search/?q=Marina%20Koltsova"' in html
