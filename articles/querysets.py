"""Questions asked of the news."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import JSONObject
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from core.visibility import open_to_all

#: So long a region's news stands before that of everywhere; older news takes its place by its age.
LATELY = timedelta(days=30)


class ArticleQuerySet(PageQuerySet):
    """Articles by language, time and subject."""

    def published(self, moment: datetime | None = None) -> Self:
        """Those a reader finds in lists and feeds: open to all, their moment of publication come."""
        return self.filter(open_to_all(), published_at__lte=moment or timezone.now())

    def in_language(self, code: str) -> Self:
        """Those written in the language ``code``."""
        return self.filter(locale__language_code=code)

    def newest_first(self) -> Self:
        """By moment of publication, then by key."""
        return self.order_by("-published_at", "-pk")

    def region_first(self, region_id: int | None, moment: datetime | None = None) -> Self:
        """The newest first, and before them what a region has had to tell lately; without a region as ever."""
        if region_id is None:
            return self.newest_first()
        since = (moment or timezone.now()) - LATELY
        tells = models.Case(models.When(region_id=region_id, published_at__gte=since, then=0), default=1)
        return self.order_by(tells, "-published_at", "-pk")

    def about(self, topics: Collection[models.Model]) -> Self:
        """Those on any of ``topics``."""
        rows = self._related("topics").filter(page=models.OuterRef("pk"), topic__in=topics)
        return self.filter(models.Exists(rows))

    def published_in(self, year: int | None = None, month: int | None = None) -> Self:
        """Those dated in a year, in a month of that year, or in that month of any year (site's time)."""
        if year is None:
            return self.filter(published_at__month=month) if month else self
        zone = timezone.get_default_timezone()
        first = datetime(year, month or 1, 1, tzinfo=zone)
        last = month or 12
        after = datetime(year + last // 12, last % 12 + 1, 1, tzinfo=zone)
        return self.filter(published_at__gte=first, published_at__lt=after)

    def in_region(self, region_id: int) -> Self:
        """Those that happened in a region."""
        return self.filter(region_id=region_id)

    def with_photos(self) -> Self:
        """Those with at least one photograph."""
        return self.filter(photo_count__gt=0)

    def for_cards(self) -> Self:
        """Everything a card shows, in this one query: lead photo with its credit, topics; no body."""
        return (
            self.select_related("lead_photo__credit")
            .annotate(topic_records=self._records("topics", "topic", "name_ru", "name_en", "slug"))
            .defer("body")
        )

    def for_page(self) -> Self:
        """Everything the page of an article shows around its body, in this one query."""
        return self.select_related("locale", "lead_photo__credit", "region").annotate(
            topic_records=self._records("topics", "topic", "name_ru", "name_en", "slug"),
            person_records=self._records("people", "person", "name_ru", "name_en", "role_ru", "role_en"),
        )

    def _related(self, relation: str) -> models.QuerySet:
        return self.model._meta.get_field(relation).related_model._default_manager.all()

    def _records(self, relation: str, target: str, *columns: str) -> ArraySubquery:
        """Return the plain columns of the records that ``relation`` leads to, in the editor's order."""
        rows = self._related(relation).filter(page=models.OuterRef("pk")).order_by("sort_order", "pk")
        fields = {"id": f"{target}_id", **{column: f"{target}__{column}" for column in columns}}
        return ArraySubquery(rows.values(record=JSONObject(**fields)))


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
