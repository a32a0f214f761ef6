"""Asking the memory: the same text, similar texts, every use of a word."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Abs
from rapidfuzz import fuzz, process

from localisation.memory.keys import comparable, digest, rarest, stems
from localisation.models import MemoryEntry

#: From this likeness (of 100) on a former translation is worth showing.
THRESHOLD = 70
#: How many entries near in length are looked at, and how many of them are compared letter by letter.
NEAR = 2000
CANDIDATES = 300
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Match:
    """A text of the memory that is like the one asked for; ``score`` is 100 where it is the same."""

    source: str
    target: str
    score: int
    origin: str
    updated_at: datetime


class SharedWords(Func):
    """How many elements two arrays have in common."""

    template = "CARDINALITY(ARRAY(SELECT UNNEST(%(expressions)s)))"
    arg_joiner = ") INTERSECT SELECT UNNEST("
    output_field = models.IntegerField()


def exact(sources: list[str], source_language: str, target_language: str) -> dict[str, str]:
    """Return the newest translation of each text that the memory has, spaces apart; one query for all."""
    wanted = {digest(source): source for source in sources}
    found: dict[str, str] = {}
    rows = (
        MemoryEntry.objects.filter(**{f"{source_language}_digest__in": wanted.keys()})
        .order_by("updated_at", "pk")
        .values_list(f"{source_language}_digest", target_language)
    )
    by_digest = dict(rows)
    for source in sources:
        translation = by_digest.get(digest(source))
        if translation:
            found[source] = translation
    return found


def similar(source: str, source_language: str, target_language: str, most: int = 5) -> list[Match]:
    """Return the texts most like ``source``, best first, each translation once, in one query.

    Only texts of like length that share telling words are compared: of the ``NEAR`` nearest in length the
    ``CANDIDATES`` that share the most words, letter by letter.
    """
    words = comparable(source)
    if not words:
        return []
    language = source_language
    # A text more than this much longer or shorter cannot be alike enough, whatever its letters.
    stretch = (200 - THRESHOLD) / THRESHOLD
    shortest, longest = int(len(words) / stretch), int(len(words) * stretch) + 1
    given = stems(words)
    near = (
        MemoryEntry.objects.filter(
            **{f"{language}_length__range": (shortest, longest), f"{language}_stems__overlap": rarest(words)}
        )
        .order_by(Abs(F(f"{language}_length") - len(words)), "-pk")
        .values("pk")[:NEAR]
    )
    candidates = (
        MemoryEntry.objects.filter(pk__in=near)
        .annotate(
            shared=SharedWords(
                F(f"{language}_stems"), Value(given, output_field=ArrayField(models.CharField(max_length=8)))
            )
        )
        .order_by("-shared", "-updated_at", "-pk")[:CANDIDATES]
    )
    entries = list(candidates)
    texts = [comparable(getattr(entry, language)) for entry in entries]
    scored = process.extract(words, texts, scorer=fuzz.ratio, score_cutoff=THRESHOLD, limit=CANDIDATES)
    found: dict[str, Match] = {}
    for _text, score, number in scored:
        entry = entries[number]
        target = getattr(entry, target_language)
        same = getattr(entry, f"{language}_digest") == digest(source)
        match = Match(
            source=getattr(entry, language),
            target=target,
            score=100 if same else min(int(score), 99),
            origin=entry.origin,
            updated_at=entry.updated_at,
        )
        found.setdefault(target, match)
    return sorted(found.values(), key=lambda match: -match.score)[:most]


def concordance(words: str, most: int = 30) -> list[MemoryEntry]:
    """Return the entries that hold ``words`` in either language, newest first, each pair once."""
    words = " ".join(words.split())
    if len(words) < FEWEST_LETTERS:
        return []
    rows = MemoryEntry.objects.filter(Q(ru__icontains=words) | Q(en__icontains=words))[: most * 3]
    once = {(entry.ru_digest, entry.en_digest): entry for entry in rows}
    return list(once.values())[:most]
