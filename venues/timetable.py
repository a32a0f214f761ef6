"""The opening hours of a venue's page: the week, the days that differ, the arc of today."""

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from core.dates import date_range, short_date
from venues.hours import Schedule, intervals_text
from venues.status import StatusLine, status_line

SPECIAL_DAYS_AHEAD = 60


@dataclass(frozen=True)
class Row:
    """A line of the week; ``hours`` is empty on a closed day."""

    day: str
    hours: str
    is_today: bool
    reason: str = ""


@dataclass(frozen=True)
class Notice:
    """A day or a stretch of days that differs from the week."""

    dates: str
    hours: str
    reason: str = ""


@dataclass(frozen=True)
class Tick:
    """A line of the dial, as an SVG path."""

    path: str


class Timetable:
    """Opening hours in one language at one moment."""

    def __init__(self, schedule: Schedule, moment: datetime, language: str) -> None:
        self.schedule = schedule
        self.language = language
        self.moment = moment
        self.today: date = moment.astimezone(schedule.zone).date()

    @cached_property
    def status(self) -> StatusLine | None:
        return status_line(self.schedule, self.moment, self.language)

    @cached_property
    def rows(self) -> list[Row]:
        """Monday to Sunday as the present season has them; today as it really is."""
        if not self.schedule.has_hours:
            return []
        week = self.schedule.week_on(self.today)
        found = []
        for weekday, intervals in enumerate(week.days):
            is_today = weekday == self.today.weekday()
            reason = ""
            if is_today:
                hours = self.schedule.hours_on(self.today)
                intervals, reason = hours.intervals, hours.reason.get(self.language, "")
            text = intervals_text(intervals, self.language) if intervals else ""
            found.append(Row(str(WEEKDAYS[weekday]), text, is_today, reason))
        return found

    @cached_property
    def notices(self) -> list[Notice]:
        """Closures, special days and seasons that begin in the next two months, in order of time."""
        last = self.today + timedelta(days=SPECIAL_DAYS_AHEAD)
        found: list[tuple[date, Notice]] = []
        for closure in self.schedule.closures:
            if closure.starts_on <= last and (closure.ends_on is None or closure.ends_on >= self.today):
                dates = (
                    date_range(closure.starts_on, closure.ends_on)
                    if closure.ends_on
                    else _("from %(date)s until further notice") % {"date": short_date(closure.starts_on, self.today)}
                )
                found.append((closure.starts_on, Notice(dates, "", closure.reason.get(self.language, ""))))
        for special in self.schedule.special_days:
            if self.today <= special.on <= last:
                hours = intervals_text(special.intervals, self.language) if special.intervals else ""
                reason = special.reason.get(self.language, "")
                found.append((special.on, Notice(short_date(special.on, self.today), hours, reason)))
        found += self._seasons(last)
        return [notice for _day, notice in sorted(found, key=lambda item: item[0])]

    def _seasons(self, last: date) -> list[tuple[date, Notice]]:
        """The next stretch of each season that begins before ``last``, the present one left out."""
        found = []
        for season in self.schedule.seasons:
            day = self.today + timedelta(days=1)
            while day <= last and not season.covers(day):
                day += timedelta(days=1)
            if day > last or season.covers(self.today):
                continue
            end = day
            while season.covers(end + timedelta(days=1)) and end - day < timedelta(days=366):
                end += timedelta(days=1)
            text = self.schedule.weekly_text(self.language, on=day, mention_closed=True)
            found.append((day, Notice(date_range(day, end), text)))
        return found

    @cached_property
    def arc(self) -> tuple[str, str] | None:
        """Today's first opening and last closing, for the ends of the dial; None on a closed day."""
        intervals = self.schedule.hours_on(self.today).intervals
        if not intervals or any(interval.is_whole_day for interval in intervals):
            return None
        text = intervals_text((intervals[0],), self.language), intervals_text((intervals[-1],), self.language)
        return text[0].split("–")[0], text[1].split("–")[1]

    @property
    def ticks(self) -> list[Tick]:
        """Eleven lines around the dial, those at the ends and in the middle longer."""
        found = []
        for step in range(11):
            angle = math.pi * step / 10
            inner = 112 if step % 5 == 0 else 120
            across, up = math.cos(angle), math.sin(angle)
            path = f"M{160 - 128 * across:.1f} {140 - 128 * up:.1f}L{160 - inner * across:.1f} {140 - inner * up:.1f}"
            found.append(Tick(path))
        return found

    @property
    def now_text(self) -> str:
        """What the dial says to those who cannot see it."""
        if self.arc is None or self.status is None:
            return ""
        clock = f"{self.moment.astimezone(self.schedule.zone):%H:%M}"
        return _("It is %(now)s; hours today: %(opens)s to %(closes)s") % {
            "now": clock,
            "opens": self.arc[0],
            "closes": self.arc[1],
        }

    @property
    def weekly_text(self) -> str:
        """The week in one line."""
        return self.schedule.weekly_text(self.language, on=self.today, mention_closed=True)


def zone_note(zone: ZoneInfo, moment: datetime) -> str:
    """Return ``Местное время, МСК+7`` where a venue's clock differs from the site's; else empty."""
    home = moment.astimezone(timezone.get_default_timezone()).utcoffset() or timedelta()
    hours = ((moment.astimezone(zone).utcoffset() or timedelta()) - home) / timedelta(hours=1)
    if not hours:
        return ""
    return _("Local time, Moscow %(difference)s h") % {"difference": f"{hours:+g}".replace("-", "−")}
