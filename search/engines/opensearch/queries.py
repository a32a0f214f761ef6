"""Questions in OpenSearch's words: https://docs.opensearch.org/latest/query-dsl/."""

from datetime import datetime
from typing import Any

from search.engines.base import (
    COMING,
    EVERGREEN_WEIGHT,
    OLDEST_NEWS,
    PAST,
    TITLE_BONUS,
    WEIGHTS,
    Narrowing,
)
from search.engines.opensearch.mappings import FORMS, LEFT_OUT
from search.terms import Group, Terms, Word

Query = dict[str, Any]

#: How much of its weight a word keeps in the other fields, beside the one where it weighs most.
_ELSEWHERE = 0.2
_NEWEST: list[Query] = [{"fresh_at": "desc"}, {"key": "desc"}]


def best(query: Query, most: int) -> Query:
    """Return the request for the ``most`` best."""
    return _request(query, most)


def newest(query: Query, most: int) -> Query:
    """Return the request for the ``most`` newest, with their scores."""
    return _request(query, most) | {"sort": _NEWEST, "track_scores": True}


def _request(query: Query, most: int) -> Query:
    return {"query": query, "size": most, "_source": False, "track_total_hits": False}


def found(terms: Terms, language: str, narrowing: Narrowing, now: datetime) -> Query:
    """Return the query for what meets ``terms``, scored by how well it does and how timely it is."""
    must = [_anywhere(group) for group in terms.groups] or [{"match_all": {}}]
    query: Query = {"must": must, "filter": _filters(language, narrowing, now)}
    if terms:
        query["should"] = [{"bool": {"must": [_in(group, "title") for group in terms.groups], "boost": TITLE_BONUS}}]
    return _timely({"bool": query}, now)


def titles(terms: Terms, language: str, now: datetime) -> Query:
    """Return the query for what meets ``terms`` in its title."""
    must = [_in(group, "title") for group in terms.groups]
    return _timely({"bool": {"must": must, "filter": _filters(language, Narrowing(), now)}}, now)


def _anywhere(group: Group) -> Query:
    return {
        "dis_max": {
            "queries": [_in(group, part, weight) for part, weight in WEIGHTS.items()],
            "tie_breaker": _ELSEWHERE,
        }
    }


def _in(group: Group, part: str, weight: float = 1.0) -> Query:
    if len(group) > 1:
        return {"match_phrase": {part: {"query": _phrase(group), "boost": weight}}}
    [word] = group
    options = [{"match": {part: {"query": FORMS.join(word.forms), "boost": weight}}}] if word.forms else []
    if word.begins:
        options.append({"prefix": {part: {"value": word.begins, "boost": weight}}})
    return options[0] if len(options) == 1 else {"dis_max": {"queries": options}}


def _phrase(group: Group) -> str:
    """Return a phrase as the analyser reads it: a word left out between two of them is a gap of one position."""

    def written(word: Word) -> str:
        return f"{LEFT_OUT} " * (word.distance - 1) + FORMS.join(word.forms)

    first, *others = group
    return " ".join([FORMS.join(first.forms), *map(written, others)])


def _filters(language: str, narrowing: Narrowing, now: datetime) -> list[Query]:
    filters: list[Query] = [
        {"term": {"language": language}},
        _any_of({"bool": {"must_not": {"exists": {"field": "shown_from"}}}}, _range("shown_from", "lte", now)),
    ]
    if narrowing.kind:
        filters.append({"term": {"kind": narrowing.kind}})
    if narrowing.topics:
        filters.append({"terms": {"topics": list(narrowing.topics)}})
    if narrowing.years or narrowing.is_coming:
        years = [{"terms": {"year": list(narrowing.years)}}] if narrowing.years else []
        filters.append(_any_of(*years, *([_range("ends_at", "gt", now)] if narrowing.is_coming else [])))
    if narrowing.venues:
        filters.append({"terms": {"venue": [str(key) for key in narrowing.venues]}})
    if narrowing.label:
        filters.append({"term": {"mentions": narrowing.label}})
    return filters


def _any_of(*options: Query) -> Query:
    return {"bool": {"should": list(options), "minimum_should_match": 1}}


def _range(name: str, comparison: str, now: datetime) -> Query:
    return {"range": {name: {comparison: now.isoformat()}}}


def _timely(query: Query, now: datetime) -> Query:
    """Multiply the score by how timely a thing is: one of these conditions holds for each, for news the last two."""
    dateless: Query = {"must_not": [{"exists": {"field": "ends_at"}}]}
    news: Query = {"bool": {**dateless, "filter": [{"term": {"kind": "news"}}]}}
    others: Query = {"bool": {"must_not": [*dateless["must_not"], {"term": {"kind": "news"}}]}}
    halved = {"published_at": {"origin": now.isoformat(), "scale": "365d", "decay": 0.5}}
    return {
        "function_score": {
            "query": query,
            "functions": [
                {"filter": _range("ends_at", "lte", now), "weight": PAST},
                {"filter": _range("ends_at", "gt", now), "weight": COMING},
                {"filter": others, "weight": EVERGREEN_WEIGHT},
                {"filter": news, "weight": OLDEST_NEWS},
                {"filter": news, "weight": 1 - OLDEST_NEWS, "exp": halved},
            ],
            "score_mode": "sum",
            "boost_mode": "multiply",
        }
    }
