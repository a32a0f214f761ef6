"""What this room adds to the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from articles.listing import ArticleFilterSet, ArticleListView
from articles.models import ArticlePage, Topic


class ArticleViewSet(PageListingViewSet):
    """All articles in one list, newest first, whatever page they stand under."""

    model = ArticlePage
    index_view_class = ArticleListView
    icon = "doc-full"
    menu_label = _("News")
    menu_order = 110
    name = "news"
    url_prefix = "news"
    add_to_admin_menu = True
    columns = (
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column("topic_names", label=_("Topics"), width="16%"),
        Column("photo_count", label=_("Photographs"), sort_key="photo_count", width="8%"),
        DateColumn("published_at", label=_("Published"), sort_key="published_at", width="12%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    )
    filterset_class = ArticleFilterSet


@hooks.register("register_admin_viewset")
def register_articles() -> ArticleViewSet:
    """Put “News” into the menu."""
    return ArticleViewSet()


class TopicViewSet(SnippetViewSet):
    """Listing, editing and choosing of this record."""

    model = Topic
    icon = "tag"
    menu_order = 40
    add_to_admin_menu = False
    list_display = ("name_ru", "name_en", "slug")
    list_per_page = 50


register_snippet(TopicViewSet)
