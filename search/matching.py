"""What the index finds for a question: a bounded number of candidates, ranked among themselves.

Ranking every match is what makes a search slow on a large site (the rank reads each text's vector), so the
newest and the coming matches are chosen first, in the title and anywhere, and only those are ranked.

A word of every other text is found soonest by walking from the newest entry on, a rare one by the index of words.
PostgreSQL guesses badly how often a word occurs that it keeps no figure of, and would then walk over everything in
vain: how common the words are among the newest entries is asked first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchRank
from django.db.models import Case, Count, DateTimeField, ExpressionWrapper, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Extract
from django.utils import timezone

from search.kinds import KINDS
from search.models import Entry
from search.questions import TermsQuery

#: Matches counted exactly and ranked; beyond that it is “more than 500”.
MOST = 500
#: How many of the newest entries tell how common a word is, and the share (one in so many) from which on it is.
SAMPLE, COMMON = 1_000, 10
#: Weights of the body, the lead, names and topics, the title.
WEIGHTS = [0.1, 0.25, 0.6, 1.0]
#: What a match in the title adds.
TITLE_BONUS = 0.6
#: Division of a rank by 1 + the logarithm of the length of the text.
BY_LENGTH = 1
PAST, COMING, EVERGREEN_WEIGHT = 0.4, 1.25, 1.0
#: Old news count half of today's; the distance halves each year.
_OLDEST_NEWS, _YEAR = 0.5, 365 * 24 * 3600


@dataclass(frozen=True)
class Narrowing:
    """What results are narrowed to: a kind, topics, years, coming events, venues, a person's mentions."""

    kind: str = ""
    topics: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    is_coming: bool = False
    venues: tuple[UUID, ...] = ()
    label: str = ""

    def condition(self, now: datetime) -> Q:
        """Return the condition on entries."""
        condition = Q()
        if self.kind:
            condition &= Q(kind=self.kind)
        if self.topics:
            condition &= Q(topic_ids__overlap=list(self.topics))
        if self.years or self.is_coming:
            condition &= (Q(year__in=self.years) if self.years else Q(pk__in=[])) | (
                Q(ends_at__gt=now) if self.is_coming else Q(pk__in=[])
            )
        if self.venues:
            condition &= Q(venue_key__in=self.venues)
        if self.label:
            condition &= Q(mentions__contains=[self.label])
        return condition

    def lets_through(self, match: "Match", besides: str = "") -> bool:
        """Whether a match passes, the narrowing named ``besides`` left aside: for the counts beside its options."""
        return (
            (besides == "kind" or not self.kind or match.kind == self.kind)
            and (besides == "topics" or not self.topics or bool(set(self.topics) & set(match.topic_ids)))
            and (
                besides == "time"
                or not (self.years or self.is_coming)
                or match.year in self.years
                or (self.is_coming and match.is_coming)
            )
            and (besides == "venues" or not self.venues or match.venue_key in self.venues)
        )


@dataclass(frozen=True)
class Match:
    """One entry found and what it is narrowed and sorted by."""

    pk: int
    kind: str
    topic_ids: list[int]
    venue_key: UUID | None
    year: int | None
    is_coming: bool
    fresh_at: datetime
    rank: float


@dataclass(frozen=True)
class Matches:
    """The best matches; ``is_capped`` where there are more than could be looked at."""

    items: list[Match] = field(default_factory=list)
    is_capped: bool = False


def find(query: TermsQuery | None, language: str, narrowing: Narrowing) -> Matches:
    """Return what meets ``query`` (everything, where it is None), the best first, in two queries of the database."""
    now = timezone.now()
    within = Entry.objects.in_language(language).due().filter(narrowing.condition(now))
    if query is None:
        chosen = _newest(within, MOST + 1)
    else:
        [text, title] = _common([Q(vector=query), Q(title_vector=query)], language)
        anywhere = _newest(within.filter(vector=query), MOST + 1, is_common=text)
        chosen = anywhere.union(_newest(within.filter(title_vector=query), MOST, is_common=title), all=True)
    rows = (
        Entry.objects.filter(pk__in=chosen)
        .open_to_all()
        .annotate(rank=rank(query, now))
        .order_by("-rank", "-fresh_at", "-pk")
        .values_list("pk", "kind", "topic_ids", "venue_key", "year", "ends_at", "fresh_at", "rank")
    )
    items = [
        Match(pk, kind, topics, venue, year, bool(ends_at and ends_at > now), fresh_at, rank)
        for pk, kind, topics, venue, year, ends_at, fresh_at, rank in rows
    ]
    return Matches(items, is_capped=len(items) > MOST)


