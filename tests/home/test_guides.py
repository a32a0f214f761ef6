"""The guides in the admin: whole, in the reader's language, every link and picture there."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts.models import User
from home.guides import GUIDES, read_guide

READERS = [(name, language) for name in GUIDES for language in ("ru", "en")]


@pytest.fixture
def reader(member: Callable[..., User], client: Client) -> Callable[[str], Client]:
    """A function that gives the client of a press officer whose admin is in a language."""
    user = member("press", "Press office")

    def in_language(language: str) -> Client:
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
        client.force_login(user)
        return client

    return in_language


@pytest.mark.parametrize(("name", "language"), READERS)
def test_a_guide_is_read_in_the_language_of_the_admin(
    reader: Callable[[str], Client], name: str, language: str
) -> None:
    page = BeautifulSoup(reader(language).get(reverse("guide", args=[name])).content, "html.parser")
    lines = (settings.GUIDES_DIR / f"{name}{'.ru' if language == 'ru' else ''}.md").read_text().splitlines()
    assert page.h1.get_text(strip=True) == lines[0].removeprefix("# ")
    contents = page.select_one(".guide__contents")
    assert ("Содержание" if language == "ru" else "Contents") in contents.get_text()
    headings = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    assert [link.get_text() for link in contents.select("ol a")] == headings
    assert len(page.select(".guide__text img")) == sum(line.count("![") for line in lines)


@pytest.mark.parametrize(("name", "language"), READERS)
def test_every_link_and_picture_of_a_guide_leads_somewhere(
    reader: Callable[[str], Client], name: str, language: str
) -> None:
    browser = reader(language)
    page = BeautifulSoup(browser.get(reverse("guide", args=[name])).content, "html.parser")
    anchors = {element["id"] for element in page.select("[id]")}
    for link in page.select(".guide a"):
        address, _hash, anchor = link["href"].partition("#")
        if address:
            assert browser.get(address).status_code == 200, address
        else:
            assert anchor in anchors, anchor
    for picture in page.select(".guide__text img"):
        assert browser.get(picture["src"])["Content-Type"] == "image/jpeg", picture["src"]
        assert picture["alt"]


def test_help_leads_to_the_guides_of_the_house(reader: Callable[[str], Client]) -> None:
    menu = reader("ru").get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("guide", args=["editors"]) in menu
    assert reverse("guide", args=["translators"]) in menu
    assert '"editor-guide"' not in menu  # of another admin


@pytest.mark.django_db
def test_who_is_not_signed_in_reads_no_guide(client: Client) -> None:
    for address in (reverse("guide", args=["editors"]), reverse("guide_picture", args=["home.jpg"])):
        assert client.get(address)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("address", ["guide/nobody/", "guide/operations/", "guide/pictures/none.jpg"])
def test_what_is_no_guide_is_not_found(reader: Callable[[str], Client], address: str) -> None:
    assert reader("en").get(f"/admin/{address}").status_code == 404


@pytest.mark.parametrize("name", ["..%2Feditors.md", "..%2f..%2fmanage.py", "%2e%2e", "%00"])
def test_no_other_file_is_handed_out(reader: Callable[[str], Client], name: str) -> None:
    assert reader("en").get(f"/admin/guide/pictures/{name}", follow=True).status_code in {400, 404}


def test_html_in_a_guide_is_shown_as_text(tmp_path: object, settings: object) -> None:
    settings.GUIDES_DIR = tmp_path
    (tmp_path / "editors.md").write_text("# One\n\n## Two\n\n<script>alert(1)</script>\n")
    found = read_guide("editors", "ru")
    assert (found.title, found.chapters) == ("One", (("two", "Two"),))
    assert "<script>" not in found.html
