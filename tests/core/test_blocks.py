"""The body's blocks: what a visitor reads, what an editor is told."""

import json
from datetime import date, time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.blocks import StructBlock

from core.blocks import ProgrammeDayBlock, StoryBlock
from tests.core.stories import RUTUBE, Tree, block, item, make_person, make_photo, programme_day, whole_body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]
STORY = StoryBlock()


def shown(raw: list[dict[str, Any]], language: str = "ru") -> BeautifulSoup:
    """Return a body as a visitor of ``language`` gets it."""
    with translation.override(language):
        return BeautifulSoup(STORY.render(STORY.to_python(raw)), "html.parser")


def problems(kind: str, **values: Any) -> str:
    """Return what an editor is told about a block, in English; empty where all is well."""
    child = STORY.child_blocks[kind]
    value = child.normalize({**child.get_default(), **values}) if isinstance(child, StructBlock) else values["value"]
    with translation.override("en"):
        try:
            child.clean(value)
        except ValidationError as error:
            return json.dumps(error.as_json_data() if hasattr(error, "as_json_data") else error.messages)
    return ""


class TestEveryBlock:
    """What holds for all of them."""

    @pytest.mark.parametrize("name", list(STORY.child_blocks))
    def test_a_writer_finds_icon_label_group_and_description(self, name: str) -> None:
        child = STORY.child_blocks[name]
        with translation.override("en"):
            assert str(child.label)
            assert str(child.get_description()).endswith(".")
            assert str(child.meta.group) in {
                "Text",
                "Pictures and video",
                "People and partners",
                "Links",
                "Programme",
            }
        assert child.meta.icon != "placeholder"

    @pytest.mark.parametrize("language", ["ru", "en"])
    @pytest.mark.parametrize("name", list(STORY.child_blocks))
    def test_preview_works_with_an_empty_library(self, name: str, language: str) -> None:
        child = STORY.child_blocks[name]
        assert child.is_previewable
        with translation.override(language):
            html = render_to_string(
                "wagtailcore/shared/block_preview.html",
                {"block_def": child, "bound_block": child.bind(child.get_preview_value())},
            )
        assert "<main" in html

    @pytest.mark.parametrize("name", ["photo", "gallery", "people", "partners", "documents"])
    def test_preview_shows_the_newest_of_the_library(self, name: str) -> None:
        tree = Tree()
        whole_body(tree)
        child = STORY.child_blocks[name]
        with translation.override("ru"):
            html = child.render(child.get_preview_value())
        assert any(word in html for word in ("p1.jpg", "Кольцова", "Библиотека", "/documents/"))

    def test_a_body_with_every_block_reads_in_order(self) -> None:
        raw = [child for child in whole_body(Tree()) if not child["type"].endswith("_card")]
        text = shown(raw).get_text(" ")
        marks = ["Первый", "Зал над", "никуда", "В цифрах", "Билеты", "Своя подпись", "Вечер на", "Вечер у", "Кто гов"]
        marks += ["Партнёры", "Документы", "Записаться", "Что когда"]
        found = [text.replace("\u00a0", " ").find(mark) for mark in marks]
        assert -1 not in found
        assert found == sorted(found)

    def test_no_label_of_one_language_shows_in_the_other(self) -> None:
        raw = [
            block("gallery", {"title": "", "photos": [item({"photo": make_photo().pk, "caption": "C"})] * 8}),
            block("video", {"url": RUTUBE, "title": "An evening", "poster": None}),
            block("people", {"title": "", "people": [item(make_person().pk)]}),
        ]
        english = str(shown(raw, "en"))
        assert not any("а" <= char <= "я" for char in english.lower())
        assert "Show 2 more photographs" in english.replace("\u00a0", " ")

    def test_a_hundred_blocks_are_shown(self) -> None:
        raw = [block("paragraph", f"<p>Абзац {number}</p>") for number in range(100)]
        assert len(shown(raw).select(".text.body p")) == 100

    def test_every_block_survives_storing_and_reading(self) -> None:
        raw = whole_body(Tree())
        value = STORY.to_python(raw)
        stored = json.loads(json.dumps(STORY.get_prep_value(value), default=str))
        again = json.loads(json.dumps(STORY.get_prep_value(STORY.to_python(stored)), default=str))
        assert again == stored
        assert [child["type"] for child in again] == [child["type"] for child in raw]


