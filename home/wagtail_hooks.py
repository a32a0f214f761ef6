"""What this room adds to the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from home.first_page import PANELS
from home.guides import GUIDES, guide, guide_picture

#: Wagtail's own guide knows another admin than ours.
FOREIGN_GUIDE = "editor-guide"


@hooks.register("construct_homepage_panels")
def show_what_to_do(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panels of those who write onto the first page."""
    panels.extend(panel() for panel in PANELS)


@hooks.register("register_admin_urls")
def guide_urls() -> list[URLPattern]:
    """Where the guides are read."""
    return [
        path("guide/<slug:name>/", guide, name="guide"),
        path("guide/pictures/<str:name>", guide_picture, name="guide_picture"),
    ]


@hooks.register("construct_help_menu")
def offer_guides(request: HttpRequest, items: list[MenuItem]) -> None:
    """Put the house's guides first under “Help”, in place of Wagtail's."""
    ours = [
        MenuItem(label, reverse_lazy("guide", args=[name]), name=f"guide-{name}", icon_name="doc-full", order=order)
        for order, (name, label) in enumerate(GUIDES.items())
    ]
    items[:] = [*ours, *(item for item in items if item.name != FOREIGN_GUIDE)]
