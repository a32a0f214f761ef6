"""Dictionary forms of Russian words."""

import pytest

from core.lemmas import lemma, lemmas


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["музей", "музея", "музеев", "музеями", "МУЗЕИ"], "музей"),
        (["выставка", "выставок"], "выставка"),
        (["день", "дней"], "день"),
        (["песня", "песен"], "песня"),
        (["ребёнок", "ребенок", "дети", "детей"], "ребенок"),
        (["ёлка", "елка", "ёлок"], "елка"),
    ],
)
def test_all_forms_of_a_word_have_one_dictionary_form(forms: list[str], expected: str) -> None:
    assert {lemma(form) for form in forms} == {expected}


def test_a_form_of_two_words_gives_both() -> None:
    assert set(lemmas("стали")) == {"стать", "сталь"}


@pytest.mark.parametrize("word", ["museum", "2025", "", "-", "кафе́", "💧", "а-"])
def test_what_is_no_russian_word_stays_as_it_is(word: str) -> None:
    assert lemmas(word) == (word,)


def test_names_and_words_unknown_to_the_dictionary_are_guessed_by_their_endings() -> None:
    assert lemma("Кольцовой") == lemma("Кольцова")
    assert lemma("Излучиной") == lemma("излучина")
