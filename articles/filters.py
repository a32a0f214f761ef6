"""What a reader of the news has asked to see."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, pgettext

from articles.models.topics import Topic
from articles.querysets import ArticleQuerySet
from core.bilingual import current_language
from core.dates import FIRST_YEAR, LAST_YEAR
from navigation.frame import RegionChoice


@dataclass(frozen=True)
class NewsFilters:
    """Topics (any of them), a month, a year, a region, photographs; what makes no sense is left out."""

    topics: tuple[Topic, ...] = ()
    month: int | None = None
    year: int | None = None
    region: RegionChoice | None = None
    with_photos: bool = False

    @classmethod
    def read(cls, query: QueryDict, topics: Sequence[Topic], regions: Sequence[RegionChoice]) -> Self:
        """Take the filters from an address; unknown topics, months and the like are passed over."""
        asked_topics = set(query.getlist("topic"))
        asked_region = query.get("region", "")
        return cls(
            topics=tuple(topic for topic in topics if topic.slug in asked_topics),
            month=_number(query.get("month", ""), 1, 12),
            year=_number(query.get("year", ""), FIRST_YEAR, LAST_YEAR),
            region=next((region for region in regions if region.slug == asked_region), None),
            with_photos=bool(query.get("photo")),
        )

    def apply(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Narrow ``articles`` to what was asked for."""
        articles = articles.published_in(self.year, self.month)
        if self.topics:
            articles = articles.about(self.topics)
        if self.region:
            articles = articles.in_region(self.region.pk)
        return articles.with_photos() if self.with_photos else articles

    @property
    def count(self) -> int:
        """How many filters are set, for the button that opens them on a phone."""
        return len(self.topics) + sum(map(bool, (self.month, self.year, self.region, self.with_photos)))

    @property
    def as_query(self) -> str:
        """The same filters as an address has them."""
        pairs = [("topic", slug) for slug in self.topic_slugs]
        pairs += [("month", str(self.month))] if self.month else []
        pairs += [("year", str(self.year))] if self.year else []
        pairs += [("region", self.region.slug)] if self.region else []
        return urlencode(pairs + ([("photo", "on")] if self.with_photos else []))

    @property
    def topic_slugs(self) -> list[str]:
        return [topic.slug for topic in self.topics]

    @property
    def followable(self) -> list[tuple[str, int, str]]:
        """What of the filters a reader can follow: kind, key, name."""
        found = [("articles.Topic", topic.pk, topic.name) for topic in self.topics if topic.name]
        return found + ([("venues.Region", self.region.pk, self.region.name)] if self.region else [])

    @property
    def in_words(self) -> str:
        """What was asked for: ``Диалоги, ноябрь 2025``."""
        parts = [topic.name for topic in self.topics]
        parts += [self._period()] if self.month or self.year else []
        parts += [self.region.name] if self.region else []
        parts += [gettext("with photographs")] if self.with_photos else []
        return ", ".join(part for part in parts if part)

    def _period(self) -> str:
        month = month_name(self.month) if self.month else ""
        if month and current_language() == "ru":
            month = month.lower()
        if not self.year:
            return month
        return f"{month} {self.year}" if month else pgettext("a year", "%(year)s") % {"year": self.year}

    def found(self, count: int) -> str:
        """Say how many were found and by which filters: ``Найдено 212 новостей: Диалоги, ноябрь 2025``."""
        counted = ngettext("%(count)s story", "%(count)s stories", count) % {
            "count": number_format(count, use_l10n=True, force_grouping=True)
        }
        return f"{counted}: {self.in_words}" if self.count else counted


def month_name(number: int) -> str:
    """Return the month's name by itself, in the reader's language: ``Ноябрь``, ``November``."""
    return str(MONTHS[number])


def _number(text: str, least: int, most: int) -> int | None:
    if not re.fullmatch(r"[0-9]{1,4}", text):
        return None
    return int(text) if least <= int(text) <= most else None
