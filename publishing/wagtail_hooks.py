"""What this room adds to the Wagtail admin."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from core.page_permissions import AnyUser
from publishing.views.releases import ReleaseViewSet
from publishing.views.review import ReviewLinksView
from publishing.views.schedule import MoveView, ScheduleView, may_look


class PublishingGroup(ViewSetGroup):
    """“Publishing” in the menu."""

    menu_label = _("Publishing")
    menu_icon = "upload"
    menu_order = 130
    items = (ReleaseViewSet(),)


@hooks.register("register_admin_viewset")
def register_publishing() -> PublishingGroup:
    """Put “Publishing” into the menu."""
    return PublishingGroup()


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """The schedule board, and where review links are made."""
    return [
        path("schedule/", ScheduleView.as_view(), name="schedule"),
        path("schedule/move/<str:kind>/<int:pk>/", MoveView.as_view(), name="schedule_move"),
        path("review-links/<int:page_id>/", ReviewLinksView.as_view(), name="review_links"),
    ]


class ScheduleMenuItem(MenuItem):
    """“Schedule”, for those who prepare or publish releases."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(request)


@hooks.register("register_admin_menu_item")
def schedule_menu_item() -> MenuItem:
    """Put “Schedule” into the menu."""
    return ScheduleMenuItem(_("Schedule"), reverse_lazy("schedule"), icon_name="calendar-alt", order=131)


@hooks.register("register_page_header_buttons")
def review_links_button(page: Page, user: AnyUser, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer review links among the page's actions."""
    if page.permissions_for_user(user).can_edit():
        url = reverse("review_links", args=[page.pk])
        yield Button(gettext("Review links"), url, icon_name="link", priority=75)


@hooks.register("register_log_actions")
def name_what_is_done(actions: LogActionRegistry) -> None:
    """Say in the history what was done to a release."""
    actions.register_action("publishing.release", _("Publish the release"), _("All of it went live"))
    actions.register_action("publishing.confirm", _("Confirm the time"), _("The time was confirmed"))
    actions.register_action("publishing.move", _("Move on the schedule"), _("The schedule was changed"))
    actions.register_action("publishing.withdraw", _("Withdraw the time"), _("The confirmation was taken back"))
