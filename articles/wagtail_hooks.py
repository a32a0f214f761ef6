"""What this room adds to the Wagtail admin."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import User
from articles.listing import ArticleFilterSet, ArticleListView
from articles.models import ArticleIndexPage, ArticlePage, Topic
from articles.word.views import ImportView, ReportView
from articles.word.writing import LOG_ACTION
from core.columns import MomentColumn


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
        MomentColumn("published_at", label=_("Published"), sort_key="published_at", width="12%"),
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


@hooks.register("register_admin_urls")
def word_import_urls() -> list[URLPattern]:
    """Where a Word file becomes an article."""
    return [
        path("articles/<int:section_id>/word/", ImportView.as_view(), name="article_word_import"),
        path("articles/word/<int:article_id>/", ReportView.as_view(), name="article_word_report"),
    ]


def _import_address(page: Page, user: User) -> str:
    """Return where a Word file may be brought in below ``page``; empty where it may not."""
    is_section = isinstance(page.specific_deferred, ArticleIndexPage)
    if not is_section or not page.permissions_for_user(user).can_add_subpage():
        return ""
    return reverse("article_word_import", args=[page.pk])


@hooks.register("register_page_header_buttons")
def word_import_in_header(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    """Offer the import in the header of a news section."""
    if address := _import_address(page, user):
        yield PageMenuItem(_("New article from a Word file"), address, "doc-full", 15, page=page)


@hooks.register("register_page_listing_more_buttons")
def word_import_in_listing(page: Page, user: User, next_url: str | None = None) -> Iterator[PageMenuItem]:
    """Offer the import beside a news section in the explorer."""
    if address := _import_address(page, user):
        yield PageMenuItem(_("New article from a Word file"), address, "doc-full", 15, page=page)


@hooks.register("register_log_actions")
def word_import_in_history(actions: LogActionRegistry) -> None:
    """Name the import in the page's history."""
    actions.register_action(LOG_ACTION, _("Import from Word"), _("Imported from a Word file"))
