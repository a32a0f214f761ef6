"""The demo content as it is written: TOML files, photographs, marks and documents beside this module."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import translation

from core.dates import day_and_month

HERE = Path(__file__).resolve().parent
CONTENT, PHOTOS, LOGOS, DOCUMENTS = HERE / "content", HERE / "photos", HERE / "logos", HERE / "documents"
LANGUAGES = ("ru", "en")

Item = dict[str, Any]
_DATE = re.compile(r"\{date:([\w-]+)(?:\+(\d+))?\}")


@dataclass(frozen=True)
class Content:
    """Everything that is loaded; lists keep the order of the files."""

    settings: Item
    regions: list[Item]
    venues: list[Item]
    topics: list[Item]
    people: list[Item]
    organisations: list[Item]
    credits: list[Item]
    photos: list[Item]
    announcements: list[Item]
    featured: list[Item]
    glossary: list[Item]
    pages: list[Item]
    events: list[Item]
    articles: list[Item]
    by_key: dict[str, dict[str, Item]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("venues", "photos", "events", "articles", "pages", "people", "organisations"):
            self.by_key[name] = {item["key"]: item for item in getattr(self, name)}


@cache
def read_content() -> Content:
    """Read every file of the demo content."""
    lists = ("regions", "venues", "topics", "people", "organisations", "credits", "photos", "announcements")
    lists += ("featured", "glossary", "pages")
    return Content(
        settings=_read(CONTENT / "settings.toml"),
        events=[_read(path) for path in sorted((CONTENT / "events").glob("*.toml"))],
        articles=[_read(path) for path in sorted((CONTENT / "articles").glob("*.toml"))],
        **{name: _read(CONTENT / f"{name}.toml")[name] for name in lists},
    )


def _read(path: Path) -> Item:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def source_language(item: Item) -> str:
    """Return the language a page was written in first."""
    return item["source"]


def other_language(language: str) -> str:
    """Return the language a page of ``language`` is translated into."""
    return "en" if language == "ru" else "ru"


def is_translated(item: Item) -> bool:
    """Whether a page is to be had in both languages."""
    return item.get("translated", True)


def with_dates(text: str, language: str, first_day_of: Callable[[str], Any]) -> str:
    """Put ``{date:event}`` and ``{date:event+6}`` into words: the event's first day, days after it.

    ``first_day_of`` takes an event's key and returns a date.
    """
    from datetime import timedelta

    def replace(match: re.Match[str]) -> str:
        day = first_day_of(match[1]) + timedelta(days=int(match[2] or 0))
        with translation.override(language):
            return day_and_month(day)

    return _DATE.sub(replace, text)
