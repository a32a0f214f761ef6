"""What all pages have in common."""

from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Page, PageViewRestriction

from core.forms import PageForm
from core.models.translated import TranslatedPage
from core.references import load_references
from core.searchable import Searchable, other_text
from core.translatable_fields import AddressField, FixedField, OriginalOnlyField


class BasePage(TranslatedPage):
    """A page of the site: read in one of two languages, found by search engines, shared, printed.

    Text fields are translated; every other fact is either *fixed* (copied from the original, never
    overridden) or *kept on the original only* (``original_only``) and read through ``original``.
    """

    #: Foreign keys and plain facts that a translation always takes from its original.
    fixed: ClassVar[tuple[str, ...]] = ()
    base_form_class = PageForm
    override_translatable_fields: ClassVar[list[AddressField | FixedField | OriginalOnlyField]] = []

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.override_translatable_fields = [
            AddressField("slug"),
            *(FixedField(name) for name in cls.fixed),
            *(OriginalOnlyField(name) for name in cls.original_only),
        ]

    class Meta:
        abstract = True

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        """Return the queryset a visitor's request loads this page from, joined with what its template shows."""
        return cls.objects.all()

    @cached_property
    def original(self) -> Self:
        """The first page of this translation group: the one that keeps the facts all languages share."""
        if self.pk is None:
            return self
        first = type(self).for_serving().filter(translation_key=self.translation_key).order_by("pk").first()
        return self if first is None or first.pk == self.pk else first

    @cached_property
    def live_translations(self) -> dict[str, Page]:
        """Every live, real page of this group by language code, this one included; aliases are not real."""
        pages = Page.objects.filter(
            translation_key=self.translation_key, live=True, alias_of__isnull=True
        ).select_related("locale")
        return {page.locale.language_code: page for page in pages}

    @property
    def language(self) -> str:
        """The code of the language this page is written in."""
        return self.locale.language_code

    @property
    def share_photo(self) -> models.Model | None:
        """The photograph shown where this page is shared; page types override it."""
        return getattr(self, "lead_photo", None)

    @property
    def summary_text(self) -> str:
        """One or two sentences for search engines and shared links."""
        return self.search_description or getattr(self, "lead", "") or ""

    def searchable(self) -> Searchable:
        """Return what visitors' search knows of this page; page types add what they have (``dataclasses.replace``)."""
        return Searchable(
            language=self.language,
            title=self.title,
            lead=getattr(self, "lead", "") or self.search_description,
            body=other_text(self),
            photo_id=getattr(self, "lead_photo_id", None),
        )

    def structured_data(self, request: HttpRequest) -> list[dict[str, object]]:
        """Return schema.org objects (JSON-LD) describing this page; page types extend it."""
        return []

    @property
    def ancestors_in_trail(self) -> list[Page]:
        """The pages above this one, from the home page down; known already when the page was routed."""
        if not hasattr(self, "trail"):
            self.trail = list(self.get_ancestors().filter(depth__gt=1).select_related("locale")) if self.pk else []
        return self.trail

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Return the restrictions on this page and those above it, in one query."""
        if not hasattr(self, "trail") or self.alias_of_id:
            return super().get_view_restrictions()
        page_ids = [self.pk, *(page.pk for page in self.trail)]
        return PageViewRestriction.objects.filter(page_id__in=page_ids)

    def keys_beside_body(self) -> dict[type[models.Model], set[int]]:
        """Return, by model, the keys of what the template shows besides the body; read it from ``references``."""
        return {}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Gather what the template needs; every photo, person and card of the body in one query a model."""
        self.references = load_references(self, self.keys_beside_body())
        return super().get_context(request, *args, **kwargs)
