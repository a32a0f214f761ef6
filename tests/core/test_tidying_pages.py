"""Tidying the typography of a draft, on demand."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import ArticlePage
from tests.articles.factories import make_article
from tests.conftest import Trees

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]

BODY = [
    {"type": "paragraph", "value": '<p>Дом - это <a href="https://x.example/a--b">"сад"</a></p>', "id": "a1"},
    {"type": "heading", "value": {"text": 'Зал "Река"', "level": "2"}, "id": "a2"},
    {
        "type": "table",
        "value": {
            "columns": [{"type": "text", "heading": "Зал №1"}],
            "rows": [{"values": ["1941-1945"]}],
            "caption": "",
        },
        "id": "a3",
    },
    {
        "type": "video",
        "value": {"url": "https://rutube.ru/video/a--b/", "title": "Река...", "poster": None},
        "id": "a4",
    },
]


def draft(news: Trees) -> ArticlePage:
    article = make_article(news["ru"], 'Выставка "Река"', lead="Полтора века - в снимках", body=BODY)
    article.save_revision()
    return article


def test_editor_sees_what_would_change_and_nothing_has(news: Trees, press_client: Client) -> None:
    article = draft(news)
    html = press_client.get(reverse("typography_tidy", args=[article.pk])).content.decode()
    assert "Выставка <mark>«</mark>Река<mark>»</mark>" in html
    assert "1941<mark>–</mark>1945" in html
    assert article.get_latest_revision_as_object().title == 'Выставка "Река"'


def test_every_text_of_the_draft_is_tidied_and_nothing_else(news: Trees, press_client: Client) -> None:
    article = draft(news)
    address = reverse("typography_tidy", args=[article.pk])
    assert press_client.post(address).status_code == 302
    article.refresh_from_db()
    tidied = article.get_latest_revision_as_object()
    assert tidied.title == "Выставка «Река»"
    assert tidied.slug == article.slug
    raw = [block["value"] for block in tidied.body.raw_data]
    assert raw[0].replace("\u00a0", "_") == '<p>Дом_— это <a href="https://x.example/a--b">«сад»</a></p>'
    assert raw[1] == {"text": "Зал «Река»", "level": "2"}
    assert raw[2]["rows"][0]["values"] == ["1941–1945"]
    assert raw[3]["url"] == "https://rutube.ru/video/a--b/"
    assert raw[3]["title"] == "Река…"
    assert [block["id"] for block in tidied.body.raw_data] == ["a1", "a2", "a3", "a4"]
    assert "nothing to change" in press_client.get(address).content.decode()


def test_it_is_offered_in_the_editor(news: Trees, press_client: Client) -> None:
    article = draft(news)
    html = press_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert reverse("typography_tidy", args=[article.pk]) in html
    assert "js/admin/paste" in html


def test_translators_and_visitors_tidy_nothing(news: Trees, translator_client: Client, client: Client) -> None:
    article = draft(news)
    for other in (translator_client, client):
        other.post(reverse("typography_tidy", args=[article.pk]))
    assert article.get_latest_revision_as_object().title == 'Выставка "Река"'
