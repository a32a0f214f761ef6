"""What visitors search for, and what they do not find."""

from datetime import timedelta
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from core.empty_lists import NothingYetMixin
from core.spreadsheets import PlainExportMixin
from search.models import AskedDay, FeaturedResult

MAY_SEE, MAY_FEATURE = "search.view_askedday", "search.add_featuredresult"


class SearchedForFilters(WagtailFilterSet):
    """Language, stretch of time, whether anything was found."""

    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)
    days = django_filters.ChoiceFilter(
        label=_("Days"),
        choices=[("7", _("Last 7 days")), ("30", _("Last 30 days")), ("90", _("Last 90 days"))],
        method="since",
    )
    result = django_filters.ChoiceFilter(
        label=_("Result"),
        choices=[("none", _("Nothing was found")), ("some", _("Something was found"))],
        method="by_result",
    )

    class Meta:
        model = AskedDay
        fields: ClassVar[list[str]] = []

    def since(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(day__gt=timezone.localdate() - timedelta(days=int(value)))

    def by_result(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(found=0) if value == "none" else queryset.filter(found__gt=0)


class SearchedForView(NothingYetMixin, PlainExportMixin, ReportView):
    """Questions to the search, the most frequent first; it is not known who asked."""

    page_title = _("Searched for")
    header_icon = "search"
    permission_required = "view"
    model = AskedDay
    nothing_yet = _("Nobody has searched yet. What visitors ask for will be listed here, the most frequent first.")
    filterset_class = SearchedForFilters
    default_ordering = "-times"
    is_searchable = True
    search_fields: ClassVar[list[str]] = ["text"]
    index_url_name = "searched_for"
    index_results_url_name = "searched_for_results"
    list_export: ClassVar[list[str]] = ["text", "language", "times", "hits", "last_day"]
    export_headings: ClassVar[dict[str, Any]] = {
        "text": _("Question"),
        "language": _("Language"),
        "times": _("Asked"),
        "hits": _("Found"),
        "last_day": _("Last asked"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the table; whoever may feature a page is offered to do so beside each question."""
        columns = [
            Column("text", label=_("Question"), sort_key="text"),
            Column("language", label=_("Language"), accessor=_language_of, sort_key="language"),
            NumberColumn("times", label=_("Asked"), sort_key="times"),
            NumberColumn("hits", label=_("Found"), sort_key="hits"),
            Column("last_day", label=_("Last asked"), accessor=_last_day_of, sort_key="last_day"),
        ]
        if self.request.user.has_perm(MAY_FEATURE):
            offer = _("Put a page first")
            columns.append(TitleColumn("feature", label="", accessor=lambda row: offer, get_url=_address_to_feature))
        return columns

    def get_queryset(self) -> QuerySet:
        """Add up the days that the filters leave, then sort by the sums."""
        found = self.search_queryset(self.filter_queryset(AskedDay.objects.all()))
        added = found.values("text", "language").annotate(times=Sum("asked"), hits=Max("found"), last_day=Max("day"))
        return self.order_queryset(added)

    def get_filtered_queryset(self) -> QuerySet:
        return self.get_queryset()


def _language_of(row: dict[str, Any]) -> Any:
    return dict(settings.LANGUAGES).get(row["language"], row["language"])


def _last_day_of(row: dict[str, Any]) -> str:
    return date_format(row["last_day"], "DATE_FORMAT")


def _address_to_feature(row: dict[str, Any]) -> str:
    """Return where a page is put first for the question of ``row``, with the question filled in."""
    add = reverse(FeaturedResult.snippet_viewset.get_url_name("add"))
    return f"{add}?{urlencode({'question': row['text'], 'language': row['language']})}"
