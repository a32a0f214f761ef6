"""The feed of the programme in both languages and formats."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.conftest import Trees
from tests.events.factories import event, occurrence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]


def titles(client: Client, address: str) -> list[str | None]:
    response = client.get(address)
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)  # noqa: S314 (our own feed)
    found = root.findall("channel/item/title") or root.findall("{*}entry/{*}title")
    return [element.text for element in found]


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_programme_has_feeds_in_both_languages(client: Client, whats_on: Trees, kind: str) -> None:
    lecture = event(whats_on, "Лекция", "Lecture", kind="lecture")
    occurrence(lecture)
    occurrence(lecture, start="12:00", end="")
    occurrence(event(whats_on, "Концерт", "Concert", kind="concert"))
    assert set(titles(client, f"/ru/afisha/{kind}/")) == {"Лекция", "Концерт"}
    assert titles(client, f"/en/whats-on/{kind}/?kind=lecture&region=nowhere&date=zzz") == ["Lecture"]


def test_programme_s_feed_is_named_in_the_head(client: Client, whats_on: Trees) -> None:
    assert 'type="application/rss+xml" title="Афиша' in client.get("/ru/").content.decode()
    assert client.get("/ru/afisha/rss/").status_code == 200
