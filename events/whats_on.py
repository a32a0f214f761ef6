"""The programme as a list: days, river, exhibitions, filters and how to undo them. Other views build on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.bilingual import current_language
from core.dates import short_date
from events import wording
from events.facets import Facets, Option
from events.following import followable
from events.listing import Listed, Programme, ProgrammeDay, WeekRiver, closed_note, is_closed
from events.models import EventIndexPage, EventTopic
from events.river import closed_reason
from events.selection import PRESETS, Selection, preset_label

ONE_DAY = timedelta(days=1)
RIVER_DAYS = 14

Pairs = list[tuple[str, str]]


class WhatsOn:
    """One visitor's view of the programme: as a list of days."""

    #: The value of ``?view=`` that asks for this view; the list has none.
    view: ClassVar[str] = ""

    def __init__(self, page: EventIndexPage, query: QueryDict, region_slug: str = "") -> None:
        self.page = page
        self.query = query
        self.programme = Programme(page.language, region_slug=region_slug)
        slugs = [slug for slug, _name in self.topics]
        self.selection = self._narrowed(Selection.read(query, self.today, self.programme.directory, slugs))

    def _narrowed(self, selection: Selection) -> Selection:
        """The selection with the days that this view shows."""
        return selection

    @property
    def today(self) -> date:
        return self.programme.today

    @cached_property
    def topics(self) -> list[tuple[str, str]]:
        return topic_choices()

    @property
    def name(self) -> str:
        """What a title says of the view; empty for the list."""
        return ""

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

    # Filters

    @property
    def presets(self) -> list[Option]:
        """Today, tomorrow, this weekend: links that keep the other filters."""
        return [
            Option(
                preset,
                preset_label(preset),
                preset == self.selection.days.preset,
                self._list_query([("date", preset), *self.selection.as_pairs()]),
            )
            for preset in PRESETS
        ]

    @property
    def from_value(self) -> str:
        days = self.selection.days
        return days.first.isoformat() if days.is_asked and not days.preset and not days.is_single else ""

    @property
    def to_value(self) -> str:
        return self.selection.days.last.isoformat() if self.from_value and self.selection.days.last else ""

    @property
    def carried(self) -> Pairs:
        """What the form carries along unseen when it is sent: a preset or single day, the view."""
        return [(name, value) for name, value in self.selection.days_as_pairs() if name == "date"]

    @cached_property
    def facets(self) -> Facets:
        return Facets(self.programme, self.selection, self.topics)

    @property
    def followable(self) -> list[tuple[str, object, str]]:
        """What of the filters a visitor can follow: kind, key, name."""
        return followable(self.selection, self.programme.directory)

    @cached_property
    def chips(self) -> list[Option]:
        """Filters in use; each link takes one away."""
        pairs = self.selection.as_pairs()
        days = self.day_pairs
        chips = [Option("", self._days_label(), True, self._query(pairs))] if days else []
        labels = self.facets.labels
        for pair in pairs:
            rest = [other for other in pairs if other != pair]
            chips.append(Option(pair[1], labels.get(pair, pair[1]), True, self._query(days + rest)))
        return chips

    @property
    def day_pairs(self) -> Pairs:
        """The days asked for, where they are a filter of their own."""
        return self.selection.days_as_pairs()

    def _days_label(self) -> str:
        days = self.selection.days
        if days.preset:
            return preset_label(days.preset)
        if days.last:
            return wording.dates_between(days.first, days.last, self.today)
        return _("From %(day)s on") % {"day": short_date(days.first, self.today)}

    @property
    def shared_query(self) -> str:
        """The selection as a query string that means the same in every language."""
        return urlencode([*self.view_pairs, *self.day_pairs, *self.selection.as_pairs()])

    @property
    def canonical_query(self) -> str:
        """The one query string of what is shown, however the address was put together."""
        return self.shared_query

    @property
    def calendar_url(self) -> str:
        """The address to subscribe to, with the filters in use."""
        query = urlencode(self.selection.as_pairs())
        return "calendar.ics" + (f"?{query}" if query else "")

    @property
    def feed_query(self) -> str:
        """What the feeds are told: the list's own query, of other views the filters alone."""
        return urlencode(self.selection.as_pairs()) if self.view else self.canonical_query

    # Addresses

    @property
    def index_url(self) -> str:
        """The programme's own address."""
        return self.programme.addresses.of(self.page.url_path)

    @property
    def reset_url(self) -> str:
        """This view without any filter."""
        return self._query([])

    @property
    def views(self) -> list[Option]:
        """The other ways to look at the same selection, and this one."""
        first = self.selection.days.first
        month = f"{first:%Y-%m}" if self.selection.days.is_asked else ""
        return [
            Option("list", pgettext("view", "List"), self.view == "", self._list_query(self.selection.as_pairs())),
            Option("cal", pgettext("view", "Month"), self.view == "month", self._view_query("month", month)),
            Option("clock", pgettext("view", "Archive"), self.view == "archive", self._view_query("archive")),
        ]

    def _view_query(self, view: str, month: str = "") -> str:
        dated = [("month", month)] if month else []
        return self._list_query([("view", view), *dated, *self.selection.as_pairs()])

    @property
    def view_pairs(self) -> Pairs:
        """What of an address asks for this view."""
        return []

    def _query(self, pairs: Pairs) -> str:
        """A link within this view with these parameters."""
        return self._list_query([*self.view_pairs, *pairs])

    def _list_query(self, pairs: Pairs) -> str:
        """A link to the programme with these parameters; to the bare page without any."""
        return f"?{urlencode(pairs)}" if pairs else self.index_url


def topic_choices() -> list[tuple[str, str]]:
    """Slug and name, in the reader's language, of each topic that an event has."""
    name = f"topic__name_{current_language()}"
    found = EventTopic.objects.order_by("topic__sort_order", name).values_list("topic__slug", name, "topic__sort_order")
    return [(slug, label) for slug, label, _order in found.distinct() if label]
