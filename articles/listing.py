"""The list of articles in the Wagtail admin."""

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter, ModelMultipleChoiceFilter
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.models import Locale

from articles.models import ArticlePage, Topic


class ArticleListView(IndexView):
    """Articles with their topics, the newest first."""

    default_ordering = "-published_at"

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        return super().annotate_queryset(pages).prefetch_related("topics__topic")


class TopicFilter(ModelMultipleChoiceFilter):
    """Articles on any of the topics, each once."""

    def filter(self, qs: QuerySet, value: list[Topic]) -> QuerySet:
        if not value:
            return qs
        return qs.filter(id__in=ArticlePage.objects.about(value).order_by().values("id"))


class YearFilter(ChoiceFilter):
    """Articles dated in a year."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        return qs.filter(id__in=ArticlePage.objects.published_in(int(value)).order_by().values("id"))


class StatusFilter(ChoiceFilter):
    """Live articles, or those nobody sees yet."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs.filter(live=value == "live") if value else qs


def years() -> list[tuple[str, str]]:
    """Return the years that have articles, drafts included, the latest first."""
    moments = ArticlePage.objects.datetimes("published_at", "year", order="DESC")
    return [(str(moment.year), str(moment.year)) for moment in moments]


def locales(request: HttpRequest | None) -> QuerySet:
    """Return the languages of the site."""
    return Locale.objects.order_by("pk")


class ArticleFilterSet(PageFilterSet):
    """By topic, year, status and language, besides Wagtail's own filters."""

    topic = TopicFilter(label=_("Topic"), queryset=Topic.objects.all(), widget=CheckboxSelectMultiple)
    year = YearFilter(label=_("Year"), choices=years)
    status = StatusFilter(label=_("Status"), choices=[("live", _("Live")), ("draft", _("Not live"))])
    language = ModelChoiceFilter(label=_("Language"), field_name="locale", queryset=locales)
    site = None
    has_child_pages = None

    class Meta:
        model = ArticlePage
        fields = ()
