"""The table of questions: each finds what a person would expect; printed in docs/search.md beside plain PostgreSQL.

``WRITE_SEARCH_TABLE=1 pytest tests/search/test_question_table.py`` writes the document anew.
"""

import os
import tomllib
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation

from search.finding import Search
from search.indexing import index
from search.models import Entry
from tests.articles.factories import make_article, paragraph
from tests.conftest import Trees

TABLE = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
DOCUMENT = Path(__file__).parents[2] / "docs" / "search.md"
MARK = "<!-- The table below is written by tests/search/test_question_table.py -->\n"
PLAIN = """
    SELECT title FROM search_entry
    WHERE language = %s AND kind = 'news'
        AND to_tsvector(%s::regconfig, concat_ws(' ', title, lead, body)) @@ plainto_tsquery(%s::regconfig, %s)
"""


@pytest.fixture
def things(news: Trees) -> dict[str, dict[str, str]]:
    """The things of the table, indexed: keys by language and title."""
    keys: dict[str, dict[str, str]] = {}
    for language, described in TABLE["things"].items():
        articles = [
            make_article(news[language], title, lead=lead, body=[paragraph(body)])
            for title, lead, body in described.values()
        ]
        index(articles)
        keys[language] = {title: key for key, (title, _lead, _body) in described.items()}
    return keys


def ours(question: str, language: str, keys: dict[str, str]) -> list[str]:
    """Return the keys of what our search finds, best first."""
    with translation.override(language):
        search = Search.of(question, language)
        titles = dict(Entry.objects.in_bulk([match.pk for match in search.matches]).items())
        return [keys[titles[match.pk].title] for match in search.matches]


def plain(question: str, language: str, keys: dict[str, str]) -> set[str]:
    """Return the keys of what PostgreSQL's own ``russian`` configuration finds."""
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [language, "russian", "russian", question])
        return {keys[title] for (title,) in cursor.fetchall()}


def test_every_question_of_the_table_finds_what_is_expected_and_nothing_else(things: dict) -> None:
    wrong = [
        f"{language}: {question} found {found}, not {expected}"
        for language, questions in TABLE["questions"].items()
        for question, expected in questions.items()
        if sorted(found := ours(question, language, things[language])) != sorted(expected)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_table_is_long_enough_and_asks_in_both_languages() -> None:
    assert sum(map(len, TABLE["questions"].values())) >= 80
    assert len(TABLE["questions"]["en"]) >= 30


def test_the_document_shows_the_table_as_it_is(things: dict) -> None:
    rows = [
        _row(language, question, expected, things[language])
        for language, questions in TABLE["questions"].items()
        for question, expected in questions.items()
    ]
    better = sum(row.endswith("| ✗ |") for row in rows)
    table = "\n".join(
        [
            "",
            f"{len(rows)} questions; plain PostgreSQL (`russian`) answers {len(rows) - better} of them as expected.",
            "",
            "| language | question | expected | this search | plain PostgreSQL finds | as expected |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )
    introduction, _mark, printed = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
    if os.environ.get("WRITE_SEARCH_TABLE"):
        DOCUMENT.write_text(f"{introduction}{MARK}{table}", encoding="utf-8")
        return
    assert printed == table


def _row(language: str, question: str, expected: list[str], keys: dict[str, str]) -> str:
    found, stock = ours(question, language, keys), plain(question, language, keys)
    cells = [
        language,
        f"`{question}`",
        _listed(expected),
        "✓" if sorted(found) == sorted(expected) else _listed(found),
        _listed(sorted(stock)),
        "✓" if stock == set(expected) else "✗",
    ]
    return f"| {' | '.join(cells)} |"


def _listed(keys: list[str]) -> str:
    return ", ".join(sorted(keys)) or "nothing"
