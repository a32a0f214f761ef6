"""The feed of the venues, and the way from a venue to the feed of what is on there."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import Trees
from tests.events import factories
from venues.models import VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]
ATOM = {"atom": "http://www.w3.org/2005/Atom"}
LISTS = [("ru", "/ru/ploshchadki/", "Причал", "Большой пролёт"), ("en", "/en/venues/", "The Pier", "The Great Span")]


def xml(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314 (our own feed)


@pytest.mark.parametrize(("language", "address", "newer", "older"), LISTS)
def test_what_opened_last_comes_first_in_the_language_of_the_address(
    client: Client, venue_section: Trees, language: str, address: str, newer: str, older: str
) -> None:
    factories.venue(venue_section, street="Красная, 1")
    factories.venue(venue_section, "Причал", "The Pier")
    factories.venue(venue_section, "Закрыто", "Not open", live=False)
    VenuePage.objects.filter(title=newer).update(first_published_at=timezone.now())
    VenuePage.objects.filter(title=older).update(first_published_at=timezone.now() - timedelta(days=9))
    channel = xml(client, f"{address}rss/").find("channel")
    assert channel.findtext("language") == language
    assert [item.findtext("title") for item in channel.findall("item")][:2] == [newer, older]
    feed = xml(client, f"{address}atom/")
    assert [entry.findtext("atom:title", namespaces=ATOM) for entry in feed.findall("atom:entry", ATOM)][:2] == [
        newer,
        older,
    ]
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert page.main.find("a", href="rss/")
    assert page.head.find("link", type="application/atom+xml", href="atom/")


def test_the_feed_costs_the_same_for_one_venue_and_for_twenty(client: Client, venue_section: Trees) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/ru/ploshchadki/rss/")
        return len(queries)

    factories.venue(venue_section)
    cost()
    first = cost()
    for number in range(19):
        factories.venue(venue_section, f"Зал {number}", f"Hall {number}")
    cost()
    assert cost() <= first


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_venue_leads_to_the_feed_of_what_is_on_there(
    client: Client, venue_section: Trees, whats_on: Trees, language: str
) -> None:
    here, there = factories.venue(venue_section), factories.venue(venue_section, "Причал", "The Pier")
    for place, title in ((here, "Здесь"), (there, "Там")):
        event = factories.event(whats_on, title, f"{title} (en)", venue=place)
        factories.occurrence(event, timezone.localdate() + timedelta(days=2))
    page = BeautifulSoup(client.get(here.live_translations[language].get_url()).content, "html.parser")
    [link] = [a["href"] for a in page.main.find_all("a", href=True) if "/rss/" in a["href"]]
    titles = [item.findtext("title") for item in xml(client, link).iter("item")]
    assert titles == ["Здесь" if language == "ru" else "Здесь (en)"]
