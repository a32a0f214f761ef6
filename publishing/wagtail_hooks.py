"""What this room adds to the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.log_actions import LogActionRegistry

from publishing.views.releases import ReleaseViewSet


class PublishingGroup(ViewSetGroup):
    """“Publishing” in the menu."""

    menu_label = _("Publishing")
    menu_icon = "calendar-alt"
    menu_order = 130
    items = (ReleaseViewSet(),)


@hooks.register("register_admin_viewset")
def register_publishing() -> PublishingGroup:
    """Put “Publishing” into the menu."""
    return PublishingGroup()


@hooks.register("register_log_actions")
def name_what_is_done(actions: LogActionRegistry) -> None:
    """Say in the history what was done to a release."""
    actions.register_action("publishing.release", _("Publish the release"), _("All of it went live"))
    actions.register_action("publishing.confirm", _("Confirm the time"), _("The time was confirmed"))
    actions.register_action("publishing.withdraw", _("Withdraw the time"), _("The confirmation was taken back"))
