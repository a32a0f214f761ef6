"""What this room adds to the Wagtail admin: featured results and what visitors search for."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.models import FeaturedResult
from search.questions import LONGEST_QUERY
from search.reports import MAY_SEE, SearchedForView


class AddFeaturedResultView(CreateView):
    """The form for another one; the report of searches sends the question along."""

    def get_initial_form_instance(self) -> FeaturedResult | None:
        language, question = self.request.GET.get("language"), self.request.GET.get("question", "")
        if language not in dict(settings.LANGUAGES):
            return None
        return FeaturedResult(**{f"questions_{language}": question[:LONGEST_QUERY]})


class FeaturedResultViewSet(SnippetViewSet):
    """Listing and editing of featured results."""

    model = FeaturedResult
    add_view_class = AddFeaturedResultView
    icon = "pick"
    menu_order = 70
    add_to_admin_menu = False
    list_display = ("page", "questions_ru", "questions_en")
    list_per_page = 50


register_snippet(FeaturedResultViewSet)


class SearchedForItem(MenuItem):
    """The report in the menu, for those who may read it."""

    def is_shown(self, request: object) -> bool:
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_reports_menu_item")
def searched_for_item() -> SearchedForItem:
    """Put the report into the menu of reports."""
    return SearchedForItem(_("Searches"), reverse("searched_for"), name="searched-for", icon_name="search", order=1300)


@hooks.register("register_admin_urls")
def searched_for_urls() -> list[URLPattern]:
    """Give the report its addresses."""
    return [
        path("reports/searches/", SearchedForView.as_view(), name="searched_for"),
        path("reports/searches/results/", SearchedForView.as_view(results_only=True), name="searched_for_results"),
    ]


@hooks.register("register_permissions")
def permission_to_see_searches() -> QuerySet[Permission]:
    """Let the right to read the report be given to groups in the admin."""
    return Permission.objects.filter(content_type__app_label="search", codename="view_askedday")
