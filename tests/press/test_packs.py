"""A press pack holds what journalists may have, and nothing before its time."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from articles.models import ArticlePage
from images.models import Photo
from press.models import Boilerplate, PressContact, PressPack
from press.packs import build
from press.tasks import refresh_packs
from tests.articles.factories import gallery_block, make_article, paragraph
from tests.images.factories import jpeg_bytes, make_credit
from tests.publishing.drafts import Trees, at

pytestmark = pytest.mark.django_db


def press_photo(title: str = "Мост", **fields: object) -> Photo:
    return Photo.objects.create(
        title=title,
        file=ContentFile(jpeg_bytes(900, 600, "#336699"), name=f"{title}.jpg"),
        **{
            "credit": make_credit(),
            "caption_ru": "Мост утром",
            "caption_en": "The bridge in the morning",
            "is_for_press": True,
            **fields,
        },
    )


def pair_with_pack(news: Trees, *photos: Photo) -> list[ArticlePage]:
    Boilerplate.objects.create(text_ru="Излучина — дом у реки.", text_en="Izluchina is a house by the river.")
    PressContact.objects.create(name_ru="Анна Пак", name_en="Anna Pak", email="press@example.org")
    body = [gallery_block(*photos), paragraph("Вода поднялась.")]
    first = make_article(news["ru"], "Дом у воды", slug="dom", body=body, has_press_pack=True, lead="Коротко.")
    second = make_article(
        news["en"],
        "A House by the Water",
        slug="house",
        body=[gallery_block(*photos), paragraph("The water rose.")],
        has_press_pack=True,
        translation_key=first.translation_key,
    )
    return [first, second]


def opened(client: Client, page: ArticlePage) -> zipfile.ZipFile:
    response = client.get(f"{page.get_url()}press-pack/")
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    assert int(response["Content-Length"]) == len(content)
    return zipfile.ZipFile(io.BytesIO(content))


def test_it_holds_originals_texts_and_captions_in_both_languages(news: Trees, client: Client) -> None:
    photo, kept = press_photo(), press_photo("Не для прессы", is_for_press=False)
    first, second = pair_with_pack(news, photo, kept)
    build(first.translation_key)
    for page in (first, second):
        archive = opened(client, page)
        names = archive.namelist()
        assert [name for name in names if name.startswith("photos/")] == [f"photos/most-{photo.pk}.jpg"]
        assert {"text-ru.docx", "text-en.docx", "captions-ru.txt", "captions-en.txt", "captions.xlsx"} <= set(names)
    texts = {
        code: "\n".join(line.text for line in Document(io.BytesIO(archive.read(f"text-{code}.docx"))).paragraphs)
        for code in ("ru", "en")
    }
    assert "Вода поднялась." in texts["ru"]
    assert "Излучина — дом у реки." in texts["ru"]
    assert "The water rose." in texts["en"]
    assert "Anna Pak" in texts["en"]
    assert "The bridge in the morning" in archive.read("captions-en.txt").decode()
    rows = list(load_workbook(io.BytesIO(archive.read("captions.xlsx"))).active.values)
    assert "Мост утром" in rows[1]
    assert make_credit().name_en.encode() in archive.read(f"photos/most-{photo.pk}.jpg")


@pytest.mark.parametrize(("language", "words"), [("ru", "Для прессы"), ("en", "For the press")])
def test_the_page_shows_it_with_its_size(news: Trees, client: Client, language: str, words: str) -> None:
    pages = dict(zip(("ru", "en"), pair_with_pack(news, press_photo()), strict=True))
    build(pages["ru"].translation_key)
    text = client.get(pages[language].get_url()).content.decode().replace("\xa0", " ")
    assert words in text
    assert "ZIP" in text
    assert f"{pages[language].get_url()}press-pack/" in text


def test_without_the_mark_there_is_none(news: Trees, client: Client) -> None:
    page = make_article(news["ru"], "Без пакета")
    assert "press-pack" not in client.get(page.get_url()).content.decode()
    assert client.get(f"{page.get_url()}press-pack/").status_code == 404


def test_rights_that_end_close_it_at_once_and_the_next_one_is_without(news: Trees, client: Client) -> None:
    photo = press_photo()
    first, _second = pair_with_pack(news, photo)
    build(first.translation_key)
    Photo.objects.filter(pk=photo.pk).update(usage_until=timezone.localdate() - timedelta(days=1))
    assert client.get(f"{first.get_url()}press-pack/").status_code == 404
    refresh_packs()
    build(first.translation_key)
    assert not [name for name in opened(client, first).namelist() if name.startswith("photos/")]


def test_a_photograph_under_embargo_is_left_out(news: Trees) -> None:
    photo = press_photo(embargo_until=timezone.now() + timedelta(days=1))
    first, _second = pair_with_pack(news, photo)
    assert build(first.translation_key).photos == []
    with at(timezone.now() + timedelta(days=2)):
        assert len(build(first.translation_key).photos) == 1


def test_a_page_taken_down_loses_its_pack(news: Trees, client: Client) -> None:
    pages = pair_with_pack(news, press_photo())
    build(pages[0].translation_key)
    for page in pages:
        page.unpublish()
    assert client.get(f"{pages[0].get_url()}press-pack/").status_code == 404
    build(pages[0].translation_key)
    assert not PressPack.objects.exists()
