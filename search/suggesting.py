"""What a question still being typed may become: the titles that hold its words."""

from typing import Any

from search.engines import engine
from search.hits import address_of
from search.kinds import BY_CODE, OTHER
from search.letters import other_layout
from search.models import Entry
from search.questions import Question

MOST = 8
SHORTEST = 2


def suggestions(text: str, language: str) -> list[dict[str, Any]]:
    """Return at most eight titles with addresses and kinds; those of the other keyboard layout where there is none."""
    for reading in (text, other_layout(text[:200])):
        question = Question.read(reading)
        if len(question.text) >= SHORTEST and question.beginning:
            found = engine().titles(question.beginning, language, MOST)
            if found:
                return [_suggestion(entry) for entry in found]
    return []


def _suggestion(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "url": address_of(entry),
        "kind": str(BY_CODE.get(entry.kind, OTHER).singular),
    }
