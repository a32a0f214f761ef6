"""What a venue says of itself at a moment, in the reader's words; and of the days to come, for the page's script."""

import json
import math
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Self

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from core.dates import day_and_month, full_date
from venues.hours import ClientState, Schedule, StatusKind

DAYS_AHEAD = 3  # a page left open over a weekend is still right
ON_WEEKDAYS = (
    gettext_noop("on Monday"),
    gettext_noop("on Tuesday"),
    gettext_noop("on Wednesday"),
    gettext_noop("on Thursday"),
    gettext_noop("on Friday"),
    gettext_noop("on Saturday"),
    gettext_noop("on Sunday"),
)
OPEN_KINDS = frozenset({StatusKind.OPEN, StatusKind.CLOSING_SOON, StatusKind.ROUND_THE_CLOCK})


@dataclass(frozen=True)
class State:
    """What to say from one moment on: ``lead`` is printed bold, ``rest`` after it, ``detail`` where there is room.

    Moments are whole seconds since 1970 UTC; ``since`` and ``until`` bound the present opening, where there is one.
    """

    at: int
    is_open: bool
    lead: str
    rest: str
    detail: str
    since: int | None
    until: int | None

    @classmethod
    def of(cls, facts: ClientState) -> Self:
        """Put the engine's facts into the words of the active language."""
        kind = StatusKind(facts["kind"])
        lead, rest = _sentence(kind, facts)
        is_open = kind in OPEN_KINDS
        return cls(
            at=facts["at"],
            is_open=is_open,
            lead=lead,
            rest=rest,
            detail=_detail(facts, is_open),
            since=facts.get("since") if is_open else None,
            until=facts.get("until") if is_open else None,
        )


@dataclass(frozen=True)
class StatusLine:
    """The line of one venue: the state now, and those that follow until the page knows no more."""

    moment: int
    ends: int
    states: tuple[State, ...]

    @property
    def now(self) -> State:
        return self.states[0]

    @property
    def is_open(self) -> bool:
        return self.now.is_open

    @property
    def text(self) -> str:
        return f"{self.now.lead}{self.now.rest}"

    def __str__(self) -> str:
        return self.text

    @cached_property
    def payload(self) -> str:
        """JSON for static/js/hours.js: ``[at, open, lead, rest, detail, since, until]`` for each state."""
        rows = [
            [state.at, int(state.is_open), state.lead, state.rest, state.detail, state.since, state.until]
            for state in self.states
        ]
        return json.dumps({"ends": self.ends, "states": rows}, ensure_ascii=False, separators=(",", ":"))

    @property
    def sun(self) -> "Sun | None":
        """Where the sun stands on the arc of this opening; None while closed or open without end."""
        if not self.now.is_open or self.now.since is None or self.now.until is None:
            return None
        return Sun((self.moment - self.now.since) / max(self.now.until - self.now.since, 1))


@dataclass(frozen=True)
class Sun:
    """A point on the arc from opening (0) to closing (1), for the small arc and for the dial."""

    fraction: float

    @property
    def _angle(self) -> float:
        return math.pi * min(max(self.fraction, 0.0), 1.0)

    def _at(self, centre: float, base: float, radius: float) -> tuple[str, str]:
        return f"{centre - radius * math.cos(self._angle):.1f}", f"{base - radius * math.sin(self._angle):.1f}"

    @property
    def small(self) -> tuple[str, str]:
        """``cx, cy`` on the arc of 44 by 30 in the header."""
        return self._at(22, 22, 18)

    @property
    def large(self) -> tuple[str, str]:
        """``cx, cy`` on the dial of 320 by 200."""
        return self._at(160, 140, 140)


def status_line(schedule: Schedule, moment: datetime, language: str) -> StatusLine | None:
    """Return what the venue says at ``moment`` in ``language``; None where its hours are not known."""
    payload = schedule.client_payload(moment, DAYS_AHEAD, language=language)
    states = payload["states"]
    if not states or states[0]["kind"] == StatusKind.UNKNOWN:
        return None
    with translation.override(language):
        lines = tuple(State.of(facts) for facts in states if facts["kind"] != StatusKind.UNKNOWN)
    return StatusLine(int(moment.timestamp()), payload["ends"], lines)


def _sentence(kind: StatusKind, facts: ClientState) -> tuple[str, str]:
    """Return the bold beginning and the rest of the sentence."""
    match kind:
        case StatusKind.ROUND_THE_CLOCK:
            return _("Open round the clock"), ""
        case StatusKind.CLOSING_SOON:
            return _("Closing soon"), " " + pgettext("closing soon", "at %(time)s") % facts
        case StatusKind.OPEN:
            lead = _("Open today") if facts.get("days") == 0 else _("Open now")
            return lead, " " + pgettext("open", "until %(time)s") % facts
        case StatusKind.CLOSED_TODAY:
            return _("Closed today"), _opening(facts)
        case StatusKind.CLOSED_TEMPORARILY:
            return _("Temporarily closed"), _opening(facts) or _through(facts)
        case _:
            return _("Closed now"), _opening(facts)


def _opening(facts: ClientState) -> str:
    """``, opens on Tuesday at 10:00``; empty where no opening is in sight."""
    if "time" not in facts:
        return ""
    return ", " + _("opens %(day)s at %(time)s") % {"day": _day(facts), "time": facts["time"]}


def _day(facts: ClientState) -> str:
    days = facts["days"]
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days < 7:
        return _(ON_WEEKDAYS[facts["weekday"]])
    return pgettext("opens", "on %(date)s") % {"date": day_and_month(date.fromisoformat(facts["date"]))}


def _through(facts: ClientState) -> str:
    if "through" not in facts:
        return ""
    return " " + pgettext("closed", "until %(date)s") % {"date": full_date(date.fromisoformat(facts["through"]))}


def _detail(facts: ClientState, is_open: bool) -> str:
    """The reason of an unusual day, and the last admission while the venue is open."""
    parts = []
    reason = facts.get("reason")
    if isinstance(reason, str):  # one text: a language was asked for
        parts.append(f"{reason[:1].upper()}{reason[1:].rstrip('.')}.")
    if is_open and facts.get("admission_over"):
        parts.append(_("Last entry was at %(time)s.") % {"time": facts["admission"]})
    elif is_open and "admission" in facts:
        parts.append(_("Last entry at %(time)s.") % {"time": facts["admission"]})
    return " ".join(parts)
