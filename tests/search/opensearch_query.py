"""The part of OpenSearch's query language that our search speaks, as its reference describes it.

Scores are simpler than BM25 (a word counts what its boost says, more often a little more); what is found is the same.
"""

import re
from datetime import datetime, timedelta
from math import log
from typing import Any

Document = dict[str, Any]
Query = dict[str, Any]


class Index:
    """An index made from a template: analyses the texts of its documents and answers queries."""

    def __init__(self, template: dict[str, Any]) -> None:
        self.settings = template["template"]["settings"]["analysis"]
        self.fields = template["template"]["mappings"]["properties"]
        self.documents: dict[str, tuple[int, Document, dict[str, dict[str, list[int]]]]] = {}

    def put(self, key: str, version: int, document: Document) -> bool:
        """Keep a document; refuse fields the mapping does not have, and what is older than what is there."""
        unknown = document.keys() - self.fields.keys()
        if unknown:
            raise ValueError(f"strict_dynamic_mapping_exception: {unknown}")
        if key in self.documents and self.documents[key][0] > version:
            return False
        texts = {name: self.positions(document[name]) for name in document if self.fields[name]["type"] == "text"}
        self.documents[key] = version, document, texts
        return True

    def tokens(self, text: str) -> list[tuple[str, int]]:
        """Return what the index's analyser makes of ``text``: tokens and their positions."""
        [analyser] = self.settings["analyzer"].values()
        assert self.settings["tokenizer"][analyser["tokenizer"]]["type"] == "whitespace"
        found = [(word, place) for place, word in enumerate(text.split())]
        for name in analyser["filter"]:
            step = self.settings["filter"][name]
            if step["type"] == "pattern_capture":
                [pattern] = step["patterns"]
                found = [(part, place) for word, place in found for part in re.findall(pattern, word)]
            elif step["type"] == "stop":
                found = [(word, place) for word, place in found if word not in step["stopwords"]]
        return found

    def positions(self, text: str) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for word, place in self.tokens(text):
            places.setdefault(word, []).append(place)
        return places

    def search(self, request: Query) -> list[tuple[str, float]]:
        """Return keys and scores of what a request finds, in its order."""
        found = []
        for key, (_version, document, texts) in self.documents.items():
            score = self.score(request.get("query", {"match_all": {}}), document, texts)
            if score is not None:
                found.append((key, score))
        for order in reversed(request.get("sort", [])):
            [(name, direction)] = order.items()
            found.sort(key=lambda hit: self.documents[hit[0]][1][name], reverse=direction == "desc")
        if "sort" not in request:
            found.sort(key=lambda hit: hit[1], reverse=True)
        if "search_after" in request:
            found = [hit for hit in found if int(hit[0]) > request["search_after"][0]]
        return found[: request["size"]]

    def score(self, query: Query, document: Document, texts: dict[str, dict[str, list[int]]]) -> float | None:
        """Return how well a document meets a query; None where it does not."""
        [(name, body)] = query.items()
        if name == "match_all":
            return 1.0
        if name == "function_score":
            return self._timely(body, document, texts)
        if name == "bool":
            return self._bool(body, document, texts)
        if name == "dis_max":
            scores = [self.score(option, document, texts) for option in body["queries"]]
            met = [score for score in scores if score is not None]
            return max(met) + body.get("tie_breaker", 0) * (sum(met) - max(met)) if met else None
        [(field, asked)] = body.items()
        if name == "exists":
            return 1.0 if document[asked] not in (None, []) else None
        if name in ("match", "match_phrase", "prefix"):
            return self._in_text(name, asked, texts[field])
        values = document[field] if isinstance(document[field], list) else [document[field]]
        if name == "term":
            return 1.0 if asked in values else None
        if name == "terms":
            return 1.0 if set(asked) & set(values) else None
        assert name == "range", name
        return 1.0 if values != [None] and _in_range(values[0], asked) else None

    def _in_text(self, name: str, asked: dict[str, Any], places: dict[str, list[int]]) -> float | None:
        if name == "prefix":
            return asked["boost"] if any(word.startswith(asked["value"]) for word in places) else None
        wanted: dict[int, set[str]] = {}
        for word, place in self.tokens(asked["query"]):
            wanted.setdefault(place, set()).add(word)
        met = [{at - place for word in words for at in places.get(word, [])} for place, words in wanted.items()]
        common = set.intersection(*met) if name == "match_phrase" else set.union(*met)
        return asked["boost"] * (1 + log(len(common)) / 5) if common else None

    def _bool(self, body: Query, document: Document, texts: dict) -> float | None:
        if any(self.score(clause, document, texts) is not None for clause in _listed(body.get("must_not"))):
            return None
        if any(self.score(clause, document, texts) is None for clause in _listed(body.get("filter"))):
            return None
        must = [self.score(clause, document, texts) for clause in _listed(body.get("must"))]
        should = [self.score(clause, document, texts) for clause in _listed(body.get("should"))]
        met = [score for score in should if score is not None]
        if None in must or len(met) < body.get("minimum_should_match", 0):
            return None
        return (sum(score for score in must if score) + sum(met)) * body.get("boost", 1.0)

    def _timely(self, body: Query, document: Document, texts: dict) -> float | None:
        score = self.score(body["query"], document, texts)
        assert (body["score_mode"], body["boost_mode"]) == ("sum", "multiply")
        applied = [
            function["weight"] * _decayed(function.get("exp"), document)
            for function in body["functions"]
            if self.score(function["filter"], document, texts) is not None
        ]
        return None if score is None else score * (sum(applied) if applied else 1.0)


def _listed(clauses: Any) -> list[Query]:
    return clauses if isinstance(clauses, list) else [clauses] if clauses else []


def _in_range(value: str, asked: dict[str, str]) -> bool:
    [(comparison, bound)] = asked.items()
    moment, limit = datetime.fromisoformat(value), datetime.fromisoformat(bound)
    return {"lte": moment <= limit, "gt": moment > limit, "gte": moment >= limit}[comparison]


def _decayed(function: dict[str, Any] | None, document: Document) -> float:
    if function is None:
        return 1.0
    [(name, body)] = function.items()
    if document[name] is None:
        return 1.0
    distance = abs(datetime.fromisoformat(body["origin"]) - datetime.fromisoformat(document[name]))
    return body["decay"] ** (distance / timedelta(days=int(body["scale"].rstrip("d"))))
