"""One rule: every day, on weekdays of a week, on a day of a month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.rrule import rrulestr
from django.utils.translation import gettext_lazy as _

from core.dates import FIRST_YEAR, LAST_YEAR
from events.recurrence.errors import RuleError

#: How far a rule may reach. What repeats for longer is planned anew before it ends.
HORIZON = timedelta(days=3 * 366)
MOST_INTERVAL = 52
TOO_LONG = _("A rule reaches three years at most: give an earlier last day.")
WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
POSITIONS = (1, 2, 3, 4, -1)


class Frequency(StrEnum):
    """How a rule counts."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


@dataclass(frozen=True)
class Rule:
    """Which days: a subset of RFC 5545's recurrence rules that always ends.

    ``weekdays`` count from 0, Monday. A monthly rule names either ``month_day`` (1–31, or −1 for the last day) or
    a ``position`` (1–4, or −1 for the last) of its weekdays. Exactly one of ``until`` and ``count`` is given.
    Raises ``RuleError``.
    """

    frequency: Frequency
    until: date | None = None
    count: int | None = None
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    position: int = 0
    month_day: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "weekdays", tuple(sorted(set(self.weekdays))))
        if not 1 <= self.interval <= MOST_INTERVAL:
            raise RuleError("interval", _("Give a number from 1 to 52."), "interval")
        if not set(self.weekdays) <= set(range(7)):
            raise RuleError("weekdays", _("Choose days of the week."), "weekdays")
        if self.frequency == Frequency.WEEKLY and not self.weekdays:
            raise RuleError("weekdays", _("Choose at least one day of the week."), "weekdays")
        if self.frequency == Frequency.MONTHLY:
            self._check_month()
        if self.until is None and self.count is None:
            raise RuleError("endless", _("Say when the dates end: give the last day."), "until")
        if self.until is not None and self.count is not None:
            raise RuleError("two_ends", _("Give the last day or the number of days, not both."), "until")
        if self.count is not None and not 1 <= self.count <= HORIZON.days:
            raise RuleError("count", _("Give a number of days from 1 to 1098."), "count")
        if self.until is not None:
            check_year(self.until, "until")

    def _check_month(self) -> None:
        if bool(self.month_day) == bool(self.position):
            raise RuleError("month", _("Choose a day of the month, or a day of the week in it."), "position")
        if self.month_day and self.month_day != -1 and not 1 <= self.month_day <= 31:
            raise RuleError("month_day", _("Give a day of the month from 1 to 31."), "month_day")
        if self.position and (self.position not in POSITIONS or not self.weekdays):
            raise RuleError("weekdays", _("Choose at least one day of the week."), "weekdays")

    @classmethod
    def parse(cls, text: str) -> Rule:
        """Read what ``str()`` writes. Raises ``RuleError`` for any other text."""
        try:
            parts = dict(part.split("=", 1) for part in text.strip().split(";"))
            frequency = Frequency(parts.pop("FREQ"))
            until, count = parts.pop("UNTIL", None), parts.pop("COUNT", None)
            days = [part for part in parts.pop("BYDAY", "").split(",") if part]
            positions = {int(day[:-2]) for day in days if day[:-2]}
            if len(positions) > 1 or (positions and not all(day[:-2] for day in days)):
                raise ValueError(text)
            rule = cls(
                frequency=frequency,
                until=datetime.strptime(until[:8], "%Y%m%d").date() if until else None,  # noqa: DTZ007 (a day)
                count=int(count) if count else None,
                interval=int(parts.pop("INTERVAL", 1)),
                weekdays=tuple(WEEKDAY_CODES.index(day[-2:]) for day in days),
                position=positions.pop() if positions else 0,
                month_day=int(parts.pop("BYMONTHDAY", 0)),
            )
        except RuleError:
            raise
        except (KeyError, ValueError) as error:
            raise RuleError("not_a_rule", _("This rule cannot be read.")) from error
        if parts:
            raise RuleError("not_a_rule", _("This rule cannot be read."))
        return rule

    def __str__(self) -> str:
        """The text of RFC 5545 §3.3.10, the last day as a date of the venue's calendar."""
        end = f"UNTIL={self.until:%Y%m%d}" if self.until else f"COUNT={self.count}"
        return ";".join([*self._parts(), end])

    def _parts(self) -> list[str]:
        parts = [f"FREQ={self.frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.month_day:
            parts.append(f"BYMONTHDAY={self.month_day}")
        if self.weekdays and self.frequency != Frequency.DAILY:
            nth = str(self.position or "")
            parts.append("BYDAY=" + ",".join(nth + WEEKDAY_CODES[day] for day in self.weekdays))
        return parts

    def until_moment(self, moment: datetime) -> str:
        """The text with the end as a moment in UTC, as RFC 5545 §3.3.10 asks where the start has a time zone."""
        return ";".join([*self._parts(), f"UNTIL={moment:%Y%m%dT%H%M%SZ}"])

    def days(self, starts_on: date) -> Iterator[date]:
        """The days of the rule from ``starts_on``, in order. Raises ``RuleError`` for a stretch beyond reason."""
        check_year(starts_on, "starts_on")
        if self.until is not None:
            if self.until < starts_on:
                raise RuleError("ends_before_start", _("The last day is before the first."), "until")
            if self.until - starts_on > HORIZON:
                raise RuleError("too_long", TOO_LONG, "until")
        for moment in rrulestr(str(self), dtstart=datetime.combine(starts_on, time())):
            if moment.date() - starts_on > HORIZON:
                raise RuleError("too_long", TOO_LONG, "until")
            yield moment.date()


def check_year(day: date, field: str) -> None:
    """Raise ``RuleError`` for a day outside the years that a programme may speak of."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise RuleError("year", _("Give a year between 1990 and 2100."), field)
