"""What this room adds to the Wagtail admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from venues.models import Region


class RegionViewSet(SnippetViewSet):
    """Listing, editing and choosing of this record."""

    model = Region
    icon = "site"
    menu_order = 50
    add_to_admin_menu = False
    list_display = ("name_ru", "name_en", "time_zone")
    list_per_page = 50


register_snippet(RegionViewSet)
