"""What every view of the programme shares: what was asked for, the filters and how to undo them, the addresses."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.bilingual import current_language
from core.dates import short_date
from events import wording
from events.facets import Facets, Option
from events.following import followable
from events.listing import Programme
from events.models import EventIndexPage, EventTopic
from events.selection import PRESETS, Selection, preset_label

Pairs = list[tuple[str, str]]


class ProgrammeView:
    """One visitor's view of the programme: the filters of its address, and the links that change them."""

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
