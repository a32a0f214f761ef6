"""What this room adds to the Wagtail admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from home.first_page import PANELS


@hooks.register("construct_homepage_panels")
def show_what_to_do(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panels of those who write onto the first page."""
    panels.extend(panel() for panel in PANELS)
