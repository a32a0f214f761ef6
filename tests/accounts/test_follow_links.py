"""Wherever a topic, a person, a venue or a region is shown, it can be followed."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from core.models import BasePage
from events.models import EventSpeaker, EventTopic
from people.models import Person
from tests.articles.factories import make_article, make_topic
from tests.events import factories

Trees = dict[str, BasePage]


def followed_from(client: Client, address: str) -> set[tuple[str, str]]:
    """What the links of a page lead to: the query of each, and its words."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    links = page.main.select('a[href*="/account/follow/?"]')
    assert all(client.get(link["href"]).status_code == 200 for link in links)
    words = {link["href"]: link.get("aria-label") or " ".join(link.get_text().split()) for link in links}
    return {(href.partition("?kind=")[2], said) for href, said in words.items()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "topic_words", "venue_words", "person_words", "region_words"),
    [
        ("ru", "Следить: Диалоги", "Следить: Большой пролёт", "Следить: Вера Лунина", "Следить: Москва"),
        ("en", "Follow: Dialogues", "Follow: The Great Span", "Follow: Vera Lunina", "Follow: Moscow"),
    ],
)
def test_lists_and_pages_offer_to_follow_what_they_are_of(
    client: Client,
    news: Trees,
    whats_on: Trees,
    venue_section: Trees,
    language: str,
    topic_words: str,
    venue_words: str,
    person_words: str,
    region_words: str,
) -> None:
    topic = make_topic()
    person = Person.objects.create(name_ru="Вера Лунина", name_en="Vera Lunina")
    region = factories.region()
    venue = factories.venue(venue_section, region=region)
    event = factories.event(whats_on, venue=venue)
    factories.occurrence(event, timezone.localdate() + timedelta(days=1))
    EventTopic.objects.create(page=event, topic=topic)
    EventSpeaker.objects.create(page=event, person=person)
    make_article(news[language], topics=[topic], region=region)
    topic_link = (f"articles.Topic&key={topic.pk}", topic_words)
    venue_link = (f"venues.VenuePage&key={venue.translation_key}", venue_words)
    person_link = (f"people.Person&key={person.pk}", person_words)
    region_link = (f"venues.Region&key={region.pk}", region_words)

    listing = news[language].get_url()
    assert followed_from(client, f"{listing}?topic={topic.slug}&region=moscow") == {topic_link, region_link}
    assert followed_from(client, listing) == set()
    programme, place = whats_on[language].get_url(), venue.live_translations[language]
    asked = f"?topic={topic.slug}&venue={place.slug}&region=moscow"
    assert followed_from(client, programme + asked) == {topic_link, venue_link, region_link}
    assert followed_from(client, venue_section[language].get_url()) == {region_link}
    assert followed_from(client, event.live_translations[language].get_url()) == {person_link}
    assert followed_from(client, place.get_url()) == {venue_link}
