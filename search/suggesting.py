"""What a question still being typed may become: the titles that hold its words."""

from typing import Any

from django.utils import timezone

from search import matching
from search.hits import address_of
from search.kinds import BY_CODE, OTHER
from search.letters import other_layout
from search.models import Entry
from search.questions import Question, TermsQuery

MOST = 8
#: Of the newest titles that hold the words, those that are ranked.
_RANKED = 100
SHORTEST = 2


def suggestions(text: str, language: str) -> list[dict[str, Any]]:
    """Return at most eight titles with addresses and kinds; those of the other keyboard layout where there is none."""
    for reading in (text, other_layout(text[:200])):
        question = Question.read(reading)
        if len(question.text) >= SHORTEST and question.suggesting:
            found = _titles(TermsQuery(question.suggesting), language)
            if found:
                return found
    return []


def _titles(query: TermsQuery, language: str) -> list[dict[str, Any]]:
    titles = Entry.objects.in_language(language).due().filter(title_vector=query)
    newest = titles.order_by("-fresh_at", "-pk").values("pk")[:_RANKED]
    entries = (
        Entry.objects.filter(pk__in=newest)
        .open_to_all()
        .annotate(rank=matching.rank(query, timezone.now()))
        .select_related("page")
        .defer("vector", "title_vector", "body", "lead")
        .order_by("-rank", "-fresh_at", "-pk")[:MOST]
    )
    return [
        {
            "title": entry.title,
            "url": address_of(entry),
            "kind": str(BY_CODE.get(entry.kind, OTHER).singular),
        }
        for entry in entries
    ]
