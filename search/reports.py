"""What visitors search for, and what they do not find."""

from datetime import timedelta
from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView

from search.models import AskedDay

MAY_SEE = "search.view_askedday"


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


class SearchedForView(ReportView):
    """Questions to the search, the most frequent first; it is not known who asked."""

    page_title = _("Searched for")
    header_icon = "search"
    permission_required = "view"
    model = AskedDay
    filterset_class = SearchedForFilters
    default_ordering = "-times"
    is_searchable = True
    search_fields: ClassVar[list[str]] = ["text"]
    index_url_name = "searched_for"
    index_results_url_name = "searched_for_results"
    columns: ClassVar[list[Column]] = [
        Column("text", label=_("question"), sort_key="text"),
        Column("language", label=_("Language"), sort_key="language"),
        NumberColumn("times", label=_("Asked"), sort_key="times"),
        NumberColumn("hits", label=_("Found"), sort_key="hits"),
        DateColumn("last_day", label=_("Last asked"), sort_key="last_day"),
    ]
    list_export: ClassVar[list[str]] = ["text", "language", "times", "hits", "last_day"]
    export_headings: ClassVar[dict[str, Any]] = {
        "text": _("question"),
        "language": _("Language"),
        "times": _("Asked"),
        "hits": _("Found"),
        "last_day": _("Last asked"),
    }

    def get_queryset(self) -> QuerySet:
        """Add up the days that the filters leave, then sort by the sums."""
        found = self.search_queryset(self.filter_queryset(AskedDay.objects.all()))
        added = found.values("text", "language").annotate(times=Sum("asked"), hits=Max("found"), last_day=Max("day"))
        return self.order_queryset(added)

    def get_filtered_queryset(self) -> QuerySet:
        return self.get_queryset()
