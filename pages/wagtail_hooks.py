"""What this room adds to the Wagtail admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from core.empty_lists import NothingYetMixin
from pages.models import Message


class MessageListView(NothingYetMixin, IndexView):
    """The list of messages."""

    nothing_yet = _("No messages yet. They come from the form “Write to us”, which every page links to at its foot.")


class MessageViewSet(ModelViewSet):
    """What visitors wrote: to read and to delete."""

    model = Message
    name = "feedback_messages"
    url_prefix = "messages"
    index_view_class = MessageListView
    icon = "mail"
    menu_label = _("Messages")
    menu_order = 134
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    exclude_form_fields: ClassVar[list[str]] = ["consent_version"]
    index_results_template_name = "wagtailadmin/generic/listing_results.html"  # nobody is asked to add one
    list_display: ClassVar[list] = ["name", "subject", "email", "about", DateColumn("created_at", label=_("Received"))]
    list_filter: ClassVar[list[str]] = ["subject", "created_at"]
    search_fields: ClassVar[list[str]] = ["name", "email", "text"]


@hooks.register("register_admin_viewset")
def register_messages() -> MessageViewSet:
    """Put “Messages” into the menu of those who may see it."""
    return MessageViewSet()
