"""What a visitor asks of the programme: days, kinds, venues, regions, topics, age, price, access, language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.dates import FIRST_YEAR, LAST_YEAR
from events.models.choices import AccessService, AgeMark, EventLanguage, Kind

if TYPE_CHECKING:
    from venues.directory import Directory, Place

ONE_DAY = timedelta(days=1)
PRESETS = ("today", "tomorrow", "weekend")
#: Marks of events that those accompanied by a person of this age may visit.
MARKS_FOR_AGE = {
    "0": (AgeMark.ALL,),
    "6": (AgeMark.ALL, AgeMark.SIX),
    "12": (AgeMark.ALL, AgeMark.SIX, AgeMark.TWELVE),
    "16": (AgeMark.ALL, AgeMark.SIX, AgeMark.TWELVE, AgeMark.SIXTEEN),
}
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHOWN = 40  # characters of what was typed that a note repeats


@dataclass(frozen=True)
class Days:
    """The days asked for: one, a range, a preset, or everything from today on."""

    first: date
    last: date | None = None
    preset: str = ""
    is_asked: bool = False

    @property
    def is_single(self) -> bool:
        return self.last == self.first

    def includes(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Selection:
    """One visitor's filters, every value of them known to make sense."""

    days: Days
    kinds: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    age: str = ""
    is_free: bool = False
    has_pushkin_card: bool = False
    access: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def read(cls, query: QueryDict, today: date, directory: Directory, topics: Iterable[str]) -> Selection:
        """Read an address; what makes no sense is left out, dates with a note that says so."""
        days, notes = read_days(query, today)
        slugs = set(query.getlist("venue"))
        return cls(
            days=days,
            notes=tuple(notes),
            kinds=_known(query.getlist("kind"), Kind.values),
            places=tuple(place for place in directory.with_pages if slugs & place.slugs),
            regions=_known(query.getlist("region"), [region.slug for region in directory.regions_in_use]),
            topics=_known(query.getlist("topic"), topics),
            age=query.get("age", "") if query.get("age") in MARKS_FOR_AGE else "",
            is_free=query.get("free") == "1",
            has_pushkin_card=query.get("pushkin") == "1",
            access=_known(query.getlist("access"), AccessService.values),
            languages=_known(query.getlist("language"), EventLanguage.values),
        )

    @classmethod
    def of_days(cls, first: date, last: date | None) -> Selection:
        return cls(Days(first, last))

    @property
    def has_filters(self) -> bool:
        """Whether anything but the days is narrowed down."""
        return any(
            (
                self.kinds,
                self.places,
                self.regions,
                self.topics,
                self.age,
                self.is_free,
                self.has_pushkin_card,
                self.access,
                self.languages,
            )
        )

    @property
    def without_filters(self) -> Selection:
        return Selection(self.days)

    def on(self, first: date, last: date | None = None, *, is_asked: bool = False) -> Selection:
        """The same filters on other days."""
        return replace(self, days=Days(first, last, is_asked=is_asked))

    def apply(self, queryset: QuerySet, prefix: str = "") -> QuerySet:
        """Narrow events, or with ``prefix="event__"`` their dates, by everything but the days."""
        condition = Q()
        if self.kinds:
            condition &= Q(**{f"{prefix}kind__in": self.kinds})
        if self.places:
            page_ids = [page_id for place in self.places for page_id in place.page_ids]
            condition &= Q(**{f"{prefix}venue__in": page_ids})
        if self.regions:
            condition &= Q(**{f"{prefix}venue__region__slug__in": self.regions})
        if self.age:
            condition &= Q(**{f"{prefix}age_mark__in": MARKS_FOR_AGE[self.age]})
        if self.is_free:
            condition &= Q(**{f"{prefix}is_free": True})
        if self.has_pushkin_card:
            condition &= Q(**{f"{prefix}has_pushkin_card": True})
        if self.access:
            condition &= Q(**{f"{prefix}access_services__contains": list(self.access)})
        if self.languages:
            condition &= Q(**{f"{prefix}languages__overlap": list(self.languages)})
        if self.topics:
            pages = queryset.model._meta.get_field("event").related_model if prefix else queryset.model
            tagged = pages._meta.get_field("topics").related_model.objects.filter(topic__slug__in=self.topics)
            condition &= Q(**{f"{prefix}pk__in": tagged.values("page_id")})
        return queryset.filter(condition)

    def scope(self, directory: Directory) -> list[Place]:
        """The venues whose closing makes a day a closed one: those asked for, or the main one, or all."""
        if self.places:
            return list(self.places)
        if self.regions:
            return [place for place in directory.places if place.region and place.region.slug in self.regions]
        return [directory.main] if directory.main else list(directory.places)

    def as_pairs(self) -> list[tuple[str, str]]:
        """Everything but the days as query parameters in one fixed order."""
        pairs = [("kind", kind) for kind in self.kinds]
        pairs += [("venue", place.slug) for place in self.places]
        pairs += [("region", slug) for slug in self.regions]
        pairs += [("topic", slug) for slug in self.topics]
        pairs += [("age", self.age)] if self.age else []
        pairs += [("free", "1")] if self.is_free else []
        pairs += [("pushkin", "1")] if self.has_pushkin_card else []
        pairs += [("access", code) for code in self.access]
        return pairs + [("language", code) for code in self.languages]

    def days_as_pairs(self) -> list[tuple[str, str]]:
        """The days as query parameters; none where everything from today on is shown."""
        if not self.days.is_asked:
            return []
        if self.days.preset:
            return [("date", self.days.preset)]
        if self.days.is_single:
            return [("date", self.days.first.isoformat())]
        until = [("to", self.days.last.isoformat())] if self.days.last else []
        return [("from", self.days.first.isoformat()), *until]


