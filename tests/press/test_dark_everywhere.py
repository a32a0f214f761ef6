"""Nothing tells of an embargoed article and event before the minute, everything does after it, in both languages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from articles.models import ArticlePage, PinnedArticle
from core.publishing import publish_due
from events.models import EventPage
from images.models import Photo, SocialImage
from images.social.keeping import keep
from images.tasks import render_photo
from press.darkness import sweep
from press.packs import build
from tests.articles.factories import make_article, photo_block
from tests.events.factories import event, occurrence, venue
from tests.press.test_packs import press_photo
from tests.publishing.drafts import Trees, at, draft_pair, in_days

pytestmark = pytest.mark.django_db

ARTICLE, EVENT = "taynopis", "noktyurn"
#: Addresses every visitor knows, and whose name each must tell once the minute has come.
LISTS = {
    "/ru/novosti/": ARTICLE,
    "/en/news/": ARTICLE,
    "/ru/novosti/rss/": ARTICLE,
    "/en/news/atom/": ARTICLE,
    "/ru/afisha/": EVENT,
    "/en/whats-on/": EVENT,
    "/ru/afisha/rss/": EVENT,
    "/en/whats-on/atom/": EVENT,
    "/ru/afisha/calendar.ics": EVENT,
    "/en/whats-on/calendar.ics": EVENT,
    "/ru/ploshchadki/span/": EVENT,
    "/en/venues/span/": EVENT,
    "/ru/novosti/told/": ARTICLE,
    "/en/news/told/": ARTICLE,
    "/ru/novosti/told/?event": EVENT,
    "/sitemap-1.xml": ARTICLE,
    "/sitemap-1.xml?event": EVENT,
    "/ru/poisk/?q=шифр": ARTICLE,
    "/en/search/?q=cipher": ARTICLE,
    "/ru/poisk/?q=рояль": EVENT,
    "/ru/poisk/podskazki/?q=шифр": ARTICLE,
    "/en/search/suggestions/?q=grand": EVENT,
}


@dataclass
class Secret:
    """An article and an event nobody may know of before ``until``, with all that belongs to them."""

    until: datetime
    pages: list[Page]
    photo: Photo
    date_id: int

    def addresses(self) -> list[str]:
        """Their own addresses, with files, calendars and press packs."""
        urls = [page.get_url() for page in self.pages]
        events = [url for url in urls if EVENT in url]
        return [
            *urls,
            *(f"{url}press-pack/" for url in urls if ARTICLE in url),
            *(f"{url}calendar.ics" for url in events),
            f"{events[0]}{self.date_id}/calendar.ics",
            reverse("press_photo", args=[self.photo.pk]),
            *(f"/media/{source['name']}" for source in Photo.objects.get(pk=self.photo.pk).sources),
        ]


@pytest.fixture
def secret(news: Trees, whats_on: Trees, venue_section: Trees) -> Secret:
    """An embargoed article and event; a venue, an article and its translation that readers know lead to them."""
    until = in_days(2)
    photo = press_photo("Тайный снимок")
    render_photo.func(photo.pk)
    articles = draft_pair(news, ARTICLE, lead_photo=photo, has_press_pack=True, body=[photo_block(photo)])
    ArticlePage.objects.filter(pk=articles[0].pk).update(title="Шифр", draft_title="Шифр")
    ArticlePage.objects.filter(pk=articles[1].pk).update(title="Cipher", draft_title="Cipher")
    place = venue(venue_section, slug="span")
    concert = event(whats_on, "Рояль", "Grand piano", slug=EVENT, venue=place, lead_photo=photo)
    date_id = occurrence(concert, day=(until + timedelta(days=9)).date()).pk
    events = list(EventPage.objects.filter(translation_key=concert.translation_key))
    EventPage.objects.update(live=False)
    _tell_of_them(news, articles[0], concert)
    pages = [Page.objects.get(pk=page.pk).specific for page in (*articles, *events)]
    for page in pages:
        page.embargo_until = until
        page.save_revision().publish()
    sweep()
    return Secret(until, pages, photo, date_id)


def _tell_of_them(news: Trees, article: ArticlePage, concert: EventPage) -> None:
    """Make an article that readers know and that an editor has tied to both."""
    told = make_article(news["ru"], "Рассказ", slug="told", related_event=concert)
    english = make_article(
        news["en"], "A story", slug="told", translation_key=told.translation_key, related_event=concert
    )
    for page in (told, english):
        PinnedArticle.objects.create(page=page, article=article)


def run_the_worker(secret: Secret) -> None:
    """Do what the chores of the worker do within half a minute."""
    publish_due()
    sweep()
    build(secret.pages[0].translation_key)
    keep()


def status_of(client: Client, address: str) -> int:
    """Ask for an address and read the answer to its end, so that no file is left open."""
    response = client.get(address)
    response.getvalue()
    return response.status_code


def test_all_of_it_is_dark_until_the_minute_and_open_after(secret: Secret, client: Client) -> None:
    own = secret.addresses()
    assert len(own) > 14
    with at(secret.until - timedelta(seconds=1)):
        run_the_worker(secret)
        assert {address: status_of(client, address) for address in own} == dict.fromkeys(own, 404)
        for address in (*LISTS, "/ru/", "/en/", "/sitemap.xml"):
            text = client.get(address).content.decode()
            assert not any(name in text for name in (ARTICLE, EVENT, "Шифр", "Cipher", "Рояль", "Grand")), address
        assert not SocialImage.objects.filter(page__in=secret.pages).exists()
    with at(secret.until + timedelta(seconds=31)):
        run_the_worker(secret)
        assert {address: status_of(client, address) for address in own} == dict.fromkeys(own, 200)
        for address, name in LISTS.items():
            assert name in client.get(address).content.decode(), address
        for image in SocialImage.objects.filter(page__in=secret.pages):
            assert status_of(client, image.url) == 200
            assert image.photo == secret.photo
        assert SocialImage.objects.filter(page__in=secret.pages).count() == 4
