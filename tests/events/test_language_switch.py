"""The language switch keeps what a list was narrowed down to."""

import re

import pytest
from django.test import Client

from articles.models import Topic
from core.models import BasePage
from tests.articles.factories import make_article
from tests.events import factories

Trees = dict[str, BasePage]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]


def switch(client: Client, address: str, language: str) -> str:
    """Where the switch leads from an address."""
    markup = client.get(address).content.decode()
    found = re.search(rf'<a class="t" href="([^"]+)" lang="{language}" hreflang="{language}">', markup)
    assert found, address
    return found[1].replace("&amp;", "&").removeprefix("http://testserver")


def test_the_programme_keeps_its_filters_days_and_view(client: Client, whats_on: Trees, venue_section: Trees) -> None:
    factories.venue(venue_section, slug="span")
    for query in (
        "date=tomorrow&kind=concert&free=1",
        "from=2026-12-01&to=2026-12-05&venue=span",
        "view=month&month=2026-12&kind=film",
        "view=archive&year=2025&age=12",
    ):
        assert switch(client, f"/ru/afisha/?{query}", "en") == f"/en/whats-on/?{query}"
        assert switch(client, f"/en/whats-on/?{query}", "ru") == f"/ru/afisha/?{query}"


def test_a_venue_of_another_address_is_still_found(client: Client, whats_on: Trees, venue_section: Trees) -> None:
    place = factories.venue(venue_section, slug="prolyot")
    english = place.get_translations().get()
    english.slug = "span"
    english.save()
    there = switch(client, "/ru/afisha/?venue=prolyot", "en")
    assert switch(client, there, "ru") == "/ru/afisha/?venue=span"
    assert switch(client, "/ru/afisha/?venue=span", "en") == "/en/whats-on/?venue=prolyot"


def test_news_keep_their_filters_but_not_the_number_of_the_page(client: Client, news: Trees) -> None:
    Topic.objects.create(name_ru="Наука", name_en="Science", slug="science")
    make_article(news["ru"])
    assert switch(client, "/ru/novosti/?topic=science&year=2025&page=2", "en") == "/en/news/?topic=science&year=2025"
    assert switch(client, "/ru/novosti/?topic=nonsense&utm_source=letter", "en") == "/en/news/"
