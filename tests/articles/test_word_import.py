"""A Word file becomes a draft, or a sentence that says why not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from articles.models import ArticlePage
from articles.word import writing
from images.models import CreditLine, Photo
from tests.articles import word_files
from tests.conftest import Trees

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    """A folder of this test's own for files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def files_in(folder: Path) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file()]


def bring(client: Client, section: Any, content: bytes, name: str = "Пресс-релиз.docx") -> Any:
    upload = SimpleUploadedFile(name, content)
    return client.post(reverse("article_word_import", args=[section.pk]), {"file": upload}, follow=True)


def imported(client: Client, section: Any, content: bytes) -> tuple[ArticlePage, str]:
    """Return the draft as its editor sees it, and the page that reports on it."""
    response = bring(client, section, content)
    article = ArticlePage.objects.get()
    return article.get_latest_revision_as_object(), response.content.decode().replace("\u00a0", " ")


def words(html: str) -> str:
    return str(html).replace("\u00a0", " ")


def test_press_release_becomes_a_draft_in_the_language_of_its_section(news: Trees, press_client: Client) -> None:
    article, _report = imported(press_client, news["ru"], word_files.press_release())
    assert not article.live
    assert article.locale.language_code == "ru"
    assert words(article.title) == "Выставка «Река» открылась"
    assert words(article.lead) == "Полтора века набережной — в сорока снимках."
    assert article.owner.username == "press"
    kinds = [block.block_type for block in article.body]
    assert kinds == ["paragraph", "heading", "paragraph", "quote", "photo", "heading", "table", "gallery", "paragraph"]


def test_text_keeps_its_links_lists_and_stress(news: Trees, press_client: Client) -> None:
    article, report = imported(press_client, news["ru"], word_files.press_release())
    opening, listing, closing = (words(block.value.source) for block in article.body if block.block_type == "paragraph")
    assert "<b>музея города</b>" in opening
    assert '<a href="https://museum.example/reka">на сайте музея</a>' in opening
    assert "javascript" not in opening
    assert listing == "<ul><li>Стекло и бумага</li><li>Карты 1941–1945</li></ul><ol><li>Сначала зал № 1</li></ol>"
    assert closing == "<p>До 5 мая включительно</p>"
    assert "1 link to an address that is not one of the web" in report


def test_pictures_come_with_their_credits_captions_and_descriptions(news: Trees, press_client: Client) -> None:
    known = CreditLine.objects.create(name_ru="Анна Северова", name_en="Anna Severova")
    article, report = imported(press_client, news["ru"], word_files.press_release())
    photo = next(block for block in article.body if block.block_type == "photo").value["photo"]
    assert photo.credit == known
    assert words(photo.caption_ru) == "Набережная, 1909 год"
    assert words(photo.alt_ru) == "Набережная со стороны моста"
    assert photo.alt_en == ""
    gallery = next(block for block in article.body if block.block_type == "gallery").value
    proposed = {item["photo"].credit for item in gallery["photos"]}
    assert [(line.name_ru, line.is_proposed) for line in proposed] == [("предоставлены музеем города", True)]
    assert "“предоставлены музеем города” is a new credit line" in report
    assert Photo.objects.get(pk=photo.pk).uploaded_by_user.username == "press"


def test_table_keeps_its_headings(news: Trees, press_client: Client) -> None:
    article, _report = imported(press_client, news["ru"], word_files.press_release())
    table = next(block for block in article.body if block.block_type == "table").value
    assert [column["heading"] for column in table.columns] == ["Билет", "Цена"]
    assert [words(value) for value in table.row_data[0]["values"]] == ["Полный", "500 ₽"]


def test_report_names_what_could_not_be_kept(news: Trees, press_client: Client) -> None:
    _article, report = imported(press_client, news["ru"], word_files.press_release())
    for sentence in ("1 footnote.", "1 tracked deletion", "1 tracked insertion", "Проверить дату", "1 quotation"):
        assert sentence in report


def test_draft_opens_in_the_editor_and_saves(news: Trees, press_client: Client) -> None:
    article, _report = imported(press_client, news["ru"], word_files.press_release())
    assert press_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).status_code == 200
    history = press_client.get(reverse("wagtailadmin_pages:history", args=[article.pk])).content.decode()
    assert "Imported from a Word file" in history


def test_the_same_file_again_makes_no_second_photographs(news: Trees, press_client: Client) -> None:
    bring(press_client, news["ru"], word_files.press_release())
    report = bring(press_client, news["ru"], word_files.press_release()).content.decode()
    assert Photo.objects.count() == 3
    assert CreditLine.objects.count() == 2
    assert "3 pictures were in the library already" in report


