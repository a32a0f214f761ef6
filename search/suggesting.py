"""What a question still being typed may become: the titles that hold its words."""

from typing import Any

from django.utils.html import escape

from core.foreign import mark_foreign
from core.typography import typeset
from search.engines import engine
from search.hits import address_of
from search.kinds import BY_CODE, OTHER
from search.letters import other_layout
from search.models import Entry
from search.questions import Question

MOST = 8
SHORTEST = 2


def suggestions(text: str, language: str) -> list[dict[str, Any]]:
    """Return at most eight titles with addresses and kinds; those of the other keyboard layout where there is none.

    ``html`` is the title as a page shows it: escaped, typeset, words of the other language marked.
    """
    for reading in (text, other_layout(text[:200])):
        question = Question.read(reading)
        if len(question.text) >= SHORTEST and question.beginning:
            found = engine().titles(question.beginning, language, MOST)
            if found:
                return [_suggestion(entry, language) for entry in found]
    return []


def _suggestion(entry: Entry, language: str) -> dict[str, Any]:
    return {
        "title": entry.title,
        "html": mark_foreign(escape(typeset(entry.title, language)), language),
        "url": address_of(entry),
        "kind": str(BY_CODE.get(entry.kind, OTHER).singular),
    }
