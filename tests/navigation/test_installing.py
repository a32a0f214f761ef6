"""The site as an app: manifest, worker, and the page without a connection."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from core.mark import make_icons
from core.models import SiteSettings
from tests.conftest import Trees
from tests.events import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]
MARK = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#f00"/></svg>'


@pytest.mark.parametrize(("language", "name"), [("ru", "Излучина"), ("en", "Izluchina")])
def test_each_language_is_an_app_of_its_own(homes: Trees, client: Client, language: str, name: str) -> None:
    page = BeautifulSoup(client.get(f"/{language}/").content, "html.parser")
    link = page.find("link", rel="manifest")
    found = client.get(link["href"]).json()
    assert (found["short_name"], found["lang"], found["start_url"]) == (name, language, f"/{language}/")
    assert {(icon["sizes"], icon["purpose"]) for icon in found["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in found["icons"])


def test_the_icons_are_of_the_centres_own_mark_once_they_are_made(homes: Trees, client: Client) -> None:
    centre = SiteSettings.for_site(homes["ru"].get_site())
    centre.logo.save("own.svg", ContentFile(MARK))
    assert "/static/" in client.get("/ru/manifest.webmanifest").json()["icons"][0]["src"]
    make_icons(centre)
    icons = client.get("/ru/manifest.webmanifest").json()["icons"]
    assert all(icon["src"].startswith("/media/brand/icons/") for icon in icons)
    default_storage.delete(centre.logo.name)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_worker_keeps_the_offline_page_of_its_language_and_nothing_private(
    homes: Trees, client: Client, language: str
) -> None:
    response = client.get(f"/{language}/worker.js")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert f'"page": "/{language}/offline/"' in text
    assert '["/ru/account/", "/en/account/"]' in text


def test_the_worker_changes_with_a_file_it_keeps(homes: Trees, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get("/ru/worker.js").content
    assert client.get("/ru/worker.js").content == before
    monkeypatch.setattr("navigation.installing.static", lambda name: f"/static/new/{name}")
    assert client.get("/ru/worker.js").content != before


@pytest.mark.parametrize(("language", "title"), [("ru", "Нет связи"), ("en", "No connection")])
def test_the_offline_page_speaks_its_language_and_sets_no_cookie(
    homes: Trees, client: Client, language: str, title: str
) -> None:
    response = client.get(f"/{language}/offline/")
    page = BeautifulSoup(response.content, "html.parser")
    assert page.h1.get_text() == title
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert not response.cookies


def test_every_page_has_the_mark_of_what_the_offline_page_says(
    homes: Trees, venue_section: Trees, client: Client
) -> None:
    def mark(address: str) -> str:
        client.cookies.clear()
        cache.clear()
        found = BeautifulSoup(client.get(address).content, "html.parser").find("link", rel="manifest")
        return str(found["data-says"])

    place = factories.venue(venue_section, region=factories.region())
    centre = SiteSettings.for_site(homes["ru"].get_site())
    centre.main_venue = place
    centre.save()
    first = mark("/ru/")
    assert first == mark("/ru/poisk/") != mark("/en/")
    place.week = [[["9:00", "11:00"]]] * 7
    place.save()
    assert mark("/ru/") != first