def test_english_section_gets_english_typography(news: Trees, press_client: Client) -> None:
    article, _report = imported(press_client, news["en"], word_files.press_release())
    assert article.locale.language_code == "en"
    assert "“Река”" in article.title


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "text": (lambda: b"hello", "not a Word file"),
    "old word": (lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old version of Word"),
    "truncated": (lambda: word_files.press_release()[:3000], "not a Word file"),
    "macros": (word_files.with_macros, "carries macros"),
    "entities": (word_files.with_entities, "not a Word file"),
    "wide entities": (word_files.with_wide_entities, "not a Word file"),
    "zip bomb": (word_files.zip_bomb, "too large"),
    "500 pictures": (word_files.with_many_pictures, "more than 100 pictures"),
    "broken text": (word_files.with_broken_text, "not a Word file"),
    "empty document": (lambda: word_files.content_of(word_files.Document()), "There is nothing"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_taken_is_a_sentence_and_leaves_nothing(
    kind: str, news: Trees, press_client: Client, media: Path
) -> None:
    make, sentence = REFUSED[kind]
    response = bring(press_client, news["ru"], make())
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not ArticlePage.objects.exists()
    assert not Photo.objects.exists()
    assert files_in(media) == []


def test_more_than_fifty_megabytes_are_refused(news: Trees, press_client: Client) -> None:
    response = bring(press_client, news["ru"], b"PK" + b"\x00" * (50 * 1024 * 1024))
    assert "larger than 50 MB" in response.content.decode()


def test_picture_only_linked_to_is_not_fetched_but_named(news: Trees, press_client: Client) -> None:
    _article, report = imported(press_client, news["ru"], word_files.with_outer_picture())
    assert "only linked to" in report
    assert not Photo.objects.exists()


def test_damaged_picture_is_named_and_the_rest_comes_in(news: Trees, press_client: Client, media: Path) -> None:
    article, report = imported(press_client, news["ru"], word_files.with_damaged_picture())
    assert "could not be taken" in report
    assert [block.block_type for block in article.body] == ["paragraph", "photo"]
    assert Photo.objects.count() == 1


def test_picture_of_too_many_pixels_is_named(news: Trees, press_client: Client) -> None:
    _article, report = imported(press_client, news["ru"], word_files.with_bomb_picture())
    assert "could not be taken" in report


def test_failure_half_way_leaves_neither_rows_nor_files(
    news: Trees, press_client: Client, media: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    def fail(*values: object, **more: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(writing, "log", fail)
    # In production the worker is asked only once the transaction is through.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    kept = Path(storages["originals"].location)
    before = files_in(kept)
    response = bring(press_client, news["ru"], word_files.press_release())
    assert "Nothing has been changed." in response.content.decode()
    assert not ArticlePage.objects.exists()
    assert not Photo.objects.exists()
    assert not CreditLine.objects.exists()
    assert files_in(media) == []
    assert files_in(kept) == before


@pytest.mark.parametrize("position", range(24))
def test_any_damage_is_a_sentence(news: Trees, press_client: Client, position: int) -> None:
    good = word_files.press_release()
    place = len(good) * position // 24
    broken = good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :]
    assert bring(press_client, news["ru"], broken).status_code == 200


def test_import_is_offered_to_writers_in_the_section_only(
    news: Trees, press_client: Client, translator_client: Client
) -> None:
    offered = reverse("article_word_import", args=[news["ru"].pk])
    explorer = reverse("wagtailadmin_explore", args=[news["ru"].pk])
    assert offered in press_client.get(explorer).content.decode()
    assert offered not in translator_client.get(explorer).content.decode()
    bring(translator_client, news["ru"], word_files.press_release())
    assert not ArticlePage.objects.exists()


def test_report_is_closed_to_those_who_may_not_edit(news: Trees, press_client: Client, client: Client) -> None:
    article, _report = imported(press_client, news["ru"], word_files.press_release())
    address = reverse("article_word_report", args=[article.pk])
    assert client.get(address).status_code == 302
    assert press_client.get(address).status_code == 200


def test_a_plain_line_between_picture_and_credit_is_the_caption(news: Trees, press_client: Client) -> None:
    document = Document()
    document.add_paragraph("Причал, 2026")
    word_files.add_picture(document, "#246")
    for line in ("Причал зимой", "Фото: Лев Седов", "Потом пришла весна."):
        document.add_paragraph(line)
    word_files.add_picture(document, "#642")
    for line in ("Лёд сошёл за неделю.", "Река открылась."):
        document.add_paragraph(line)
    article, _report = imported(press_client, news["ru"], word_files.content_of(document))
    first, second = (block.value["photo"] for block in article.body if block.block_type == "photo")
    assert (first.caption_ru, first.credit.name_ru) == ("Причал зимой", "Лев Седов")
    assert (second.caption_ru, second.credit) == ("", None)
    text = "".join(words(block.value.source) for block in article.body if block.block_type == "paragraph")
    assert "Причал зимой" not in text
    assert "Лёд сошёл за неделю." in text
    assert "Река открылась." in text