def counts_by_kind(query: TermsQuery | None, language: str, label: str = "") -> dict[str, int]:
    """Return how many matches each kind has, none counted beyond ``MOST`` + 1, in one query."""
    now = timezone.now()
    first, *others = (
        _within(query, language, Narrowing(kind=kind.code, label=label), now).order_by().values("pk")[: MOST + 1]
        for kind in KINDS
    )
    counted = Entry.objects.filter(pk__in=first.union(*others, all=True))
    rows = counted.open_to_all().order_by().values_list("kind").annotate(found=Count("pk"))
    return dict.fromkeys((kind.code for kind in KINDS), 0) | dict(rows)


def first_that_finds(queries: Sequence[TermsQuery], language: str) -> int | None:
    """Return the place of the first of ``queries`` that finds anything, in two queries; None where none does."""
    if not queries:
        return None
    now = timezone.now()
    common = _common([Q(vector=query) for query in queries], language)
    looks = [
        _in_order(_within(query, language, Narrowing(), now).open_to_all(), is_common)
        .annotate(place=Value(place))
        .values_list("place", flat=True)[:1]
        for place, (query, is_common) in enumerate(zip(queries, common, strict=True))
    ]
    found = list(looks[0].union(*looks[1:], all=True)) if len(looks) > 1 else list(looks[0])
    return min(found, default=None)


def count(query: TermsQuery, language: str) -> int:
    """Return how many matches there are, at most ``MOST`` + 1."""
    within = _within(query, language, Narrowing(), timezone.now()).open_to_all()
    return _newest(within, MOST + 1, is_common=False).aggregate(found=Count("pk"))["found"]


def _common(conditions: Sequence[Q], language: str) -> list[bool]:
    """Return of each condition whether a tenth or more of the newest entries meet it, in one query."""
    sample = Entry.objects.in_language(language).order_by("-fresh_at", "-pk")[:SAMPLE]
    counted = sample.aggregate(
        **{f"met_{place}": Count("pk", filter=condition) for place, condition in enumerate(conditions)}
    )
    return [counted[f"met_{place}"] * COMMON >= SAMPLE for place in range(len(conditions))]


def _within(query: TermsQuery | None, language: str, narrowing: Narrowing, now: datetime) -> QuerySet[Entry]:
    within = Entry.objects.in_language(language).due().filter(narrowing.condition(now))
    return within.filter(vector=query) if query else within


def _in_order(entries: QuerySet[Entry], is_common: bool) -> QuerySet[Entry]:
    """Order by freshness. What is rare is ordered by a value that stands in no index, so that no index is walked."""
    if is_common:
        return entries.order_by("-fresh_at", "-pk")
    value = ExpressionWrapper(F("fresh_at") + timedelta(0), output_field=DateTimeField())
    return entries.order_by(value.desc(), "-pk")


def _newest(entries: QuerySet[Entry], most: int, is_common: bool = True) -> QuerySet[Entry]:
    return _in_order(entries, is_common).values("pk")[:most]


def rank(query: TermsQuery | None, now: datetime) -> Any:
    """Return the rank: how well it matches, times how timely it is."""
    age = ExpressionWrapper(Extract(Value(now) - F("published_at"), "epoch") / float(_YEAR), output_field=FloatField())
    timely = Case(
        When(ends_at__lte=now, then=Value(PAST)),
        When(ends_at__gt=now, then=Value(COMING)),
        When(kind="news", then=_OLDEST_NEWS + (1 - _OLDEST_NEWS) / (1.0 + age)),
        default=Value(EVERGREEN_WEIGHT),
        output_field=FloatField(),
    )
    if query is None:
        return timely
    meets = SearchRank(F("vector"), query, weights=WEIGHTS, normalization=BY_LENGTH)
    bonus = Case(When(title_vector=query, then=Value(TITLE_BONUS)), default=Value(0.0), output_field=FloatField())
    return ExpressionWrapper((meets + bonus) * timely, output_field=FloatField())
