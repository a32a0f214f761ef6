"""What this room adds to the Wagtail admin."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from events.forms import HallChoiceField
from events.models import EventPage
from events.overview import EventFilterSet, EventListView, day_in_words
from venues.models import Hall

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
