"""Choosing pages from a page of one language."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import ArticlePage
from tests.conftest import Trees
from venues.models import VenuePage

pytestmark = pytest.mark.usefixtures("unindexed")


@pytest.fixture
def article(news: Trees, venue_section: Trees) -> ArticlePage:
    """An English article; venues in both languages."""
    venue_section["ru"].add_child(instance=VenuePage(title="Причал", slug="prichal"))
    venue_section["en"].add_child(instance=VenuePage(title="The Pier", slug="pier"))
    return news["en"].add_child(instance=ArticlePage(title="Bridges", slug="bridges"))


def chooser(client: Client, referer: str, *path: int, **query: str) -> str:
    name = "wagtailadmin_choose_page_child" if path else "wagtailadmin_choose_page"
    response = client.get(reverse(name, args=path), query, headers={"referer": f"http://testserver{referer}"})
    assert response.status_code == 200
    return response.json()["html"]


def test_venues_of_the_pages_own_language_come_first(article: ArticlePage, editor_client: Client) -> None:
    html = chooser(editor_client, reverse("wagtailadmin_pages:edit", args=[article.pk]), page_type="venues.VenuePage")
    assert "The Pier" in html
    assert "Причал" not in html


def test_new_page_chooses_in_the_language_of_its_section(
    article: ArticlePage, news: Trees, editor_client: Client
) -> None:
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", news["ru"].pk])
    html = chooser(editor_client, address, page_type="venues.VenuePage")
    assert "Причал" in html
    assert "The Pier" not in html


def test_the_language_that_the_form_names_opens_its_own_section(
    article: ArticlePage, venue_section: Trees, editor_client: Client
) -> None:
    """The page editor always names a language, and so does the chooser's switch from the top of both trees."""
    referer = reverse("wagtailadmin_pages:edit", args=[article.pk])
    html = chooser(editor_client, referer, page_type="venues.VenuePage", locale="en")
    assert "The Pier" in html
    assert "Причал" not in html
    for address in (referer, "/admin/somewhere/else/"):
        html = chooser(editor_client, address, page_type="venues.VenuePage", locale="ru")
        assert "Причал" in html
        assert ("The pages shown here are in another: Russian" in html) == (address == referer)


def test_pages_of_one_type_are_listed_as_they_were_worked_on_last(
    article: ArticlePage, news: Trees, editor_client: Client
) -> None:
    titles = ["Boats", "Anchors", "Cables"]
    for title in titles:
        page = news["en"].add_child(instance=ArticlePage(title=title, slug=title.lower()))
        page.save_revision()
    referer = reverse("wagtailadmin_pages:edit", args=[article.pk])
    html = chooser(editor_client, referer, page_type="articles.ArticlePage", locale="en")
    assert re.findall(r'data-title="(Boats|Anchors|Cables)', html) == titles[::-1]


def test_other_language_is_within_reach_with_a_warning(
    article: ArticlePage, venue_section: Trees, editor_client: Client
) -> None:
    referer = reverse("wagtailadmin_pages:edit", args=[article.pk])
    html = chooser(editor_client, referer, venue_section["ru"].pk)
    assert "Причал" in html
    assert "The pages shown here are in another: Russian" in html
    html = chooser(editor_client, referer, venue_section["en"].pk)
    assert "The pages shown here" not in html


def found(client: Client, referer: str, words: str, **query: str) -> str:
    response = client.get(
        reverse("wagtailadmin_choose_page_search"),
        {"q": words, **query},
        headers={"referer": f"http://testserver{referer}"},
    )
    assert response.status_code == 200
    return response.content.decode()


def test_search_finds_the_pages_own_language_first_and_warns_of_the_other(
    article: ArticlePage, venue_section: Trees, editor_client: Client
) -> None:
    for number in range(30):
        language = "ru" if number < 15 else "en"
        venue_section[language].add_child(instance=VenuePage(title=f"Zal {language} {number}", slug=f"zal-{number}"))
    referer = reverse("wagtailadmin_pages:edit", args=[article.pk])
    pages = [found(editor_client, referer, "zal", page_type="venues.VenuePage", p=str(page)) for page in (1, 2)]
    titles = [re.findall(r'data-title="Zal (\w\w)', html) for html in pages]
    assert titles == [["en"] * 15 + ["ru"] * 10, ["ru"] * 5]
    assert all("Pages in another are listed last" in html for html in pages)
    assert "Russian" in pages[1]
    html = found(editor_client, referer, "Pier")
    assert "The Pier" in html
    assert "Pages in another" not in html


def test_search_without_words_or_from_elsewhere_is_wagtails_own(article: ArticlePage, editor_client: Client) -> None:
    assert "There are 0 matches" in found(editor_client, reverse("wagtailadmin_pages:edit", args=[article.pk]), "")
    assert "The Pier" in found(editor_client, "/admin/somewhere/else/", "Pier")


def test_chooser_opened_from_elsewhere_is_wagtails_own(article: ArticlePage, editor_client: Client) -> None:
    html = chooser(editor_client, "/admin/somewhere/else/")
    assert "Излучина" in html


@pytest.mark.parametrize("referer", ["/admin/pages/999999999/edit/", "/pages/add/a/b/99999999999999999/"])
def test_unknown_page_in_the_referer_is_no_error(referer: str, article: ArticlePage, editor_client: Client) -> None:
    assert "Излучина" in chooser(editor_client, referer)
    response = editor_client.get(
        reverse("wagtailadmin_choose_page"),
        {"page_type": "no.Such"},
        headers={"referer": f"http://testserver{reverse('wagtailadmin_pages:edit', args=[article.pk])}"},
    )
    assert response.status_code == 404


def test_chooser_is_closed_to_strangers(article: ArticlePage, client: Client) -> None:
    assert client.get(reverse("wagtailadmin_choose_page")).status_code == 302
