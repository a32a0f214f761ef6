"""Finds entries with OpenSearch: it ranks all that matches, the database says what may be shown."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from search.engines.base import MOST, RANKED_TITLES, EngineError, Matches, Narrowing
from search.engines.opensearch import queries
from search.engines.opensearch.client import Client
from search.engines.opensearch.keeping import Keeper
from search.engines.rows import MATCH_FIELDS, match_of
from search.kinds import KINDS
from search.models import Entry
from search.terms import Terms

#: Of what a likelier question finds, how many are asked whether they may be shown.
_LOOKED_AT = 50


class OpenSearchEngine:
    """Asks the OpenSearch behind ``url``; its answers are keys of entries and their scores, nothing else."""

    def __init__(self, url: str) -> None:
        self.client = Client(url)
        self.keeper = Keeper(self.client)

    def find(self, terms: Terms, language: str, narrowing: Narrowing) -> Matches:
        """Return the best and the newest that meet ``terms``, the best first: one request, one query."""
        now = timezone.now()
        query = queries.found(terms, language, narrowing, now)
        best, newest = self._scores([queries.best(query, MOST + 1), queries.newest(query, MOST + 1)])
        ranks = {**newest, **best}
        items = [match_of(row, ranks[row["pk"]], now) for row in _shown(ranks).values(*MATCH_FIELDS)]
        items.sort(key=lambda match: (match.rank, match.fresh_at, match.pk), reverse=True)
        return Matches(items, is_capped=len(items) > MOST)

    def counts_by_kind(self, terms: Terms, language: str, label: str = "") -> dict[str, int]:
        """Return how many matches each kind has: one request, one query."""
        now = timezone.now()
        narrowed = [Narrowing(kind=kind.code, label=label) for kind in KINDS]
        requests = [queries.best(queries.found(terms, language, narrowing, now), MOST + 1) for narrowing in narrowed]
        keys = [key for scores in self._scores(requests) for key in scores]
        rows = _shown(keys).order_by().values_list("kind").annotate(found=Count("pk"))
        return dict.fromkeys((kind.code for kind in KINDS), 0) | dict(rows)

    def first_that_finds(self, questions: Sequence[Terms], language: str) -> int | None:
        """Return the place of the first of ``questions`` that finds anything: one request, one query."""
        if not questions:
            return None
        now = timezone.now()
        asked = [queries.found(terms, language, Narrowing(), now) for terms in questions]
        found = self._scores([queries.best(query, _LOOKED_AT) for query in asked])
        shown = set(_shown([key for scores in found for key in scores]).values_list("pk", flat=True))
        return next((place for place, scores in enumerate(found) if shown & scores.keys()), None)

    def count(self, terms: Terms, language: str) -> int:
        """Return how many matches there are, at most ``MOST`` + 1: one request, one query."""
        query = queries.found(terms, language, Narrowing(), timezone.now())
        [scores] = self._scores([queries.best(query, MOST + 1)])
        return _shown(scores).count()

    def titles(self, terms: Terms, language: str, most: int) -> list[Entry]:
        """Return the entries whose titles meet ``terms``: one request, one query."""
        query = queries.titles(terms, language, timezone.now())
        [scores] = self._scores([queries.best(query, RANKED_TITLES)])
        entries = _shown(scores).select_related("page").defer("vector", "title_vector", "body", "lead")
        return sorted(entries, key=lambda entry: (scores[entry.pk], entry.fresh_at, entry.pk), reverse=True)[:most]

    def catch_up(self) -> int:
        """Send what has changed in the entries since the newest that OpenSearch holds."""
        return self.keeper.catch_up()

    def rebuild(self) -> int:
        """Fill a new index and put it in the place of the one in use."""
        return self.keeper.rebuild()

    def sweep(self) -> int:
        """Delete what is no longer among the entries."""
        return self.keeper.sweep()

    def _scores(self, requests: list[dict[str, Any]]) -> list[dict[int, float]]:
        """Return the score of each key found, for each of ``requests``."""
        lines = [line for request in requests for line in ({}, request)]
        answers = self.client.send_lines(f"/{self.client.alias}/_msearch", lines)
        try:
            return [_scores_of(answer) for answer in answers["responses"]]
        except (KeyError, TypeError, ValueError) as error:
            raise EngineError(f"The answer is not what it should be: {str(answers)[:300]}") from error


def _scores_of(answer: dict[str, Any]) -> dict[int, float]:
    if answer.get("error") or answer["timed_out"] or answer["_shards"]["failed"]:
        raise EngineError(f"The answer is not whole: {str(answer)[:300]}")
    return {int(hit["_id"]): float(hit["_score"]) for hit in answer["hits"]["hits"]}


def _shown(keys: Iterable[int]) -> QuerySet[Entry]:
    """Return those of the entries ``keys`` that anybody may see at this moment."""
    return Entry.objects.filter(pk__in=list(keys)).due().open_to_all()
