"""The news index."""

from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.feed import feed_response
from articles.filters import NewsFilters, month_name
from articles.models.pages import ArticlePage
from articles.models.topics import Topic
from core.models import BasePage
from core.paging import page_of
from core.syndication import SyndicatedMixin
from navigation.chrome import Chrome
from navigation.frame import frame_for

PER_PAGE = 12


class ArticleIndexPage(SyndicatedMixin, BasePage):
    """News: every article, filtered by topic and time, and its feed."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences under the heading."))

    content_panels: ClassVar[list] = [*BasePage.content_panels, "lead"]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["articles.ArticlePage"]
    max_count_per_parent = 1
    show_in_menus_default = True

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        return cls.objects.select_related("locale")

    def feed_response(self, request: HttpRequest, *, is_atom: bool) -> HttpResponse:
        """Answer with the newest articles of this language."""
        return feed_response(request, self, is_atom=is_atom)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Gather the filters and one page of what they leave."""
        context = super().get_context(request, *args, **kwargs)
        topics, regions = list(Topic.objects.all()), frame_for(request).regions
        filters = NewsFilters.read(request.GET, topics, regions)
        published = ArticlePage.objects.published().in_language(self.language)
        chosen = None if filters.count else Chrome(request).chosen_region
        in_order = filters.apply(published).for_cards().region_first(chosen.pk if chosen else None)
        articles = page_of(in_order, request.GET.get("page", ""), PER_PAGE)
        years = [moment.year for moment in published.datetimes("published_at", "year", order="DESC")]
        if filters.year and filters.year not in years:
            years = sorted([*years, filters.year], reverse=True)
        context |= {
            "filters": filters,
            "topics": topics,
            "regions": regions,
            "months": [(number, month_name(number)) for number in range(1, 13)],
            "years": years,
            "page_obj": articles,
            "found": filters.found(articles.paginator.count),
        }
        #: Added to the address in the other language, where a page of the list has another number.
        self.shared_query = f"?{filters.as_query}" if filters.count else ""
        #: Added to the canonical address: a further page is itself, a filtered list is the list.
        self.canonical_query = f"?page={articles.number}" if articles.number > 1 and not filters.count else ""
        return context
