"""What results can be narrowed by: topic, time, venue."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.visibility import open_to_all
from search.engines.base import Match, Matches, Narrowing
from venues.models import VenuePage

COMING = "coming"
MOST_VALUES = 30
#: Options of one facet that are shown, the most frequent first.
MOST_OPTIONS = 12


@dataclass(frozen=True)
class Option:
    """One value of a facet; ``count`` is None where counting would take too long."""

    value: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One thing results can be narrowed by, and its values."""

    name: str
    heading: str
    options: list[Option]

    @property
    def is_in_use(self) -> bool:
        return any(option.is_chosen for option in self.options)


@dataclass
class Facets:
    """What was chosen in the address; what makes no sense is left out."""

    language: str = "ru"
    topics: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    venues: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, query: QueryDict, language: str) -> Self:
        """Take what is chosen from an address."""
        return cls(
            language,
            topics=query.getlist("topic")[:MOST_VALUES],
            times=[value for value in query.getlist("time")[:MOST_VALUES] if value == COMING or _is_year(value)],
            venues=query.getlist("venue")[:MOST_VALUES],
        )

    @property
    def is_in_use(self) -> bool:
        return bool(self.chosen_topics or self.times or self.chosen_venues)

    @cached_property
    def all_topics(self) -> list[models.Model]:
        return list(apps.get_model("articles", "Topic")._default_manager.order_by("sort_order", "name_ru", "pk"))

    @cached_property
    def all_venues(self) -> list[tuple[UUID, str, str]]:
        pages = VenuePage.objects.filter(open_to_all(), locale__language_code=self.language)
        return list(pages.order_by("title", "pk").values_list("translation_key", "slug", "title"))

    @property
    def chosen_topics(self) -> tuple[int, ...]:
        return tuple(topic.pk for topic in self.all_topics if topic.slug in self.topics) if self.topics else ()

    @property
    def chosen_venues(self) -> tuple[UUID, ...]:
        return tuple(key for key, slug, _title in self.all_venues if slug in self.venues) if self.venues else ()

    def narrowing(self, kind: str, label: str) -> Narrowing:
        """Return what the results are narrowed to."""
        return Narrowing(
            kind=kind,
            topics=self.chosen_topics,
            years=tuple(int(value) for value in self.times if value != COMING),
            is_coming=COMING in self.times,
            venues=self.chosen_venues,
            label=label,
        )

    def shown(self, found: Matches, narrowing: Narrowing) -> list[Facet]:
        """Return the facets with the values that occur in ``found``; a facet with one value narrows nothing."""
        items = found.items
        facets = [
            Facet("topic", _("Topic"), self._topic_options(_passing(items, narrowing, "topics"), found.is_capped)),
            Facet("time", _("Time"), self._time_options(_passing(items, narrowing, "time"), found.is_capped)),
            Facet("venue", _("Venue"), self._venue_options(_passing(items, narrowing, "venues"), found.is_capped)),
        ]
        return [facet for facet in facets if len(facet.options) > 1 or facet.is_in_use]

    def _topic_options(self, items: list[Match], is_capped: bool) -> list[Option]:
        counts = _counted(key for match in items for key in match.topic_ids)
        if not counts and not self.topics:
            return []
        options = [
            Option(topic.slug, topic.name, counts.get(topic.pk, 0), topic.slug in self.topics)
            for topic in self.all_topics
        ]
        return _most_frequent(options, is_capped)

    def _venue_options(self, items: list[Match], is_capped: bool) -> list[Option]:
        counts = _counted(match.venue_key for match in items if match.venue_key)
        if not counts and not self.venues:
            return []
        options = [Option(slug, title, counts.get(key, 0), slug in self.venues) for key, slug, title in self.all_venues]
        return _most_frequent(options, is_capped)

    def _time_options(self, items: list[Match], is_capped: bool) -> list[Option]:
        years = _counted(match.year for match in items if match.year)
        coming = sum(match.is_coming for match in items)
        chosen = {int(value) for value in self.times if value != COMING}
        options = [Option(COMING, _("Coming up"), coming, COMING in self.times)]
        options += [
            Option(str(year), pgettext("a year", "%(year)s") % {"year": year}, years.get(year, 0), year in chosen)
            for year in sorted({*years, *chosen}, reverse=True)
        ]
        return _worth_showing(options, is_capped)[:MOST_OPTIONS]


def _passing(items: list[Match], narrowing: Narrowing, besides: str) -> list[Match]:
    return [match for match in items if narrowing.lets_through(match, besides=besides)]


def _counted(values: Any) -> dict[Any, int]:
    counts: dict[Any, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def _worth_showing(options: list[Option], is_capped: bool) -> list[Option]:
    kept = [option for option in options if option.count or option.is_chosen]
    if is_capped:
        return [Option(option.value, option.label, None, option.is_chosen) for option in kept]
    return kept


def _most_frequent(options: list[Option], is_capped: bool) -> list[Option]:
    ordered = sorted(options, key=lambda option: (not option.is_chosen, -(option.count or 0)))
    return _worth_showing(ordered, is_capped)[:MOST_OPTIONS]


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isascii() and value.isdigit()
