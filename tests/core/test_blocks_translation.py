"""A body with every block goes to translators and comes back."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from articles.models import ArticlePage
from tests.core.stories import Tree, block, make_document, make_photo, whole_body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]


@pytest.fixture
def tree() -> Tree:
    return Tree()


def submitted(page: ArticlePage, target: Locale) -> tuple[TranslationSource, Translation]:
    """Send a page to translators."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    return source, Translation.objects.create(source=source, target_locale=target)


def translate_all(source: TranslationSource, target: Locale) -> list[str]:
    """Translate every text by its English number; return the Russian texts."""
    texts = []
    for number, segment in enumerate(StringSegment.objects.filter(source=source).order_by("order")):
        text = segment.string.data
        texts.append(text)
        number_of_tags = text.count("<a id=")
        links = "".join(f'<a id="a{index + 1}">link</a>' for index in range(number_of_tags))
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=target,
            context=segment.context,
            data=f"English {number} {links}".strip(),
        )
    return texts


def published(page: ArticlePage, tree: Tree) -> ArticlePage:
    """Translate and publish ``page``; return its English version."""
    source, task = submitted(page, tree.en)
    translate_all(source, tree.en)
    task.save_target(publish=True)
    return ArticlePage.objects.get(translation_key=page.translation_key, locale=tree.en)


def test_every_word_is_a_segment_and_nothing_else_is(tree: Tree) -> None:
    page = tree.article(body=json.dumps(whole_body(tree)))
    source, _task = submitted(page, tree.en)
    texts = " | ".join(StringSegment.objects.filter(source=source).values_list("string__data", flat=True))
    words = ["важным", "Зал над водой", "не торопит", "куратор", "В цифрах", "Сколько", "42 тыс.", "библиотек"]
    words += ["Билеты", "Билет", "Полный", "Студенческий", "Своя подпись", "Своё описание", "Вечер на", "номер 7"]
    words += ["Вечер у", "Кто говорил", "Партнёры", "Документы", "Правила", "Приходите", "Записаться", "Что когда"]
    words += ["День первый", "вторая набережная", "Пётр Назаров", "Зал диалогов", "Кофе"]
    assert [word for word in words if word not in texts] == []
    forbidden = ["Кольцова", "Библиотека 1", "https", "2025", "10:00", "1500", "wide", "Подпись 1"]
    assert [word for word in forbidden if word in texts] == []


def test_a_body_with_every_block_comes_back_translated(tree: Tree) -> None:
    raw = whole_body(tree)
    page = tree.article(body=json.dumps(raw))
    page_en = published(page, tree)
    assert [child.block_type for child in page_en.body] == [child["type"] for child in raw]
    with translation.override("en"):
        text = BeautifulSoup(str(page_en.body), "html.parser").get_text(" ")
    assert "English 4" in text.replace("\u00a0", " ")
    assert [char for char in text.lower() if "а" <= char <= "я"] == []
    table = next(child.value for child in page_en.body if child.block_type == "table")
    assert table.caption.startswith("English")
    assert [row["values"][1] for row in table.row_data] == [1500, 300]
    assert table.row_data[0]["values"][0] == table.row_data[1]["values"][2]
    assert table.row_data[0]["values"][2] == "10:00–20:00"
    programme = next(child.value for child in page_en.body if child.block_type == "programme")
    assert programme["days"][0]["items"][0]["start"].hour == 10
    page.refresh_from_db()
    assert "Зал над водой" in json.dumps(list(page.body.raw_data), ensure_ascii=False, default=str)


def test_inline_marks_do_not_split_a_sentence(tree: Tree) -> None:
    page = tree.article(body=json.dumps([block("paragraph", "<p>Формула H<sub>2</sub>O и м<sup>2</sup> тут.</p>")]))
    source, _task = submitted(page, tree.en)
    texts = list(StringSegment.objects.filter(source=source).values_list("string__data", flat=True))
    assert "Формула H<sub>2</sub>O и м<sup>2</sup> тут." in texts


def test_moving_a_row_loses_no_translation(tree: Tree) -> None:
    table = next(child for child in whole_body(tree) if child["type"] == "table")
    page = tree.article(body=json.dumps([table]))
    source, task = submitted(page, tree.en)
    translate_all(source, tree.en)
    table["value"]["rows"].reverse()
    table["value"]["rows"].insert(0, {"values": ["Детский", "100", ""]})
    page.body = json.dumps([table])
    page.save_revision().publish()
    source.update_from_db()
    missing = task.get_progress()
    assert missing[0] - missing[1] == 1


def test_translator_may_give_another_file_and_another_video(tree: Tree) -> None:
    page = tree.article(body=json.dumps(whole_body(tree)))
    source, task = submitted(page, tree.en)
    translate_all(source, tree.en)
    english_file = make_document("english")
    english_video = "https://vimeo.com/76979871"
    for segment in OverridableSegment.objects.filter(source=source):
        value: Any = None
        if segment.context.field_path.endswith("document"):
            value = english_file.pk
        elif segment.context.field_path.endswith("video.url"):
            value = english_video
        if value:
            SegmentOverride.objects.create(locale=tree.en, context=segment.context, data_json=json.dumps(value))
    task.save_target(publish=True)
    page_en = ArticlePage.objects.get(translation_key=page.translation_key, locale=tree.en)
    values = {child.block_type: child.value for child in page_en.body}
    assert values["documents"].documents[0]["document"].pk == english_file.pk
    assert values["video"]["url"] == english_video


def test_blocks_stored_before_they_had_texts_can_be_sent(tree: Tree) -> None:
    kinds = ("quote", "photo", "video", "table", "documents", "gallery")
    page = tree.article(body=json.dumps([block(kind, {}) for kind in kinds]))
    page_in_english = published(page, tree)
    assert len(page_in_english.body) == len(kinds)


def test_a_draft_with_empty_blocks_can_be_sent(tree: Tree) -> None:
    empty = [
        block("quote", {"text": "", "person": None, "name": "", "role": "", "is_pull": False}),
        block("photo", {"photo": None}),
        block("video", {"url": "", "title": "", "poster": None}),
        block("table", {"caption": "", "columns": [], "rows": []}),
        block("event_card", None),
        block("documents", {"title": "", "items": []}),
        block("paragraph", ""),
        block("photo", {"photo": make_photo().pk}),
    ]
    page = tree.article(body=json.dumps(empty))
    source, task = submitted(page, tree.en)
    translate_all(source, tree.en)
    task.save_target(publish=True)
    assert String.objects.count() > 0
    assert len(ArticlePage.objects.get(translation_key=page.translation_key, locale=tree.en).body) == len(empty)
