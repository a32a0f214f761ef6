"""What visitors and search engines meet: the entrance, the sitemap, the page that is not translated."""

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, PageViewRestriction, Site

from articles.models import ArticlePage
from images.models import CreditLine
from localisation.views import sitemap as sitemap_view
from pages.models import StandardPage
from tests.conftest import Trees
from tests.images.factories import make_photo
from tests.localisation.translating import translate

pytestmark = pytest.mark.usefixtures("unindexed")

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture
def article(news: Trees) -> ArticlePage:
    """A published Russian article without a translation."""
    return news["ru"].add_child(instance=ArticlePage(title="Мосты", slug="mosty", lead="Тайный текст."))


def sitemap(client: Client, address: str = "/sitemap.xml") -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314 (our own)


def addresses(client: Client) -> list[str]:
    return [loc.text or "" for loc in sitemap(client).findall(".//s:loc", NS)]


# The entrance


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "ru"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("ru,en;q=0.5", "ru"),
        ("de-DE,de;q=0.9", "ru"),
        ("de,en;q=0.8,ru;q=0.5", "en"),
        ("en;q=0", "ru"),
        ("*", "ru"),
        ("be,uk;q=0.8", "ru"),
        ("x" * 5000, "ru"),
        ("en;q=oops", "ru"),
    ],
)
def test_entrance_speaks_the_language_of_the_browser(header: str, language: str, client: Client, site: Site) -> None:
    response = client.get("/", HTTP_ACCEPT_LANGUAGE=header)
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response["Vary"]


def test_robots_show_the_sitemap_and_keep_out_of_the_admin(client: Client, site: Site) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text


# The sitemap


def test_sitemap_holds_both_languages_with_alternates(
    client: Client, article: ArticlePage, en: Locale, news: Trees
) -> None:
    translate(article, en, {"title": "Bridges"})
    root = sitemap(client)
    found = {}
    for url in root.findall("s:url", NS):
        loc = url.find("s:loc", NS)
        found[loc.text] = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NS)}
    pair = {
        "ru": "http://testserver/ru/novosti/mosty/",
        "en": "http://testserver/en/news/bridges/",
        "x-default": "http://testserver/ru/novosti/mosty/",
    }
    assert found[pair["ru"]] == found[pair["en"]] == pair
    assert {"http://testserver/ru/", "http://testserver/en/", "http://testserver/en/news/"} <= set(found)


def test_sitemap_leaves_out_drafts_aliases_and_private_pages(
    client: Client, homes: Trees, news: Trees, article: ArticlePage
) -> None:
    home = homes["ru"]
    draft = home.add_child(instance=StandardPage(title="Черновик", slug="draft", live=False))
    private = home.add_child(instance=StandardPage(title="Закрытая", slug="private"))
    below = private.add_child(instance=StandardPage(title="Ниже", slug="below"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    alias = article.create_alias(update_slug="copy")
    found = " ".join(addresses(client))
    assert article.url in found
    assert [page.slug for page in (draft, private, below, alias) if f"/{page.slug}/" in found] == []


def test_sitemap_costs_the_same_for_many_pages(
    client: Client, news: Trees, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        news["ru"].add_child(instance=ArticlePage(title=f"Мост {number}", slug=f"most-{number}"))
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(3):
        assert len([address for address in addresses(client) if "/ru/novosti/most-" in address]) == 20


def test_large_sitemap_is_an_index_of_files(
    client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = addresses(client)
    monkeypatch.setattr(sitemap_view, "PART", 2)
    parts = addresses(client)
    assert parts[0] == "http://testserver/sitemap-1.xml"
    assert [loc.text for part in parts for loc in sitemap(client, part).findall(".//s:loc", NS)] == whole
    assert client.get("/sitemap-99.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


# Aliases and strays


def test_alias_is_no_page_for_visitors(client: Client, article: ArticlePage) -> None:
    alias = article.create_alias(update_slug="copy")
    assert client.get(article.url).status_code == 200
    assert client.get(alias.url).status_code == 404


def test_page_in_the_tree_of_the_other_language_is_not_shown(client: Client, homes: Trees) -> None:
    page = homes["en"].add_child(instance=StandardPage(title="Заблудилась", slug="stray"))
    Page.objects.filter(pk=page.pk).update(locale=homes["ru"].locale)
    assert client.get("/en/stray/").status_code == 404


# Not translated


def untranslated(page: Page, language: str) -> str:
    with override(language):
        return reverse("untranslated", args=[page.pk])


def test_address_says_it_in_both_languages(article: ArticlePage) -> None:
    assert untranslated(article, "en") == f"/en/not-translated/{article.pk}/"
    assert untranslated(article, "ru") == f"/ru/bez-perevoda/{article.pk}/"


def test_untranslated_page_shows_title_photo_and_link_but_no_text(client: Client, article: ArticlePage) -> None:
    credit = CreditLine.objects.create(name_ru="Анна Речная", name_en="Anna Rechnaya")
    article.lead_photo = make_photo(
        credit=credit, alt_ru="Мост ночью", alt_en="A bridge at night", caption_ru="Подпись", caption_en="Caption"
    )
    article.save()
    response = client.get(untranslated(article, "en"))
    soup = BeautifulSoup(response.content, "html.parser")
    link = soup.main.find("a", lang="ru")
    assert response.status_code == 200
    assert "only available in Russian" in soup.h1.text
    assert (link.text.strip(), link["href"], link["hreflang"]) == ("Мосты", "/ru/novosti/mosty/", "ru")
    assert "Тайный текст" not in response.content.decode()
    assert "Anna Rechnaya" in soup.main.text
    assert "Анна Речная" not in soup.main.text
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert soup.find("link", rel="canonical") is None
    assert soup.main.find("a", string="News")["href"] == "/en/news/"


def test_untranslated_english_page_is_told_in_russian(client: Client, news: Trees) -> None:
    page = news["en"].add_child(instance=ArticlePage(title="Bridges", slug="bridges"))
    soup = BeautifulSoup(client.get(untranslated(page, "ru")).content, "html.parser")
    assert "только на английском" in soup.h1.text.replace("\u00a0", " ")
    assert soup.html["lang"] == "ru"


def test_translated_page_takes_over(client: Client, article: ArticlePage, en: Locale) -> None:
    translate(article, en, {"title": "Bridges"})
    response = client.get(untranslated(article, "en"))
    assert (response.status_code, response["Location"]) == (302, "/en/news/bridges/")


def test_reader_of_the_original_language_is_led_to_it(client: Client, article: ArticlePage) -> None:
    assert client.get(untranslated(article, "ru"))["Location"] == "/ru/novosti/mosty/"


def test_unpublished_private_unknown_and_alias_pages_are_not_betrayed(
    client: Client, homes: Trees, article: ArticlePage
) -> None:
    draft = homes["ru"].add_child(instance=StandardPage(title="Черновик", slug="draft", live=False))
    private = homes["ru"].add_child(instance=StandardPage(title="Закрытая", slug="private"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    alias = article.create_alias(update_slug="copy")
    for page in (draft, private, alias, Page.objects.get(depth=1)):
        assert client.get(untranslated(page, "en")).status_code == 404, page
    assert client.get("/en/not-translated/99999999999999999999/").status_code == 404
    assert client.get("/en/not-translated/987654/").status_code == 404


def test_draft_translation_does_not_count(client: Client, article: ArticlePage, en: Locale) -> None:
    page = translate(article, en)
    page.unpublish()
    assert client.get(untranslated(article, "en")).status_code == 200


def test_untranslated_page_is_cheap(
    client: Client, article: ArticlePage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = untranslated(article, "en")
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
