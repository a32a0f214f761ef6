"""The ways to look at the programme, by what an address asks for."""

from django.http import QueryDict

from events.archive import Archive
from events.models import EventIndexPage
from events.month import MonthOfEvents
from events.whats_on import WhatsOn

VIEWS: dict[str, type[WhatsOn]] = {view.view: view for view in (WhatsOn, MonthOfEvents, Archive)}


def whats_on_of(page: EventIndexPage, query: QueryDict, region_slug: str = "") -> WhatsOn:
    """Return the view that ``?view=`` names; the list where it names none there is."""
    return VIEWS.get(query.get("view", ""), WhatsOn)(page, query, region_slug)
