"""The template of the index: fields, and the analyser that takes words as ours has left them.

A position of a text is written as all forms of its word joined by ``|``, a word left out as ``_``:
``музей|музеев _ река|реки``. The tokenizer splits at spaces, ``pattern_capture`` puts the forms at one position, and
the ``stop`` filter leaves a gap for what was left out, so that phrases are as strict as in PostgreSQL.
"""

from typing import Any

from search.engines.base import WEIGHTS

ANALYSER = "taken_apart"
FORMS, LEFT_OUT = "|", "_"


def template(alias: str) -> dict[str, Any]:
    """Return the body of ``PUT /_index_template/{alias}`` for the indexes that stand behind ``alias``."""
    return {
        "index_patterns": [f"{alias}-*"],
        "template": {"settings": _SETTINGS, "mappings": _MAPPINGS},
    }


_SETTINGS: dict[str, Any] = {
    "index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "analysis": {
        "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": 4096}},
        "filter": {
            "forms": {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{FORMS}]+)"]},
            "left_out": {"type": "stop", "stopwords": [LEFT_OUT]},
        },
        "analyzer": {
            ANALYSER: {"type": "custom", "tokenizer": "spaces", "filter": ["forms", "left_out"]},
        },
    },
}

_MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "key": {"type": "long"},
        "language": {"type": "keyword"},
        "kind": {"type": "keyword"},
        "mentions": {"type": "keyword"},
        "topics": {"type": "long"},
        "venue": {"type": "keyword"},
        "year": {"type": "short"},
        "published_at": {"type": "date"},
        "ends_at": {"type": "date"},
        "shown_from": {"type": "date"},
        "fresh_at": {"type": "date"},
        "indexed_at": {"type": "date"},
        **{part: {"type": "text", "analyzer": ANALYSER} for part in WEIGHTS},
    },
}
