"""The translation memory: what was translated once fills itself in, what is like it is offered."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from localisation.editor.segments import MEMORY, segments_of
from localisation.memory.learning import add_pairs, learn_missed
from localisation.memory.lookup import concordance, exact, similar
from localisation.models import MemoryEntry
from tests.articles.factories import make_article, paragraph
from tests.conftest import Trees
from tests.localisation.translating import fill, submit, translate

pytestmark = pytest.mark.django_db
RIVER = {"ru": "Вода поднялась к утру, и мост закрыли.", "en": "The water rose by morning and the bridge was closed."}


def test_same_text_is_filled_in_at_submission_and_marked(news: Trees, en: Locale) -> None:
    translate(make_article(news["ru"], "Первая", body=[paragraph(RIVER["ru"])]), en, {RIVER["ru"]: RIVER["en"]})
    translation = submit(make_article(news["ru"], "Вторая", body=[paragraph(RIVER["ru"])]), en)
    filled = [(segment.target, segment.tool) for segment in segments_of(translation) if segment.target]
    assert filled == [(RIVER["en"], MEMORY)]


def test_memory_serves_the_other_direction(news: Trees, ru: Locale, en: Locale) -> None:
    translate(make_article(news["ru"], "Первая", body=[paragraph(RIVER["ru"])]), en, {RIVER["ru"]: RIVER["en"]})
    translation = submit(make_article(news["en"], "Second", body=[paragraph(RIVER["en"])]), ru)
    assert RIVER["ru"] in [segment.target for segment in segments_of(translation)]


def test_text_that_differs_in_spaces_is_the_same() -> None:
    add_pairs([RIVER], "a file")
    source = RIVER["ru"].replace(" к ", " к\u00a0")
    assert exact([source], "ru", "en") == {source: RIVER["en"]}


def test_newest_translation_fills_in() -> None:
    add_pairs([RIVER], "old")
    add_pairs([{**RIVER, "en": "Newer."}], "new")
    assert exact([RIVER["ru"]], "ru", "en")[RIVER["ru"]] == "Newer."


def test_similar_text_is_offered_with_its_score() -> None:
    add_pairs([RIVER, {"ru": "Совсем о другом.", "en": "Quite another thing."}], "a file")
    (match,) = similar("Вода поднялась к вечеру, и мост закрыли.", "ru", "en")
    assert 70 <= match.score < 100
    assert match.target == RIVER["en"]
    assert similar(RIVER["ru"], "ru", "en")[0].score == 100


def test_unlike_text_is_not_offered() -> None:
    add_pairs([RIVER], "a file")
    assert similar("В музее открылась выставка старых карт.", "ru", "en") == []


def test_similar_texts_cost_one_query_however_large_the_memory() -> None:
    add_pairs(({"ru": f"Вода поднялась к утру дня {n}.", "en": f"Day {n}."} for n in range(200)), "a file")
    with CaptureQueriesContext(connection) as queries:
        matches = similar("Вода поднялась к утру дня 7.", "ru", "en")
    assert len(queries) == 1
    assert matches[0].target == "Day 7."


def test_concordance_finds_words_of_either_language() -> None:
    add_pairs([RIVER], "a file")
    assert [entry.en for entry in concordance("мост закрыли")] == [RIVER["en"]]
    assert [entry.ru for entry in concordance("BRIDGE was")] == [RIVER["ru"]]
    assert concordance("м") == []


def test_pairs_are_taken_once() -> None:
    assert add_pairs([RIVER, RIVER], "a file") == 1
    assert add_pairs([RIVER], "another file") == 0


def test_what_came_by_other_ways_is_learnt_later(news: Trees, en: Locale) -> None:
    fill(submit(make_article(news["ru"], "Первая", lead="Подробности."), en), {"Подробности.": "Details."})
    assert learn_missed() == 2
    assert exact(["Подробности."], "ru", "en")["Подробности."] == "Details."
    assert learn_missed() == 0


def test_deleted_page_leaves_its_texts_in_the_memory(news: Trees, en: Locale) -> None:
    article = make_article(news["ru"], "Первая", body=[paragraph(RIVER["ru"])])
    translate(article, en, {RIVER["ru"]: RIVER["en"]})
    type(article).objects.get(pk=article.pk).delete()
    assert MemoryEntry.objects.filter(en=RIVER["en"]).exists()


def test_translator_fills_the_rest_from_memory_with_one_button(
    news: Trees, en: Locale, translator_client: Client
) -> None:
    translation = submit(make_article(news["ru"], "Вторая", body=[paragraph(RIVER["ru"])]), en)
    add_pairs([RIVER], "a file")
    url = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])
    assert "1 untranslated text has been translated before." in translator_client.get(url).content.decode()
    html = translator_client.post(
        reverse("localisation_editor:fill_memory", args=[translation.pk]), follow=True
    ).content.decode()
    assert "1 text is filled in from memory." in html
    assert "From memory" in html


def test_help_shows_matches_and_search(news: Trees, en: Locale, translator_client: Client) -> None:
    translation = submit(
        make_article(news["ru"], "Вторая", body=[paragraph("Вода поднялась к вечеру, и мост закрыли.")]), en
    )
    add_pairs([RIVER], "Первая")
    segment = next(segment for segment in segments_of(translation) if "Вода" in segment.source)
    html = translator_client.get(
        reverse("localisation_editor:help", args=[translation.pk, segment.key])
    ).content.decode()
    assert RIVER["en"] in html
    assert " %" in html
    found = translator_client.get(reverse("localisation_editor:memory"), {"q": "bridge was"}).content.decode()
    assert RIVER["ru"] in found
