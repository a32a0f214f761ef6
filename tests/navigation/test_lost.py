"""Addresses nobody answers: words to search for and the page in the other language."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from core.models import BasePage
from tests.articles.factories import make_article

Trees = dict[str, BasePage]
pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 404
    return response.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/ru/novosti/dom-u-vody/", "дом у воды"),
        ("/ru/reki-i-mosty.html", "реки и мосты"),
        ("/ru/новости/Дом_у_воды/2025/", "Дом у воды"),
        ("/en/news/house-by-the-water/", "house by the water"),
        ("/en/2025/11/", ""),
        ("/en/%22%3E%3Cscript%3E/", "script"),
        ("/en/" + "a" * 10_000 + "/", "a" * 100),
    ],
)
def test_search_is_filled_from_the_address(client: Client, homes: Trees, address: str, words: str) -> None:
    assert f'name="q" value="{words}"' in read(client, address)


def test_page_that_is_there_in_the_other_language_is_offered(client: Client, news: Trees) -> None:
    make_article(news["ru"], "Дом у воды", slug="dom-u-vody")
    page = read(client, "/en/novosti/dom-u-vody/")
    assert "There is such a page in Russian:" in page
    assert '<a href="/ru/novosti/dom-u-vody/" lang="ru" hreflang="ru">Дом у воды</a>' in page
    make_article(news["en"], "The House", slug="the-house")
    assert "Такая страница есть на английском:" in read(client, "/ru/news/the-house/")


def test_page_that_has_another_name_here_is_offered_by_it(client: Client, news: Trees) -> None:
    page = read(client, "/en/novosti/")
    assert '<a href="/en/news/">News</a>' in page.split("Here it is:")[1]
    assert "Вот она:" in read(client, "/ru/news/")


def test_drafts_are_not_given_away(client: Client, news: Trees) -> None:
    make_article(news["ru"], "Тайна", slug="tayna", live=False)
    assert "There is such a page" not in read(client, "/en/novosti/tayna/")


@pytest.mark.parametrize(
    ("language", "old", "new"), [("ru", "/ru/novosti/", "/ru/vesti/"), ("en", "/en/news/", "/en/stories/")]
)
def test_page_with_a_new_address_is_found_at_the_old_one(
    client: Client, news: Trees, django_capture_on_commit_callbacks: Any, language: str, old: str, new: str
) -> None:
    article = make_article(news[language], slug="a-story")
    section = Page.objects.get(pk=news[language].pk).specific
    section.slug = new.split("/")[2]
    with django_capture_on_commit_callbacks(execute=True):
        section.save_revision().publish()
    for below in ("", f"{article.slug}/"):
        response = client.get(old + below)
        assert (response.status_code, response.get("Location")) == (301, new + below)
