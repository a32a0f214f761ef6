"""After an evening: sixty photographs dropped at once, twenty of them in an article, nothing of the camera outside."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import ArticlePage
from core.models import BasePage
from images.models import CreditLine, Photo
from images.social.keeping import keep_page
from tests.browser.dropping import drop_files
from tests.browser.test_gallery import open_new_article, photographs, save
from tests.browser.test_newsroom import add_block, choose
from tests.browser.test_translating import signed_in
from tests.images.exiftool import needs_exiftool, read_tags, telltales
from tests.images.hostile import camera_jpeg

Trees = dict[str, BasePage]
Opener = Callable[..., Page]

AUTHORS = {"Ольга Ветрова": "Olga Vetrova", "Лев Седов": "Lev Sedov", "Анна Щукина": "Anna Shchukina"}
MEDIA = re.compile(r'/media/[^"\s,]+')


def photographers(number: int) -> str:
    return list(AUTHORS)[number % len(AUTHORS)]


@pytest.fixture
def authors(seeded: None) -> None:
    """The photographers the centre knows, in both languages."""
    for name_ru, name_en in AUTHORS.items():
        CreditLine.objects.create(name_ru=name_ru, name_en=name_en)


def test_sixty_dropped_at_once_each_have_the_credit_of_their_file(
    authors: None, press: User, server: str, open_page: Opener, tmp_path: Path
) -> None:
    page = open_page(reverse("wagtailimages:add_multiple"), **signed_in(press, server))
    files = {
        f"DSC_{number:04}.jpg": camera_jpeg(number, photographers(number), f"Кадр {number}", 60, 40)
        for number in range(60)
    }
    drop_files(page.locator("#drop .replace-file-input"), tmp_path, files)
    expect(page.locator("#drop-state")).to_have_text("60 of 60 arrived.", timeout=300_000)
    assert {photo.title: photo.credit.name_ru for photo in Photo.objects.all()} == {
        f"Кадр {number}": photographers(number) for number in range(60)
    }
    shown = page.locator("#upload-list select[name$=credit]").evaluate_all(
        "fields => fields.map((field) => field.selectedOptions[0].text)"
    )
    assert sorted(shown) == sorted(list(AUTHORS.values()) * 20)
    expect(page.locator("#worker-state")).to_contain_text("60 of 60")


@needs_exiftool
def test_every_public_file_of_twenty_photographs_has_its_credit_and_nothing_of_the_camera(
    authors: None, news: Trees, press: User, editor: User, open_page: Opener, tmp_path: Path
) -> None:
    page = open_new_article(open_page, news, "Двадцать кадров")
    gallery = add_block(page, "Gallery")
    files = {f"{number}.jpg": camera_jpeg(number, photographers(number)) for number in range(20)}
    drop_files(gallery.locator(".gallery-desk"), tmp_path, files)
    expect(photographs(gallery)).to_have_count(20, timeout=300_000)
    expect(gallery.get_by_text("Фото: Лев Седов")).to_have_count(7)
    choose(page.locator("[data-contentpath=lead_photo]").first, "Choose an image", "7")
    save(page)
    article = ArticlePage.objects.get(title="Двадцать кадров")
    article.get_latest_revision().publish(user=editor)
    keep_page(article.pk)
    Photo.objects.update(is_for_press=True)

    client = Client()
    html = client.get(article.get_url()).content.decode()
    addresses = {urlsplit(address).path for address in MEDIA.findall(html)}
    addresses |= {f"/media/{source['name']}" for photo in Photo.objects.all() for source in photo.sources}
    addresses |= {reverse("press_photo", args=[photo.pk]) for photo in Photo.objects.all()}
    assert len(addresses) > 80, "a small picture, a large one, one for sharing and one for the press of each"
    paths = [save_file(client, address, tmp_path / str(number)) for number, address in enumerate(sorted(addresses))]
    credits = {f"{name_ru} / {name_en}" for name_ru, name_en in AUTHORS.items()}
    for address, tags in zip(sorted(addresses), read_tags(*paths), strict=True):
        assert tags.get("XMP:Credit") in credits, address
        assert tags["XMP:Rights"].startswith("©"), address
        assert telltales(tags) == [], address


def save_file(client: Client, address: str, path: Path) -> Path:
    """Keep what a visitor is sent at ``address``; it is there for everybody."""
    response = client.get(address)
    assert response.status_code == 200, address
    path.write_bytes(response.getvalue())
    return path