def read_days(query: QueryDict, today: date) -> tuple[Days, list[str]]:
    """Return the days an address asks for and a note for each date that could not be understood."""
    notes: list[str] = []
    start, end = (_day(query.get(name, ""), notes) for name in ("from", "to"))
    if start or end:
        if start and end and end < start:
            start, end = end, start
        first = start or min(today, end or today)
        return Days(first, end, is_asked=True), notes
    asked = query.get("date", "").strip()
    if asked in PRESETS:
        first, last = preset_days(asked, today)
        return Days(first, last, preset=asked, is_asked=True), notes
    day = _day(asked, notes)
    return (Days(day, day, is_asked=True) if day else Days(today)), notes


def preset_days(preset: str, today: date) -> tuple[date, date]:
    """The first and the last day of ``today``, ``tomorrow`` or ``weekend``; a weekend begun is this one."""
    if preset == "weekend":
        saturday = today + timedelta(days=max(5 - today.weekday(), 0))
        return saturday, today + timedelta(days=6 - today.weekday())
    day = today + ONE_DAY if preset == "tomorrow" else today
    return day, day


def preset_label(preset: str) -> str:
    return {
        "today": pgettext("filter", "Today"),
        "tomorrow": pgettext("filter", "Tomorrow"),
        "weekend": pgettext("filter", "This weekend"),
    }[preset]


def age_labels() -> dict[str, str]:
    """What the choice of age says, by its value."""
    return {
        "0": _("With children under 6"),
        "6": _("With children from 6"),
        "12": _("With teenagers from 12"),
        "16": _("With teenagers from 16"),
    }


def _day(text: str, notes: list[str]) -> date | None:
    """Read ``2026-11-26``; note what is no day, or none of a year anybody asks about."""
    text = text.strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        notes.append(_("We could not read the date “%(text)s”.") % {"text": text[:_SHOWN]})
        return None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        notes.append(_("The year %(year)s is out of our programme’s reach.") % {"year": day.year})
        return None
    return day


def _known(asked: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The values asked for that exist, once each, in the order of what exists."""
    wanted = set(asked)
    return tuple(value for value in known if value in wanted)
