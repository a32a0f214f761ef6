"""What every engine of the search can do, and the words in which it is asked and answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from search.models import Entry
from search.terms import Terms

#: Matches counted exactly; beyond that it is “more than 500”.
MOST = 500
#: What a word weighs where it is met, from the title down.
WEIGHTS = {"title": 1.0, "names": 0.6, "lead": 0.25, "body": 0.1}
#: What is added where the title alone meets the whole question.
TITLE_BONUS = 0.6
#: What past and coming events are multiplied by; everything else that does not age stands between.
PAST, COMING, EVERGREEN_WEIGHT = 0.4, 1.25, 1.0
#: Old news count half of today's.
OLDEST_NEWS = 0.5
#: Of the newest titles that hold a question still being typed, those that are ranked.
RANKED_TITLES = 100


@dataclass(frozen=True)
class Narrowing:
    """What results are narrowed to: a kind, topics, years, coming events, venues, a person's mentions."""

    kind: str = ""
    topics: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    is_coming: bool = False
    venues: tuple[UUID, ...] = ()
    label: str = ""

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


class Engine(Protocol):
    """Finds entries of the index. Whatever it finds, only what is open to all at that moment leaves it."""

    def find(self, terms: Terms, language: str, narrowing: Narrowing) -> Matches:
        """Return what meets ``terms``, the best first."""
        ...

    def counts_by_kind(self, terms: Terms, language: str, label: str = "") -> dict[str, int]:
        """Return how many matches each kind has, none counted beyond ``MOST`` + 1."""
        ...

    def first_that_finds(self, questions: Sequence[Terms], language: str) -> int | None:
        """Return the place of the first of ``questions`` that finds anything; None where none does."""
        ...

    def count(self, terms: Terms, language: str) -> int:
        """Return how many matches there are, at most ``MOST`` + 1."""
        ...

    def titles(self, terms: Terms, language: str, most: int) -> list[Entry]:
        """Return the entries whose titles meet ``terms``, the best first, with their pages."""
        ...

    def catch_up(self) -> int:
        """Take over what has changed in the entries since the last time; return how many were looked at."""
        ...

    def rebuild(self) -> int:
        """Make the engine's own index of the entries anew; return how many it holds."""
        ...

    def sweep(self) -> int:
        """Drop from the engine's own index what is no longer among the entries; return how many were dropped."""
        ...


class EngineError(Exception):
    """An engine is out of reach, too slow, or answers what cannot be understood."""
