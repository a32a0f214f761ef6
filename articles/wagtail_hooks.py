"""What this room adds to the Wagtail admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from articles.models import Topic


class TopicViewSet(SnippetViewSet):
    """Listing, editing and choosing of this record."""

    model = Topic
    icon = "tag"
    menu_order = 40
    add_to_admin_menu = False
    list_display = ["name_ru", "name_en", "slug"]
    list_per_page = 50


register_snippet(TopicViewSet)
