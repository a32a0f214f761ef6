"""Words of the other language are marked; names, addresses and marks are left alone."""

import pytest
from django.utils.translation import override

from core.blocks.prose import Prose
from core.foreign import mark_foreign


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("ru", "зал light and water открыт", 'зал <span lang="en">light and water</span> открыт'),
        ("ru", "<b>Light and Water</b> — это", '<b><span lang="en">Light and Water</span></b> — это'),
        ("ru", "сайт example.org и Wi-Fi в зале", "сайт example.org и Wi-Fi в зале"),
        ("ru", "пишите на press office@example.org", "пишите на press office@example.org"),
        ("ru", "вода&nbsp;и&nbsp;свет", "вода&nbsp;и&nbsp;свет"),
        ("ru", '<a href="/en/light and water/">туда</a>', '<a href="/en/light and water/">туда</a>'),
        ("ru", "выставка à la carte", "выставка à la carte"),
        ("en", "the word излучина means a bend", 'the word <span lang="ru">излучина</span> means a bend'),
        ("en", "a book, «Город у воды»", 'a book, «<span lang="ru">Город у воды</span>»'),
        ("en", "Light &amp; Water", "Light &amp; Water"),
        ("de", "вода", "вода"),
    ],
)
def test_runs_of_the_other_language_are_marked(language: str, source: str, expected: str) -> None:
    assert mark_foreign(source, language) == expected


def test_the_text_of_a_page_is_marked_in_its_language() -> None:
    with override("en"):
        assert Prose("<p>We say вода и свет here.</p>").html == '<p>We say <span lang="ru">вода и свет</span> here.</p>'
