"""How many dates and exhibitions each value of each filter would leave, counted as if its own group were not in use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.listing import Programme, can_be_seen
from events.models import EventPage, EventTopic
from events.models.choices import AccessService, EventLanguage, Kind
from events.selection import MARKS_FOR_AGE, Selection, age_labels

#: Groups of filters in which an event has to answer every value chosen; elsewhere one of them is enough.
ALL_OF_THEM = frozenset({"access"})

#: What an event answers, by group: ``{"kind": {"concert"}, "age": {"12", "16"}}``.
Answers = Mapping[str, Iterable[str]]
#: How many dates and exhibitions there would be, by group and value.
Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Option:
    """A value to choose, or a link that chooses it."""

    value: str
    label: str
    is_chosen: bool = False
    query: str = ""
    count: int = 0

    @property
    def is_idle(self) -> bool:
        """Whether choosing it would leave nothing; what is chosen already can always be taken back."""
        return not self.count and not self.is_chosen


@dataclass(frozen=True)
class Facet:
    """A group of values, of which some may be chosen."""

    name: str
    heading: str
    options: tuple[Option, ...]

    @property
    def is_in_use(self) -> bool:
        return any(option.is_chosen for option in self.options)


@dataclass(frozen=True)
class _Event:
    """An event on the selection's days: its dates, whether it runs and can be seen, and what it answers."""

    dates: int
    is_run: bool
    is_shown: bool
    answers: Answers


class Facets:
    """The groups of filters of one selection. Two queries, however many values, events and dates there are.

    ``has_dates`` and ``has_runs`` spare the page asking for what is known not to be there.
    """

    def __init__(self, programme: Programme, selection: Selection, topics: Sequence[tuple[str, str]]) -> None:
        chosen = chosen_values(selection)
        events = list(_answers(programme, selection))
        counts = count_answers(((item.dates + item.is_shown, item.answers) for item in events), chosen)
        found = [item for item in events if not _failed(chosen, item.answers)]
        self.has_dates = any(item.dates for item in found)
        self.has_runs = any(item.is_run for item in found)
        directory = programme.directory
        regions = [(region.slug, region.name) for region in directory.regions_in_use]

        def facet(name: str, heading: str, choices: Iterable[tuple[str, object]]) -> Facet:
            return Facet(
                name,
                heading,
                tuple(
                    Option(value, str(label), value in chosen.get(name, ()), count=counts.get((name, value), 0))
                    for value, label in choices
                ),
            )

        groups = [
            facet("kind", _("Kind"), Kind.choices),
            facet("venue", _("Venue"), [(place.slug, place.title) for place in directory.with_pages]),
            facet("region", _("Region"), regions if len(regions) > 1 else []),
            facet("topic", _("Topic"), topics),
            facet("access", _("Access services"), AccessService.choices),
            facet("language", _("Language of the event"), EventLanguage.choices),
        ]
        self.groups = [group for group in groups if group.options]
        self.free, self.pushkin = (
            facet("free", "", [("1", pgettext("filter", "Free"))]),
            facet("pushkin", "", [("1", _("Pushkin Card"))]),
        )
        self.age = facet("age", _("Who is coming"), age_labels().items())

    @property
    def labels(self) -> dict[tuple[str, str], str]:
        """What every value is called, by group and value."""
        groups = [*self.groups, self.free, self.pushkin, self.age]
        return {(group.name, option.value): option.label for group in groups for option in group.options}


def chosen_values(selection: Selection) -> dict[str, set[str]]:
    """The values in use, by group; groups not in use are left out."""
    chosen: dict[str, set[str]] = {}
    for name, value in selection.as_pairs():
        chosen.setdefault(name, set()).add(value)
    return chosen


def count_answers(events: Iterable[tuple[int, Answers]], chosen: Mapping[str, set[str]]) -> Counts:
    """Return how many of ``events``, each counted as many times as it says, every value would leave.

    An event that answers all groups in use counts for each of its values; one that fails a single group counts for
    its values in that group alone, where another choice would show it.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for times, answers in events:
        failed = _failed(chosen, answers)
        if len(failed) > 1:
            continue
        for name in failed or answers:
            for value in answers[name]:
                counts[name, value] += times
    return counts


def _failed(chosen: Mapping[str, set[str]], answers: Answers) -> list[str]:
    """The groups in use that an event does not answer."""
    return [name for name, values in chosen.items() if not _is_answered(name, values, answers)]


def _is_answered(name: str, values: set[str], answers: Answers) -> bool:
    held = values.intersection(answers[name])
    return len(held) == len(values) if name in ALL_OF_THEM else bool(held)


def _answers(programme: Programme, selection: Selection) -> Iterator[_Event]:
    """Yield every event with dates on the selection's days, or a run that touches them, and what it answers."""
    days = selection.days
    dates = dict(programme.dates(days).order_by().values_list("event").annotate(Count("pk")))
    last = programme.last_of_exhibitions(days)
    topics = EventTopic.objects.filter(page=OuterRef("pk")).values("topic__slug")
    runs = Q(run_starts_on__lte=last) & (Q(run_ends_on__isnull=True) | Q(run_ends_on__gte=days.first))
    found = (
        EventPage.objects.originals()
        .with_page_in(programme.language)
        .filter(Q(pk__in=list(dates)) | runs)
        .order_by()
        .values_list(
            "pk",
            "venue_id",
            "venue__region__slug",
            "run_starts_on",
            "run_ends_on",
            "kind",
            "age_mark",
            "is_free",
            "has_pushkin_card",
            "access_services",
            "languages",
            ArraySubquery(topics),
        )
    )
    for pk, venue_id, region, starts_on, ends_on, kind, mark, is_free, pushkin, access, languages, slugs in found:
        place = programme.directory.of(venue_id)
        is_run = _is_run(starts_on, ends_on, days.first, last)
        yield _Event(
            dates=dates.get(pk, 0),
            is_run=is_run,
            is_shown=is_run and (not days.is_asked or can_be_seen(place, starts_on, ends_on, days.first, last)),
            answers={
                "kind": (kind,),
                "venue": (place.slug,) if place and place.url else (),
                "region": (region,) if region else (),
                "topic": slugs,
                "age": [age for age, marks in MARKS_FOR_AGE.items() if mark in marks],
                "free": ("1",) if is_free else (),
                "pushkin": ("1",) if pushkin else (),
                "access": access,
                "language": languages,
            },
        )


def _is_run(starts_on: date | None, ends_on: date | None, first: date, last: date) -> bool:
    return starts_on is not None and starts_on <= last and (ends_on is None or ends_on >= first)
