"""What this room adds to the Wagtail admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from images.models import CreditLine


class CreditLineViewSet(SnippetViewSet):
    """Listing, editing and choosing of this record."""

    model = CreditLine
    icon = "pick"
    menu_order = 30
    add_to_admin_menu = False
    list_display = ("name_ru", "name_en")
    list_per_page = 50


register_snippet(CreditLineViewSet)
