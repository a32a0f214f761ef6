"""The checks of a translated text, one rule after the other."""

import pytest
from django.utils import translation

from localisation.checks.numbers import months_in, numbers_in
from localisation.checks.rules import Text, check
from localisation.glossary.matching import Glossary
from localisation.models import GlossaryTerm

pytestmark = pytest.mark.usefixtures("unindexed")

TERMS = [
    GlossaryTerm(pk=1, term_ru="концертный зал", term_en="concert hall", forbidden_en="philharmonic"),
    GlossaryTerm(pk=2, term_ru="Излучина", term_en="Izluchina", is_case_sensitive=True),
    GlossaryTerm(pk=3, term_ru="Оттепель", term_en="Оттепель", note="The name of a film club stays Russian."),
]


@pytest.fixture(autouse=True)
def english() -> None:
    """Say what is found in English."""
    translation.activate("en")


def found(source: str, target: str, into: str = "en", **limits: int) -> dict[str, str]:
    """Return what the rules say of a translation, by rule."""
    text = Text(source, target, "ru" if into == "en" else "en", into, Glossary(TERMS), **limits)
    return {finding.code: finding.message for finding in check(text)}


def test_sound_translation_passes() -> None:
    source = 'В 19:00 в <a id="a1">концертном зале</a> — вечер, 5 декабря.'
    assert found(source, 'At 7\u00a0pm on 5\u00a0December, an evening in the <a id="a1">concert hall</a>.') == {}


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("Вход <b>свободный</b>", "Admission is free", "formatting"),
        ('Вход <a id="a1">здесь</a>', "Come in here", "links"),
        ('Вход <a id="a1">здесь</a>', '<a id="a1">Come</a> <a id="a2">here</a>', "links"),
        ("Вход свободный", "Admission is свободный", "cyrillic"),
        ("Вход", "Саfe", "cyrillic"),
        ("Открыто 12 залов", "20 halls are open", "numbers"),
        ("Начало в 19:00", "Starts at 8 pm", "numbers"),
        ("Откроется 5 декабря", "Opens on 5 November", "dates"),
        ("Он сказал: «Да»", 'He said "yes"', "quotes"),
        ("Он сказал: «Да»", "He said «yes»", "quotes"),
        ("Дом у воды", "A house  by the water", "spaces"),
        ("Дом, вода", "A house , water", "spaces"),
        ("Дом № 5", "House No. 5", "no-break-spaces"),
        ("В концертном зале", "In the philharmonic", "terms"),
        ("Зал «Излучины»", "The hall of the bend", "terms"),
    ],
)
def test_fault_is_found(source: str, target: str, code: str) -> None:
    assert code in found(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Открыто 3 зала", "Three halls are open"),
        ("В XIX веке", "In the 19th century"),
        ("5 000 человек", "5,000 people"),
        ("Почти 42 тысячи и 100+ тыс. книг", "Almost 42,000 and 100,000+ books"),
        ("Длина 2,5 км", "It is 2.5\u00a0km long"),
        ("Показ в 14:30", "Shown at 2.30 pm"),
        ("В мае и в марте", "In May and in March"),
        ("Клуб «Оттепель»", "The Оттепель club"),
        ("У излучины реки", "At the bend of the river"),
        ("В концертных залах", "In concert halls"),
    ],
)
def test_what_is_right_in_each_language_passes(source: str, target: str) -> None:
    assert not {"numbers", "dates", "cyrillic", "terms"} & found(source, target).keys()


def test_forbidden_word_is_named_with_the_right_one() -> None:
    assert "concert hall" in found("Концертный зал открыт", "The Philharmonic is open")["terms"]


def test_text_that_does_not_fit_is_an_error() -> None:
    text = Text("Дом", "A house by the water", "ru", "en", Glossary([]), limit=10)
    assert [(finding.code, finding.is_error) for finding in check(text)] == [("length", True)]


def test_warnings_do_not_stand_in_the_way() -> None:
    text = Text("Открыто 12 залов", "20 halls", "ru", "en", Glossary([]))
    assert not any(finding.is_error for finding in check(text))


def test_english_left_in_russian_looks_untranslated() -> None:
    assert "untranslated" in found("The hall is open today", "The hall is open today", into="ru")


def test_russian_text_is_not_blamed_for_its_letters() -> None:
    assert "cyrillic" not in found("The hall", "Зал", into="ru")


def test_blank_text_has_no_findings() -> None:
    assert found("Дом", " ") == {}


def test_numbers_are_read_in_both_languages() -> None:
    assert numbers_in("1 200 человек, 7,5 %, 09:05", "ru") == numbers_in("1,200 people, 7.5%, 9.05 am", "en")


def test_months_are_read_in_any_form() -> None:
    assert months_in("с января по март", "ru") == months_in("from 1 January to 2 March", "en")
    assert not months_in("It may march on", "en")