class TestText:
    def test_neighbouring_headings_and_paragraphs_share_a_column(self) -> None:
        raw = [
            block("heading", {"text": "Зал", "level": "2"}),
            block("paragraph", "<p>а</p>"),
            block("paragraph", "<p>б</p>"),
            block("call_to_action", {"text": "", "label": "Л", "page": None, "url": "https://example.org/"}),
            block("heading", {"text": "Этаж", "level": "3"}),
        ]
        soup = shown(raw)
        assert [len(column.find_all(["h2", "h3", "p"])) for column in soup.select(".text.body")] == [3, 1]
        assert soup.h3.get_text() == "Этаж"

    def test_factbox_stands_beside_the_text_it_follows_or_precedes(self) -> None:
        fact = block("factbox", {"title": "В цифрах", "text": "<p>а</p>", "figures": []})
        text, video = block("paragraph", "<p>т</p>"), block("video", {"url": RUTUBE, "title": "в", "poster": None})

        def classes(*blocks: dict[str, Any]) -> list[str]:
            return [" ".join(tag["class"]) for tag in shown(list(blocks)).find_all(recursive=False)]

        assert classes(text, fact, text) == ["text body", "margin fact", "text body"]
        assert classes(video, fact, text, text) == ["text vid", "all rf beside"]
        assert classes(video, fact, video) == ["text vid", "text fact", "text vid"]
        assert classes(text, fact, fact) == ["text body", "margin fact", "text fact"]
        assert len(shown([video, fact, text, text]).select(".beside > .text.body p")) == 2

    def test_pasted_script_and_style_do_not_reach_a_visitor(self) -> None:
        dirty = '<p onclick="x()">т<script>alert(1)</script><a href="javascript:x()">ж</a><img src=x onerror=y></p>'
        html = str(shown([block("paragraph", dirty)]))
        assert not any(word in html for word in ("script", "onclick", "onerror", "<img"))

    def test_short_words_are_held_to_the_next(self) -> None:
        assert "в\u00a0доме" in str(shown([block("paragraph", "<p>в доме</p>")]))

    @pytest.mark.parametrize(
        ("text", "paragraphs"),
        [("«Тихо»", ["Тихо"]), ("Тихо", ["Тихо"]), ("«А» и «Б»", ["«А» и «Б»"]), ("Раз\n\nДва", ["Раз", "Два"])],
    )
    def test_quotation_marks_are_set_once(self, text: str, paragraphs: list[str]) -> None:
        value = {"text": text, "person": None, "name": "К", "role": "", "is_pull": False}
        lines = [p.get_text().replace("\u00a0", " ") for p in shown([block("quote", value)]).select("blockquote p")]
        assert "".join(lines) == "«" + "".join(paragraphs) + "»"
        assert len(lines) == len(paragraphs)

    @pytest.mark.parametrize(
        ("text", "russian", "english"),
        [
            ("Тихо здесь. Пока", "«Тихо здесь. Пока»", "“Тихо здесь. Пока”"),
            ("Здесь бывает тихо.", "«Здесь бывает тихо».", "“Здесь бывает тихо.”"),
            ("«Здесь бывает тихо.»", "«Здесь бывает тихо».", "“Здесь бывает тихо.”"),
            ("Здесь тихо…", "«Здесь тихо…»", "“Здесь тихо…”"),
            ("Здесь тихо...", "«Здесь тихо...»", "“Здесь тихо...”"),
            ("Залы, лестницы и т. д.", "«Залы, лестницы и т. д.»", "“Залы, лестницы и т. д.”"),
            ("Тихо?", "«Тихо?»", "“Тихо?”"),
        ],
    )
    def test_full_stop_stands_behind_a_russian_quotation_mark(self, text: str, russian: str, english: str) -> None:
        raw = [block("quote", {"text": text, "person": None, "name": "К", "role": "", "is_pull": True})]
        for language, expected in (("ru", russian), ("en", english)):
            assert shown(raw, language).blockquote.get_text().replace("\u00a0", " ") == expected

    def test_quote_names_its_speaker_in_the_reader_s_language(self) -> None:
        raw = [
            block("quote", {"text": "Quiet", "person": make_person().pk, "name": "", "role": "host", "is_pull": True})
        ]
        assert "Marina Koltsova" in shown(raw, "en").figcaption.get_text()
        assert "host" in shown(raw, "en").figcaption.get_text()
        assert shown(raw, "en").blockquote.get_text() == "“Quiet”"

    def test_quote_needs_a_speaker(self) -> None:
        assert "Choose the speaker" in problems("quote", text="т")
        assert problems("quote", text="т", name="К") == ""

    def test_factbox_needs_a_text_or_a_figure(self) -> None:
        assert "at least one figure" in problems("factbox", title="т")
        assert problems("factbox", title="т", text="<p>а</p>") == ""


