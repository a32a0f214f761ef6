"""What this room adds to the Wagtail admin."""

from django.db import models
from django.http import HttpRequest
from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from events.forms import HallChoiceField
from events.models import EventPage, Occurrence
from events.overview import EventFilterSet, EventListView, day_in_words
from events.schedule.changes import LOG_ACTION
from events.schedule.warnings import date_in_words, dates_on_closed_days, warnings_for
from venues.models import Hall, VenuePage

MOST_TOLD = 5

register_form_field_override(models.ForeignKey, to=Hall, override={"form_class": HallChoiceField})


class EventViewSet(PageListingViewSet):
    """All events in one list, those to come first."""

    model = EventPage
    index_view_class = EventListView
    icon = "date"
    menu_label = _("Events")
    menu_order = 120
    name = "events"
    url_prefix = "events"
    add_to_admin_menu = True
    columns = (
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("get_kind_display", label=_("Kind"), sort_key="kind", width="12%"),
        Column("next_on", label=_("Day"), accessor=day_in_words, sort_key="next_on", width="12%"),
        Column("venue", label=_("Venue"), width="16%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    )
    filterset_class = EventFilterSet


@hooks.register("register_admin_viewset")
def register_events() -> EventViewSet:
    """Put “Events” into the menu."""
    return EventViewSet()


@hooks.register("register_admin_urls")
def register_dates() -> list:
    """Give the screens of dates their addresses."""
    return [path("dates/", include("events.admin.urls"))]


@hooks.register("register_admin_menu_item")
def register_calendar() -> MenuItem:
    """Put the calendar of all dates into the menu, under “Events”."""
    return CalendarMenuItem(
        _("Calendar of dates"), reverse_lazy("event_dates:calendar"), icon_name="calendar", order=121
    )


class CalendarMenuItem(MenuItem):
    """Shown to whoever makes or publishes pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return PagePermissionPolicy().user_has_any_permission(request.user, ["add", "publish"])


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Let a page's history say what has become of its dates."""

    @actions.register_action(LOG_ACTION)
    class DatesFormatter(LogFormatter):
        label = _("Dates")

        def format_message(self, log_entry: ModelLogEntry) -> str:
            return gettext("Dates: %(what)s (%(said)s)") % {
                "what": log_entry.data.get("what", ""),
                "said": log_entry.data.get("said", ""),
            }


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn(request: HttpRequest, page: Page) -> None:
    """Say, after an event or a venue is saved, which dates its venue's hours or halls speak against."""
    if isinstance(page, EventPage) and page.is_original:
        rows = list(Occurrence.objects.filter(event_id=page.pk).upcoming().select_related("event"))
        for warning in warnings_for(page, rows)[:MOST_TOLD]:
            buttons = [messages.button(warning.url, warning.link)] if warning.url else []
            messages.warning(request, warning.text, buttons=buttons)
    if isinstance(page, VenuePage) and page.is_original:
        for row, why in dates_on_closed_days(page)[:MOST_TOLD]:
            text = f"“{row.event.title}”, {date_in_words(row)}: {why}"
            buttons = [messages.button(reverse("event_dates:index", args=(row.event_id,)), gettext("Its dates"))]
            messages.warning(request, text, buttons=buttons)
