"""What can be told of a body without showing it: its photographs, how long it takes to read."""

import re
from collections.abc import Iterator
from typing import Any

from wagtail.blocks.stream_block import StreamValue

WORDS_A_MINUTE = 180
#: What blocks hold besides words: choices, addresses, keys.
NOT_READ = {"id", "type", "url", "level", "size", "alt"}
_TAG = re.compile(r"<[^>]*>")


def photos_in(body: StreamValue) -> Iterator[int]:
    """Yield the key of every photograph that the photo and gallery blocks of ``body`` show."""
    for child in body.raw_data:
        value = child["value"]
        if child["type"] == "photo":
            yield from _photo_of(value)
        elif child["type"] == "gallery" and isinstance(value, dict):
            for item in value.get("photos") or []:
                yield from _photo_of(item.get("value", item) if isinstance(item, dict) else item)


def _photo_of(value: Any) -> Iterator[int]:
    if isinstance(value, dict) and isinstance(value.get("photo"), int):
        yield value["photo"]


def minutes_to_read(lead: str, body: StreamValue) -> int:
    """Return how many minutes the words take at 180 a minute, at least one."""
    words = len(lead.split()) + sum(_words_in(child["value"]) for child in body.raw_data)
    return max(1, round(words / WORDS_A_MINUTE))


def _words_in(value: Any) -> int:
    if isinstance(value, str):
        return len(_TAG.sub(" ", value).split())
    if isinstance(value, dict):
        return sum(_words_in(item) for key, item in value.items() if key not in NOT_READ)
    if isinstance(value, list):
        return sum(_words_in(item) for item in value)
    return 0
