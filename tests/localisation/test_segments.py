"""The texts of a translation in order, with their places named and what changed beside what stood there before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation as language
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from localisation.editor.segments import Sheet, State, segments_of
from tests.conftest import Trees
from tests.localisation.long_article import change_body, four_changes, make_long_article, paragraph
from tests.localisation.translating import fill, publish, submit, translate

pytestmark = pytest.mark.usefixtures("unindexed")


@pytest.fixture
def translation(news: Trees, en: Locale) -> Translation:
    """The long article, submitted for translation into English."""
    return submit(make_long_article(news["ru"]), en)


def labels(translation: Translation, code: str) -> list[str]:
    with language.override(code):
        return [segment.label for segment in segments_of(translation)]


def test_places_are_named_as_a_person_names_them(translation: Translation) -> None:
    english = labels(translation, "en")
    assert english[:2] == ["Title", "Lead"]
    assert "Text 3, paragraph 2" in english
    assert "Gallery 2, photograph 2, caption" in english
    assert "Heading 4" in english
    assert "Photograph 5, caption" in english


def test_places_are_named_in_the_readers_language(translation: Translation) -> None:
    russian = labels(translation, "ru")
    assert "Текст 3, абзац 2" in russian
    assert any(label.startswith("Галерея 2, фото") and label.endswith("подпись") for label in russian)


def test_texts_stand_in_the_order_they_are_read(translation: Translation) -> None:
    paths = [segment.path.split(".")[0] for segment in segments_of(translation)]
    assert paths == sorted(paths, key=["title", "lead", "body"].index)


def test_a_caption_has_its_picture_and_its_limit(translation: Translation) -> None:
    caption = next(segment for segment in segments_of(translation) if segment.label.startswith("Галерея 1, фото"))
    assert caption.picture_url.endswith("480.jpeg")
    assert caption.limit == 400


def test_number_of_queries_does_not_depend_on_the_length(news: Trees, en: Locale) -> None:
    def cost(number: int, index: str) -> int:
        article = make_long_article(news["ru"], number)
        article.slug = f"reka-{index}"
        article.save()
        submitted = Translation.objects.select_related("source", "target_locale").get(pk=submit(article, en).pk)
        with CaptureQueriesContext(connection) as queries:
            segments_of(submitted)
        return len(queries)

    assert cost(12, "a") <= 6


def test_keys_are_unique_and_hold_what_the_place_is(translation: Translation) -> None:
    segments = segments_of(translation)
    assert len({segment.key for segment in segments}) == len(segments)
    hashes, places = zip(*(segment.key.split(".") for segment in segments), strict=True)
    assert all(len(part) == 36 for part in (*hashes, *places))


def test_exactly_what_changed_is_shown_as_changed(news: Trees, en: Locale) -> None:
    article = make_long_article(news["ru"])
    translate(article, en)

    publish(article, lambda page: change_body(page, four_changes))
    translation = Translation.objects.get(source__object_id=article.translation_key)
    states = {segment.source: segment for segment in segments_of(translation) if segment.state is not State.DONE}
    assert len(states) == 2
    added, changed = sorted(states.values(), key=lambda segment: segment.state, reverse=True)
    assert (added.state, added.source) == (State.TODO, "Новая глава")
    assert changed.state is State.CHANGED
    assert changed.previous is not None
    assert "вход свободный" in changed.previous.source
    assert "svobodnyy" in changed.previous.target


def test_translation_of_a_program_waits_for_a_person(translation: Translation) -> None:
    fill(translation)
    StringTranslation.objects.filter(context__path="title").update(translation_type="machine")
    states = {segment.path: segment.state for segment in segments_of(translation)}
    assert states["title"] is State.REVIEW
    assert states["lead"] is State.DONE


def test_deleted_places_are_listed_as_gone(news: Trees, en: Locale) -> None:
    article = make_long_article(news["ru"], 4)
    translate(article, en)
    publish(article, lambda page: change_body(page, lambda raw: raw[:2]))
    sheet = Sheet(Translation.objects.get(source__object_id=article.translation_key))
    assert len(sheet.gone) == 4
    assert paragraph(1)["id"] in sheet.segments[2].path
