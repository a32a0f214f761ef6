"""An engine with another behind it, which answers while the first is away."""

import logging
from collections.abc import Callable, Sequence
from time import monotonic
from typing import TypeVar

from search.engines.base import Engine, EngineError, Matches, Narrowing
from search.models import Entry
from search.terms import Terms

logger = logging.getLogger(__name__)
T = TypeVar("T")

#: Seconds in which the first engine is left alone after it has failed, so that nobody else waits for it in vain.
REST = 30.0


class FallingBackEngine:
    """Asks ``first``; for what it fails to answer, and for half a minute after, ``second``."""

    def __init__(self, first: Engine, second: Engine) -> None:
        self.first = first
        self.second = second
        self._rests_until = 0.0

    def find(self, terms: Terms, language: str, narrowing: Narrowing) -> Matches:
        """Return what meets ``terms``, the best first."""
        return self._either(lambda engine: engine.find(terms, language, narrowing))

    def counts_by_kind(self, terms: Terms, language: str, label: str = "") -> dict[str, int]:
        """Return how many matches each kind has."""
        return self._either(lambda engine: engine.counts_by_kind(terms, language, label))

    def first_that_finds(self, questions: Sequence[Terms], language: str) -> int | None:
        """Return the place of the first of ``questions`` that finds anything."""
        return self._either(lambda engine: engine.first_that_finds(questions, language))

    def count(self, terms: Terms, language: str) -> int:
        """Return how many matches there are."""
        return self._either(lambda engine: engine.count(terms, language))

    def titles(self, terms: Terms, language: str, most: int) -> list[Entry]:
        """Return the entries whose titles meet ``terms``."""
        return self._either(lambda engine: engine.titles(terms, language, most))

    def catch_up(self) -> int:
        """Bring the first engine up to date; what fails is sent the next time."""
        try:
            return self.first.catch_up()
        except EngineError as error:
            logger.warning("The search engine has not been brought up to date: %s", error)
            return 0

    def rebuild(self) -> int:
        """Make the first engine's index anew."""
        return self.first.rebuild()

    def sweep(self) -> int:
        """Drop from the first engine's index what is gone."""
        return self.first.sweep()

    def _either(self, ask: Callable[[Engine], T]) -> T:
        if monotonic() >= self._rests_until:
            try:
                return ask(self.first)
            except EngineError as error:
                self._rests_until = monotonic() + REST
                logger.warning("The search engine failed, PostgreSQL answers for %.0f seconds: %s", REST, error)
        return ask(self.second)
