"""Canonical addresses, translations and the way up."""

import json
import re

import pytest
from django.test import Client

from core.models import BasePage
from pages.models import StandardPage
from tests.pages.factories import make_page

Trees = dict[str, BasePage]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]

ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def about(homes: Trees) -> Trees:
    """A page in both languages."""
    russian = make_page(homes["ru"], "О центре", "o-centre")
    english = make_page(homes["en"], "About", "about", translation_key=russian.translation_key)
    return {"ru": russian, "en": english}


def test_alternates_are_reciprocal(client: Client, about: Trees) -> None:
    russian, english = page_of(client, "/ru/o-centre/"), page_of(client, "/en/about/")
    expected = [
        ("en", "http://testserver/en/about/"),
        ("ru", "http://testserver/ru/o-centre/"),
        ("x-default", "http://testserver/ru/o-centre/"),
    ]
    assert ALTERNATE.findall(russian) == ALTERNATE.findall(english) == expected


def test_canonical_is_the_page_s_own_address(client: Client, about: Trees) -> None:
    page = page_of(client, "/en/about/?utm_source=letter")
    assert CANONICAL.findall(page) == ["http://testserver/en/about/"]


def test_a_draft_translation_is_no_alternate_and_the_switch_says_so(client: Client, about: Trees) -> None:
    about["en"].unpublish()
    page = page_of(client, "/ru/o-centre/")
    assert ALTERNATE.findall(page) == []
    assert '/en/about/"' not in page
    switch = re.search(r'<a class="t" href="([^"]+)" lang="en" hreflang="en">', page)
    assert switch is not None
    assert f"{about['ru'].pk}" in switch[1] or switch[1] == "/en/"


def test_an_alias_is_no_translation(client: Client, homes: Trees, about: Trees) -> None:
    lonely = make_page(homes["ru"], "Контакты", "kontakty")
    alias = make_page(homes["en"], "Контакты", "kontakty", translation_key=lonely.translation_key)
    StandardPage.objects.filter(pk=alias.pk).update(alias_of=lonely)
    assert ALTERNATE.findall(page_of(client, "/ru/kontakty/")) == []


def test_switch_leads_to_the_same_page(client: Client, about: Trees) -> None:
    page = page_of(client, "/ru/o-centre/")
    assert re.search(r'href="http://testserver/en/about/" lang="en" hreflang="en"', page)


def test_switch_on_a_view_leads_to_the_same_view(client: Client, homes: Trees) -> None:
    assert 'href="/en/region/" lang="en" hreflang="en"' in page_of(client, "/ru/region/")


def test_way_to_a_page_is_told_to_machines_and_readers(client: Client, about: Trees) -> None:
    make_page(about["ru"], "Команда & «друзья»", "komanda")
    page = page_of(client, "/ru/o-centre/komanda/")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page, re.DOTALL)[1])
    trail = next(item for item in data["@graph"] if item["@type"] == "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in trail] == ["Главная", "О центре", "Команда & «друзья»"]
    assert trail[-1]["item"] == "http://testserver/ru/o-centre/komanda/"
    assert '<ol class="crumbs"' in page


def test_hostile_title_stays_a_title(client: Client, homes: Trees) -> None:
    make_page(homes["ru"], "</title><script>alert(1)</script>", "zlo")
    page = page_of(client, "/ru/zlo/")
    assert "<script>alert" not in page


def test_shared_link_has_title_text_and_address(client: Client, homes: Trees) -> None:
    make_page(homes["en"], "Visit", "visit", lead="When to come.", search_description="")
    page = page_of(client, "/en/visit/")
    assert '<meta property="og:title" content="Visit">' in page
    assert '<meta property="og:description" content="When to come.">' in page
    assert '<meta property="og:url" content="http://testserver/en/visit/">' in page
    assert '<meta property="og:locale" content="en_GB">' in page
