"""The feed: valid RSS in each language, with photographs and credits, cheap to ask again."""

from datetime import timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.articles.factories import MORNING, make_article, make_articles, make_photo, make_topic
from tests.conftest import Trees

pytestmark = pytest.mark.usefixtures("unindexed")

NAMES = {"media": "http://search.yahoo.com/mrss/", "atom": "http://www.w3.org/2005/Atom"}


def channel(client: Client, address: str = "/ru/novosti/rss/") -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel")  # noqa: S314 (our own feed)


def test_each_language_has_a_feed_of_its_own(news: Trees, client: Client) -> None:
    make_article(news["ru"], "Новость")
    make_article(news["en"], "Story")
    for address, language, title in [("/ru/novosti/rss/", "ru", "Новость"), ("/en/news/rss/", "en", "Story")]:
        feed = channel(client, address)
        assert feed.findtext("language") == language
        assert [item.findtext("title") for item in feed.findall("item")] == [title]
        assert feed.find("atom:link", NAMES).get("href") == f"http://testserver{address}"


def test_item_has_absolute_links_dates_topics_photo_and_credit(news: Trees, client: Client) -> None:
    article = make_article(
        news["ru"], "Вода & свет", lead="Что <случилось>.", topics=[make_topic()], lead_photo=make_photo()
    )
    item = channel(client).find("item")
    assert item.findtext("title") == "Вода & свет"
    assert item.findtext("link") == f"http://testserver{article.url}"
    assert item.findtext("description") == "Что <случилось>."
    assert item.findtext("category") == "Диалоги"
    assert parsedate_to_datetime(item.findtext("pubDate")) == MORNING
    assert item.find("guid").get("isPermaLink") == "false"
    enclosure = item.find("enclosure")
    assert enclosure.get("url").startswith("http://testserver/media/")
    assert enclosure.get("url").endswith("-1600.jpeg")
    assert enclosure.get("type") == "image/jpeg"
    picture = item.find("media:content", NAMES)
    assert picture.findtext("media:credit", namespaces=NAMES) == "пресс-служба «Излучины»"
    assert picture.findtext("media:description", namespaces=NAMES) == "Мост у воды"


def test_item_without_photo_or_files_has_no_enclosure(news: Trees, client: Client) -> None:
    make_article(news["ru"])
    make_article(news["ru"], lead_photo=make_photo(sources=[], credit=None))
    assert [item.find("enclosure") for item in channel(client).findall("item")] == [None, None]


def test_characters_that_xml_cannot_hold_are_dropped(news: Trees, client: Client) -> None:
    make_article(news["ru"], "Во\x0bда \x1b\ufffe💧\u202e", lead="\x08]]>")
    item = channel(client).find("item")
    assert item.findtext("title") == "Вода 💧\u202e"
    assert item.findtext("description") == "]]>"


def test_reader_that_has_the_feed_is_not_given_it_again(news: Trees, client: Client) -> None:
    make_article(news["ru"])
    first = client.get("/ru/novosti/rss/")
    assert client.get("/ru/novosti/rss/").content == first.content
    assert client.get("/ru/novosti/rss/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get("/ru/novosti/rss/", headers=since).status_code == 304
    make_article(news["ru"], "Новая", published_at=MORNING + timedelta(minutes=1))
    assert client.get("/ru/novosti/rss/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_empty_feed_is_valid_and_stays_the_same(news: Trees, client: Client) -> None:
    first = client.get("/ru/novosti/rss/")
    assert ElementTree.fromstring(first.content).findall("channel/item") == []  # noqa: S314 (our own feed)
    assert client.get("/ru/novosti/rss/").content == first.content


def test_feed_holds_the_twenty_newest_at_one_price(news: Trees, client: Client) -> None:
    make_article(news["ru"], published_at=MORNING + timedelta(hours=1))
    channel(client)
    with CaptureQueriesContext(connection) as one:
        channel(client)
    make_articles(news["ru"], 24, topics=[make_topic()], lead_photo=make_photo())
    channel(client)
    with CaptureQueriesContext(connection) as many:
        items = channel(client).findall("item")
    assert [item.findtext("title") for item in items[:2]] == ["Дом у воды", "Новость 0"]
    assert len(items) == 20
    assert len(one) == len(many) <= 8


@pytest.mark.parametrize("address", ["/ru/novosti/rss/x/", "/ru/novosti/atom.xml", "/en/novosti/rss/"])
def test_other_addresses_are_not_found(news: Trees, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_atom_tells_the_same(news: Trees, client: Client) -> None:
    make_article(news["ru"], "Новость", topics=[make_topic()], lead_photo=make_photo())
    make_article(news["en"], "Story")
    for address, language, title in [("/ru/novosti/atom/", "ru", "Новость"), ("/en/news/atom/", "en", "Story")]:
        response = client.get(address)
        assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = ElementTree.fromstring(response.content)  # noqa: S314 (our own feed)
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        assert [entry.findtext("atom:title", namespaces=NAMES) for entry in feed.findall("atom:entry", NAMES)] == [
            title
        ]
        assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_every_topic_has_a_feed_and_its_list_names_it(news: Trees, client: Client) -> None:
    topic = make_topic()
    make_article(news["ru"], "О мостах", topics=[topic])
    make_article(news["ru"], "О другом")
    address = f"/ru/novosti/rss/?topic={topic.slug}"
    feed = channel(client, address)
    assert [item.findtext("title") for item in feed.findall("item")] == ["О мостах"]
    assert feed.findtext("title").startswith("Новости: Диалоги")
    page = client.get(f"/ru/novosti/?topic={topic.slug}").content.decode()
    assert f'type="application/rss+xml" title="Новости: Диалоги" href="{address}"' in page
    everything = channel(client, "/ru/novosti/rss/?topic=%27--&year=x&region=nowhere")
    assert len(everything.findall("item")) == 2
