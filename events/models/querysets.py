"""Which events a visitor may see, and which of them run on a day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from core.visibility import open_to_all


class EventQuerySet(PageQuerySet):
    """Event pages. Facts are read from originals, texts from the page in the reader's language."""

    def for_readers(self, language: str) -> Self:
        """Pages a visitor may open in ``language``."""
        return self.filter(open_to_all(), locale__language_code=language)

    def originals(self) -> Self:
        """The first page of each translation group: the one that keeps dates, hall and price."""
        return self.filter(~Exists(earlier_translations(self.model, "translation_key", "pk")))

    def with_page_in(self, language: str) -> Self:
        """Those whose translation group has a page a visitor may open in ``language``."""
        pages = self.model._default_manager.for_readers(language)
        return self.filter(Exists(pages.filter(translation_key=OuterRef("translation_key"))))

    def with_reader_page(self, language: str) -> Self:
        """Originals that readers of ``language`` have a page of, its texts beside them as ``reader_page``."""
        found = reader_page(self.model, language, "translation_key")
        return self.originals().annotate(reader_page=found).filter(reader_page__isnull=False)

    def for_cards(self) -> Self:
        """With what a card shows of an event: photo, hall, dates."""
        occurrences = self.model._meta.get_field("occurrences").related_model.objects.select_related("hall")
        return self.select_related("locale", "lead_photo__credit", "venue__region", "hall").prefetch_related(
            models.Prefetch("occurrences", occurrences)
        )

    def running_between(self, first: date, last: date) -> Self:
        """Exhibitions whose run touches the days from ``first`` through ``last``."""
        return self.filter(Q(run_ends_on__isnull=True) | Q(run_ends_on__gte=first), run_starts_on__lte=last)

    def by_end_of_run(self) -> Self:
        """Those that close soonest first."""
        return self.order_by(F("run_ends_on").asc(nulls_last=True), "run_starts_on", "pk")


EventManager = PageManager.from_queryset(EventQuerySet)


def earlier_translations(model: type[models.Model], key: str, pk: str) -> models.QuerySet:
    """Pages of the outer page's translation group made before it: none, where it is the original."""
    return model._base_manager.filter(translation_key=OuterRef(key), pk__lt=OuterRef(pk))


def reader_page(model: type[models.Model], language: str, key: str) -> Subquery:
    """The texts of a group's page in the reader's language, as JSON; null where there is none to open."""
    pages = model._default_manager.for_readers(language).filter(translation_key=OuterRef(key)).order_by("pk")
    texts = JSONObject(pk="pk", title="title", url_path="url_path", lead="lead")
    return Subquery(pages.annotate(texts=texts).values("texts")[:1])
