"""PostgreSQL as the engine: a bounded number of candidates, ranked among themselves.

Ranking every match is what makes a search slow on a large site (the rank reads each text's vector), so the
newest and the coming matches are chosen first, in the title and anywhere, and only those are ranked.

A word of every other text is found soonest by walking from the newest entry on, a rare one by the index of words.
PostgreSQL guesses badly how often a word occurs that it keeps no figure of, and would then walk over everything in
vain: how common the words are among the newest entries is asked first.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, Count, DateTimeField, ExpressionWrapper, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Extract
from django.utils import timezone

from search.engines.base import (
    COMING,
    EVERGREEN_WEIGHT,
    MOST,
    OLDEST_NEWS,
    PAST,
    RANKED_TITLES,
    TITLE_BONUS,
    WEIGHTS,
    Matches,
    Narrowing,
)
from search.engines.rows import MATCH_FIELDS, match_of
from search.kinds import KINDS
from search.models import Entry
from search.terms import Group, Terms, Word

#: How many of the newest entries tell how common a word is, and the share (one in so many) from which on it is.
SAMPLE, COMMON = 1_000, 10
#: Division of a rank by 1 + the logarithm of the length of the text.
BY_LENGTH = 1
#: The distance between today's news and old ones shrinks with the years.
_YEAR = 365 * 24 * 3600


class TermsQuery(SearchQuery):
    """A ``tsquery`` whose words have been taken apart already."""

    def __init__(self, terms: Terms) -> None:
        self.literal = " & ".join(dict.fromkeys(map(_operand, terms.groups)))
        super().__init__(self.literal, config="simple", search_type="raw")

    def as_sql(self, compiler: Any, connection: Any, function: Any = None, template: Any = None) -> tuple[str, list]:
        return "%s::tsquery", [self.literal]


class PostgreSQLEngine:
    """Searches the table of entries itself, so that it has nothing of its own to keep in step."""

    def find(self, terms: Terms, language: str, narrowing: Narrowing) -> Matches:
        """Return what meets ``terms``, the best first, in two queries of the database."""
        now = timezone.now()
        query = TermsQuery(terms) if terms else None
        within = Entry.objects.in_language(language).due().filter(_condition(narrowing, now))
        if query is None:
            chosen = _newest(within, MOST + 1)
        else:
            [text, title] = _common([Q(vector=query), Q(title_vector=query)], language)
            anywhere = _newest(within.filter(vector=query), MOST + 1, is_common=text)
            chosen = anywhere.union(_newest(within.filter(title_vector=query), MOST, is_common=title), all=True)
        rows = (
            Entry.objects.filter(pk__in=chosen)
            .open_to_all()
            .annotate(rank=_rank(query, now))
            .order_by("-rank", "-fresh_at", "-pk")
            .values(*MATCH_FIELDS, "rank")
        )
        items = [match_of(row, row["rank"], now) for row in rows]
        return Matches(items, is_capped=len(items) > MOST)

    def counts_by_kind(self, terms: Terms, language: str, label: str = "") -> dict[str, int]:
        """Return how many matches each kind has, in one query."""
        now = timezone.now()
        first, *others = (
            _within(terms, language, Narrowing(kind=kind.code, label=label), now).order_by().values("pk")[: MOST + 1]
            for kind in KINDS
        )
        counted = Entry.objects.filter(pk__in=first.union(*others, all=True))
        rows = counted.open_to_all().order_by().values_list("kind").annotate(found=Count("pk"))
        return dict.fromkeys((kind.code for kind in KINDS), 0) | dict(rows)

    def first_that_finds(self, questions: Sequence[Terms], language: str) -> int | None:
        """Return the place of the first of ``questions`` that finds anything, in two queries."""
        if not questions:
            return None
        now = timezone.now()
        common = _common([Q(vector=TermsQuery(terms)) for terms in questions], language)
        looks = [
            _in_order(_within(terms, language, Narrowing(), now).open_to_all(), is_common)
            .annotate(place=Value(place))
            .values_list("place", flat=True)[:1]
            for place, (terms, is_common) in enumerate(zip(questions, common, strict=True))
        ]
        found = list(looks[0].union(*looks[1:], all=True)) if len(looks) > 1 else list(looks[0])
        return min(found, default=None)

    def count(self, terms: Terms, language: str) -> int:
        """Return how many matches there are, at most ``MOST`` + 1."""
        within = _within(terms, language, Narrowing(), timezone.now()).open_to_all()
        return _newest(within, MOST + 1, is_common=False).aggregate(found=Count("pk"))["found"]

    def titles(self, terms: Terms, language: str, most: int) -> list[Entry]:
        """Return the entries whose titles meet ``terms``, in one query."""
        query = TermsQuery(terms)
        titles = Entry.objects.in_language(language).due().filter(title_vector=query)
        entries = (
            Entry.objects.filter(pk__in=_newest(titles, RANKED_TITLES))
            .open_to_all()
            .annotate(rank=_rank(query, timezone.now()))
            .select_related("page")
            .defer("vector", "title_vector", "body", "lead")
            .order_by("-rank", "-fresh_at", "-pk")
        )
        return list(entries[:most])

    def catch_up(self) -> int:
        """Nothing to do: the entries are the index."""
        return 0

    def rebuild(self) -> int:
        """Nothing to do: the entries are the index."""
        return 0

    def sweep(self) -> int:
        """Nothing to do: the entries are the index."""
        return 0


def _operand(group: Group) -> str:
    first, *others = group
    if not others:
        return _any_form(first)
    return f"({_any_form(first)}{''.join(f' <{word.distance}> {_any_form(word)}' for word in others)})"


def _any_form(word: Word) -> str:
    quoted = [f"{_quoted(word.begins)}:*"] if word.begins else []
    quoted += map(_quoted, word.forms)
    return quoted[0] if len(quoted) == 1 else f"({' | '.join(quoted)})"


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "").replace("'", "''") + "'"


def _condition(narrowing: Narrowing, now: datetime) -> Q:
    """Return the condition on entries that ``narrowing`` stands for."""
    condition = Q()
    if narrowing.kind:
        condition &= Q(kind=narrowing.kind)
    if narrowing.topics:
        condition &= Q(topic_ids__overlap=list(narrowing.topics))
    if narrowing.years or narrowing.is_coming:
        condition &= (Q(year__in=narrowing.years) if narrowing.years else Q(pk__in=[])) | (
            Q(ends_at__gt=now) if narrowing.is_coming else Q(pk__in=[])
        )
    if narrowing.venues:
        condition &= Q(venue_key__in=narrowing.venues)
    if narrowing.label:
        condition &= Q(mentions__contains=[narrowing.label])
    return condition


def _common(conditions: Sequence[Q], language: str) -> list[bool]:
    """Return of each condition whether a tenth or more of the newest entries meet it, in one query."""
    sample = Entry.objects.in_language(language).order_by("-fresh_at", "-pk")[:SAMPLE]
    counted = sample.aggregate(
        **{f"met_{place}": Count("pk", filter=condition) for place, condition in enumerate(conditions)}
    )
    return [counted[f"met_{place}"] * COMMON >= SAMPLE for place in range(len(conditions))]


def _within(terms: Terms, language: str, narrowing: Narrowing, now: datetime) -> QuerySet[Entry]:
    within = Entry.objects.in_language(language).due().filter(_condition(narrowing, now))
    return within.filter(vector=TermsQuery(terms)) if terms else within


def _in_order(entries: QuerySet[Entry], is_common: bool) -> QuerySet[Entry]:
    """Order by freshness. What is rare is ordered by a value that stands in no index, so that no index is walked."""
    if is_common:
        return entries.order_by("-fresh_at", "-pk")
    value = ExpressionWrapper(F("fresh_at") + timedelta(0), output_field=DateTimeField())
    return entries.order_by(value.desc(), "-pk")


def _newest(entries: QuerySet[Entry], most: int, is_common: bool = True) -> QuerySet[Entry]:
    return _in_order(entries, is_common).values("pk")[:most]


def _rank(query: TermsQuery | None, now: datetime) -> Any:
    """Return the rank: how well it matches, times how timely it is."""
    age = ExpressionWrapper(Extract(Value(now) - F("published_at"), "epoch") / float(_YEAR), output_field=FloatField())
    timely = Case(
        When(ends_at__lte=now, then=Value(PAST)),
        When(ends_at__gt=now, then=Value(COMING)),
        When(kind="news", then=OLDEST_NEWS + (1 - OLDEST_NEWS) / (1.0 + age)),
        default=Value(EVERGREEN_WEIGHT),
        output_field=FloatField(),
    )
    if query is None:
        return timely
    meets = SearchRank(F("vector"), query, weights=[*reversed(WEIGHTS.values())], normalization=BY_LENGTH)
    bonus = Case(When(title_vector=query, then=Value(TITLE_BONUS)), default=Value(0.0), output_field=FloatField())
    return ExpressionWrapper((meets + bonus) * timely, output_field=FloatField())