class TestPictures:
    def test_photo_shows_caption_and_credit_in_the_reader_s_language(self) -> None:
        raw = [
            block("photo", {"photo": make_photo().pk, "caption": "", "alt": "", "decorative": False, "size": "text"})
        ]
        for language, alt, caption, name in [
            ("ru", "Мост 1", "Подпись 1", "пресс-служба"),
            ("en", "Bridge 1", "Caption 1", "Press Office"),
        ]:
            figure = shown(raw, language).figure
            assert figure.img["alt"] == alt
            assert caption in figure.figcaption.get_text().replace("\u00a0", " ")
            assert name in figure.figcaption.get_text()

    def test_page_s_own_words_replace_the_library_s(self) -> None:
        values = {"photo": make_photo().pk, "caption": "Своя", "alt": "Иное", "decorative": False, "size": "wide"}
        figure = shown([block("photo", values)]).figure
        assert figure.img["alt"] == "Иное"
        assert "Своя" in figure.figcaption.get_text()
        assert "Подпись" not in figure.get_text()

    def test_decorative_photo_says_nothing(self) -> None:
        values = {"photo": make_photo().pk, "caption": "", "alt": "Иное", "decorative": True, "size": "text"}
        assert shown([block("photo", values)]).img["alt"] == ""

    def test_deleted_photo_leaves_no_trace(self) -> None:
        raw = [
            block("photo", {"photo": 987_654, "caption": "Подпись", "alt": "", "decorative": False, "size": "text"}),
            block("gallery", {"title": "Вечер", "photos": [item({"photo": 987_654, "caption": ""})]}),
        ]
        assert shown(raw).get_text().strip() == ""

    def test_gallery_folds_what_is_over_six(self) -> None:
        photos = [item({"photo": make_photo(number).pk, "caption": ""}) for number in range(20)]
        soup = shown([block("gallery", {"title": "", "photos": photos})])
        assert len(soup.select("section > .mosaic li")) == 6
        assert len(soup.select("details .mosaic li")) == 14
        assert "14" in soup.summary.get_text()
        assert "20" in soup.h2.get_text()
        assert [link["data-i"] for link in soup.select("a")] == [str(number) for number in range(1, 21)]

    def test_gallery_credits_every_photographer(self) -> None:
        from images.models import CreditLine

        other = CreditLine.objects.create(name_ru="Анна Белова", name_en="Anna Belova")
        same = [item({"photo": make_photo(1).pk, "caption": ""}), item({"photo": make_photo(2).pk, "caption": ""})]
        mixed = [*same, item({"photo": make_photo(3, credit=other).pk, "caption": ""})]
        assert shown([block("gallery", {"title": "", "photos": same})]).get_text().count("пресс-служба") == 1
        soup = shown([block("gallery", {"title": "", "photos": mixed})])
        assert soup.get_text().count("пресс-служба") == 2
        assert soup.get_text().count("Анна Белова") == 1
        assert "Анна Белова" in soup.select("a")[2]["data-credit"]

    @pytest.mark.parametrize(("count", "message"), [(0, "at least one"), (1, ""), (100, ""), (101, "up to 100")])
    def test_gallery_holds_from_one_to_a_hundred(self, count: int, message: str) -> None:
        photo = make_photo()
        found = problems("gallery", photos=[{"photo": photo, "caption": ""}] * count)
        assert (message in found) if message else (found == "")

    def test_video_is_a_link_to_the_provider_and_no_frame(self) -> None:
        soup = shown([block("video", {"url": RUTUBE, "title": "Вечер", "poster": make_photo().pk})])
        assert soup.a["href"] == RUTUBE
        assert "RuTube" in soup.a.get_text()
        assert "Вечер" in soup.a.get_text()
        assert "пресс-служба" in soup.figcaption.get_text()
        assert not soup.find(["iframe", "script"])

    def test_what_a_video_says_can_be_read_and_its_captions_fetched(self) -> None:
        words = {"transcript": "<p>Вода поднялась.</p>", "captions_url": "https://example.org/ru.vtt"}
        soup = shown([block("video", {"url": RUTUBE, "title": "Вечер", "poster": None, **words})])
        assert soup.details.summary.get_text() == "Расшифровка: Вечер"
        assert "Вода поднялась." in soup.details.get_text()
        assert soup.find("a", href="https://example.org/ru.vtt")
        assert not shown([block("video", {"url": RUTUBE, "title": "Вечер", "poster": None})]).details

    def test_video_from_elsewhere_is_refused_by_name(self) -> None:
        found = problems("video", url="https://example.org/film.mp4", title="т")
        assert "RuTube" in found
        assert "Vimeo" in found
        assert problems("video", url=RUTUBE, title="т") == ""


