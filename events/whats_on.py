"""The programme as a list: days, river, exhibitions, what to say where nothing is found. Other views build on it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.bilingual import current_language
from core.dates import short_date
from events import wording
from events.listing import Listed, ProgrammeDay, WeekRiver, closed_note, is_closed
from events.programme_view import Pairs, ProgrammeView
from events.river import closed_reason
from events.selection import Selection

ONE_DAY = timedelta(days=1)
RIVER_DAYS = 14


class WhatsOn(ProgrammeView):
    """The view as a list of days."""

    # The list

    @cached_property
    def _page(self) -> tuple[list[ProgrammeDay], date | None]:
        return self.programme.page_of_days(self.selection) if self.facets.has_dates else ([], None)

    @property
    def days(self) -> list[ProgrammeDay]:
        return self._page[0]

    @cached_property
    def river(self) -> WeekRiver:
        first = self.selection.days.first
        within = self.today <= first < self.today + ONE_DAY * RIVER_DAYS
        return self.programme.river(self.today if within else first, RIVER_DAYS, self.selection, self.index_url)

    @property
    def water(self) -> object | None:
        """The photograph mirrored in the river."""
        listed = [*self.running, *(row for day in self.days for row in day.rows)]
        return self.page.lead_photo or next((item.photo for item in listed if item.photo), None)

    @property
    def further(self) -> tuple[str, str] | None:
        """The link to the days after those shown: ``("Показать с 29 ноября", "?from=…")``."""
        following = self._page[1]
        if following is None:
            return None
        pairs: Pairs = [("from", following.isoformat())]
        if self.selection.days.last:
            pairs.append(("to", self.selection.days.last.isoformat()))
        label = _("Show from %(day)s") % {"day": short_date(following, self.today)}
        return label, self._query(pairs + self.selection.as_pairs())

    @property
    def back(self) -> str:
        """The link to the list from today on, where another day is shown."""
        return self._query(self.selection.as_pairs()) if self.selection.days.is_asked else ""

    @property
    def count(self) -> int:
        return sum(len(day.rows) for day in self.days)

    @property
    def found(self) -> str:
        """``28 событий, 26 ноября — 2 декабря``."""
        if not self.days:
            return ""
        first, last = self.days[0].day, self.days[-1].day
        span = {"count": self.count, "days": wording.dates_between(first, last, self.today)}
        return ngettext("%(count)s event, %(days)s", "%(count)s events, %(days)s", self.count) % span

    # Nothing found

    @property
    def is_closed_day(self) -> bool:
        """Whether one day is shown on which the venues asked for are closed."""
        days = self.selection.days
        return days.is_single and is_closed(self.selection.scope(self.programme.directory), days.first)

    @property
    def closed_reason(self) -> str:
        """Why they are closed, where the editors say so."""
        scope = self.selection.scope(self.programme.directory)
        return closed_reason(scope, self.selection.days.first) if self.is_closed_day else ""

    @property
    def empty_heading(self) -> str:
        days = self.selection.days
        if days.is_single:
            return wording.sentence_case(wording.dated_weekday(days.first, self.today))
        if days.last:
            return wording.dates_between(days.first, days.last, self.today)
        return _("From %(day)s on") % {"day": short_date(days.first, self.today)}

    @property
    def empty_text(self) -> str:
        if self.is_closed_day:
            return (
                _("Still water today: the centre is closed and nothing is on.")
                if self._is_today
                else _("Still water that day: the centre is closed and nothing is on.")
            )
        if self.selection.has_filters:
            return _("Nothing on the programme answers all of this at once.")
        if self.running:
            return _("No events at a set hour then, but exhibitions are open.")
        return _("Still water: nothing is on the programme for these days yet.")

    @property
    def _is_today(self) -> bool:
        return self.selection.days.first == self.today

    @cached_property
    def _nearest(self) -> tuple[list[Listed], Selection]:
        return self.programme.nearest(self.selection) if not self.days else ([], self.selection)

    @property
    def nearest(self) -> list[Listed]:
        """What comes next, where nothing was found."""
        return self._nearest[0]

    @property
    def nearest_days(self) -> list[ProgrammeDay]:
        return self.programme.by_day(self.nearest)

    @property
    def nearest_text(self) -> str:
        """``Ближайшее — завтра в 11:00``."""
        if not self.nearest:
            return ""
        first, answered = self.nearest[0], self._nearest[1]
        words = {"day": wording.relative_day(first.day, self.today), "time": first.time}
        if self.selection.has_filters and not answered.has_filters:
            return _("Without the filters, next up: %(day)s at %(time)s") % words
        return _("Next up: %(day)s at %(time)s") % words

    @property
    def nearest_query(self) -> str:
        if not self.nearest:
            return ""
        day = ("date", self.nearest[0].day.isoformat())
        return self._list_query([day, *self._nearest[1].as_pairs()])

    # Exhibitions

    @cached_property
    def exhibitions(self) -> list[Listed]:
        if not self.facets.has_runs:
            return []
        return self.programme.exhibitions(self.selection, self.programme.last_of_exhibitions(self.selection.days))

    @cached_property
    def running(self) -> list[Listed]:
        """Those that have begun by the first day shown; on days that were asked for, the open ones alone."""
        days = self.selection.days
        last = days.last or days.first
        begun = [item for item in self.exhibitions if item.day <= last]
        if not days.is_asked:
            return begun
        return [item for item in begun if self.programme.is_open_between(item, days.first, last)]

    @property
    def running_heading(self) -> str:
        days = self.selection.days
        return _("Exhibitions on these days") if days.is_asked and not self._is_today else _("On now")

    @property
    def opening_soon(self) -> list[Listed]:
        """Those still to open."""
        last = self.selection.days.last or self.selection.days.first
        return [item for item in self.exhibitions if item.day > last]

    @property
    def closed_exhibitions(self) -> list[tuple[Listed, str]]:
        """On a single day: exhibitions that run but cannot be seen, and why."""
        days = self.selection.days
        if not days.is_single:
            return []
        shown = {item.page_id for item in self.running}
        told = [(item, self._closed_words(item)) for item in self.exhibitions if item.page_id not in shown]
        return [(item, words) for item, words in told if words]

    def _closed_words(self, item: Listed) -> str:
        if self._is_today:
            return closed_note(item.place, self.today)
        hours = item.place.hours_on(self.selection.days.first) if item.place else None
        if hours is None or not hours.is_closed:
            return ""
        reason = hours.reason.get(current_language(), "")
        return _("Closed that day: %(reason)s") % {"reason": reason} if reason else _("Closed that day")
