"""What this room adds to the Wagtail admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from navigation.models import Announcement


class AnnouncementViewSet(SnippetViewSet):
    """Listing, editing and choosing of this record."""

    model = Announcement
    icon = "warning"
    menu_order = 60
    add_to_admin_menu = False
    list_display = ("title_ru", "title_en", "starts_at", "ends_at")
    list_per_page = 50


register_snippet(AnnouncementViewSet)