class TestLinks:
    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", "data:text/html,x", "example.org", "https://", "mailto:", "tel:call", "ftp://a.org/"],
    )
    def test_dangerous_and_broken_addresses_are_refused(self, address: str) -> None:
        found = problems("call_to_action", label="л", url=address)
        assert any(words in found for words in ("Begin the address", "Enter a valid", "Give the telephone number"))

    @pytest.mark.parametrize(
        "address",
        ["https://example.org/", "http://xn--e1afmkfd.xn--p1ai/", "mailto:a@example.org", "tel:+7 495 123-45-67"],
    )
    def test_web_mail_and_telephone_addresses_are_taken(self, address: str) -> None:
        assert problems("call_to_action", label="л", url=address) == ""

    def test_call_to_action_needs_somewhere_to_lead(self) -> None:
        assert "Choose a page or give an address" in problems("call_to_action", label="л")

    def test_imported_script_address_is_not_shown(self) -> None:
        value = {"text": "т", "label": "л", "page": None, "url": "javascript:alert(1)"}
        assert shown([block("call_to_action", value)]).get_text().strip() == ""

    def test_call_to_action_leads_to_the_page_in_the_reader_s_language(self) -> None:
        tree = Tree()
        linked = tree.article(slug="kuda")
        tree.translated(linked, tree.news_en, "Where", "where")
        raw = [block("call_to_action", {"text": "", "label": "л", "page": linked.pk, "url": ""})]
        assert shown(raw, "ru").a["href"] == "/ru/novosti/kuda/"
        assert shown(raw, "en").a["href"] == "/en/news/where/"

    def test_document_names_its_type_and_size(self) -> None:
        raw = [child for child in whole_body(Tree()) if child["type"] == "documents"]
        row = shown(raw).select_one("tbody tr").get_text(" ")
        assert "Правила" in row
        assert "TXT" in row
        assert "4" in row


class TestTable:
    def test_numbers_are_written_as_the_language_writes_them(self) -> None:
        raw = [child for child in whole_body(Tree()) if child["type"] == "table"]
        assert shown(raw, "ru").select_one("td.num").get_text().replace("\u00a0", " ") == "1 500"
        assert shown(raw, "en").select_one("td.num").get_text() == "1,500"

    def test_headings_say_what_they_head(self) -> None:
        soup = shown([child for child in whole_body(Tree()) if child["type"] == "table"])
        assert [th["scope"] for th in soup.select("th")] == ["col", "col", "col", "row", "row"]
        assert soup.caption.get_text() == "Билеты"

    def test_empty_table_is_refused(self) -> None:
        child = STORY.child_blocks["table"]
        assert "at least one column" in problems("table", value=child.to_python(None))


class TestProgramme:
    def test_day_shows_times_places_and_glints(self) -> None:
        soup = shown([block("programme", {"title": "", "days": [item(programme_day())]})])
        first, second = soup.select(".tl li")
        assert [time.get_text() for time in first.select("time")] == ["10:00", "11:30"]
        assert first.select_one(".tl__g i")["class"] == ["g2"]
        assert "Зал диалогов" in first.get_text().replace("\u00a0", " ")
        assert "tl--b" in second["class"]
        assert "декабря, пятница" in soup.select_one(".days").get_text().replace("\u00a0", " ")
        assert soup.h2.get_text()

    @pytest.mark.parametrize(
        ("start", "end", "is_right"),
        [
            (time(10), time(11), True),
            (time(10), None, True),
            (time(22), time(0), True),
            (time(10), time(10), False),
            (time(11), time(10), False),
        ],
    )
    def test_end_stands_after_the_start(self, start: time, end: time | None, is_right: bool) -> None:
        session = {"start": start, "end": end, "title": "т", "speakers": "", "place": "", "is_break": False}
        found = problems("programme", title="", days=[{"date": None, "title": "", "items": [session]}])
        assert ("after the start" not in found) is is_right
        assert (found == "") is is_right

    @pytest.mark.parametrize("year", [1, 1989, 2101, 9999])
    def test_year_far_away_is_refused(self, year: int) -> None:
        day = ProgrammeDayBlock()
        with pytest.raises(ValidationError):
            day.clean(day.normalize({"date": date(year, 1, 1), "title": "", "items": []}))
