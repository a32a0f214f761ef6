"""Words of the other language are marked; names, addresses and marks are left alone."""

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from accounts.letters import Content, Section
from core.blocks.prose import Prose
from core.foreign import mark_foreign
from search.indexing import rebuild
from tests.articles.factories import make_article
from tests.conftest import Trees


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


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("ru", "Вечер Light and Water", 'Вечер <span lang="en">Light and Water</span>'),
        ("en", "An evening of вода и свет", '<span lang="ru">вода и свет</span>'),
    ],
)
def test_titles_and_names_are_marked_too_but_for_attributes(language: str, title: str, expected: str) -> None:
    with override(language):
        shown = Template('<a data-title="{{ title|ty_plain }}">{{ title|ty }}</a>').render(Context({"title": title}))
    assert expected in shown
    assert "span" not in shown.split(">")[0]


def test_what_is_set_is_escaped_and_marked_once() -> None:
    with override("ru"):
        shown = Template("{{ title|ty }}|{% filter ty %}{{ title|ty }}{% endfilter %}").render(
            Context({"title": "<b>Light and Water</b>"})
        )
    first, again = shown.split("|")
    assert first == again == '&lt;b&gt;<span lang="en">Light and Water</span>&lt;/b&gt;'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title", "marked"),
    [
        ("ru", "Вечер Light and Water", '<span lang="en">Light and Water</span>'),
        ("en", "An evening of вода", '<span lang="ru">вода</span>'),
    ],
)
def test_cards_results_trails_and_saved_lines_mark_words_of_the_other_language(
    client: Client, news: Trees, language: str, title: str, marked: str
) -> None:
    article = make_article(news[language], title, published_at=timezone.now())
    rebuild()
    listing, results = news[language].get_url(), {"ru": "/ru/poisk/?q=вечер", "en": "/en/search/?q=evening"}[language]
    for address in (listing, article.get_url()):
        assert marked in client.get(address).content.decode()
    found = client.get(results).content.decode()
    assert marked.split(">")[0] in found[found.index('class="hits"') :]
    lines = client.post(f"/{language}/account/saved/lines/", {"keys": str(article.translation_key)})
    assert marked in lines.content.decode()
    with override(language):
        letter = render_to_string(
            "letters/letter.html",
            {"language": language, "content": Content("", (), sections=(Section("", ((title, "/", ""),)),))},
        )
    assert marked in letter
