"""The dates that a rule gives: its days, each at one or several hours, without those left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from events.recurrence.errors import RuleError
from events.recurrence.rules import Rule

#: Dates of one event, by rules and single ones together.
MOST_DATES = 400
MOST_SLOTS = 12


@dataclass(frozen=True)
class Slot:
    """An hour of the day at which a rule's dates begin; ``key`` names it for good, whatever becomes of the hour."""

    key: str
    starts: time
    ends: time | None = None


@dataclass(frozen=True, order=True)
class Planned:
    """One date that a plan gives, by the venue's clock."""

    day: date
    starts: time
    ends: time | None = field(default=None, compare=False)
    key: str = field(default="", compare=False)

    @property
    def moment(self) -> datetime:
        """The local start, without a zone."""
        return datetime.combine(self.day, self.starts)


@dataclass(frozen=True)
class Plan:
    """A rule with its first day, its hours and what is left out: whole days, or single starts.

    Raises ``RuleError``.
    """

    rule: Rule
    starts_on: date
    slots: tuple[Slot, ...]
    excluded: frozenset[date | datetime] = frozenset()

    def __post_init__(self) -> None:
        if not self.slots:
            raise RuleError("times", _("Give at least one time."), "times")
        if len(self.slots) > MOST_SLOTS:
            raise RuleError("times", _("A day can have %(most)s times at most."), "times", most=MOST_SLOTS)
        if len({slot.starts for slot in self.slots}) < len(self.slots):
            raise RuleError("times", _("A time is in the list twice."), "times")
        object.__setattr__(self, "slots", tuple(sorted(self.slots, key=lambda slot: slot.starts)))
        object.__setattr__(self, "excluded", frozenset(self.excluded))

    def all_days(self, most: int = MOST_DATES) -> list[date]:
        """The rule's days, nothing left out. Raises ``RuleError`` where they are none or too many dates."""
        found = []
        for day in self.rule.days(self.starts_on):
            found.append(day)
            if len(found) * len(self.slots) > most:
                raise RuleError(
                    "too_many",
                    _("This rule gives more than %(most)s dates: give an earlier last day or fewer times."),
                    "until",
                    most=most,
                )
        if not found:
            raise RuleError("no_dates", _("This rule gives no date: look at the days and the last day."), "until")
        return found

    def dates(self, most: int = MOST_DATES) -> list[Planned]:
        """The dates in order. Raises ``RuleError`` where the rule gives none or more than ``most``."""
        return [
            planned
            for day in self.all_days(most)
            for planned in (Planned(day, slot.starts, slot.ends, slot.key) for slot in self.slots)
            if not self.leaves_out(planned)
        ]

    def leaves_out(self, planned: Planned) -> bool:
        return planned.day in self.excluded or planned.moment in self.excluded


def exclusions_from(texts: Iterable[str]) -> frozenset[date | datetime]:
    """Read ``2026-12-05`` and ``2026-12-05T12:00``; raises ``ValueError`` for other text."""
    return frozenset(datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text) for text in texts)


def exclusion_text(excluded: date | datetime) -> str:
    """What ``exclusions_from`` reads."""
    if isinstance(excluded, datetime):
        return excluded.isoformat(timespec="minutes")
    return excluded.isoformat()
