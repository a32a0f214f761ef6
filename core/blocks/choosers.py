"""Choosers that take what the page has loaded already, instead of asking the database one by one."""

import copy
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue

from core.references import already_loaded, fetch

Segments = list[StringSegmentValue | OverridableSegmentValue]


class LoadedChooserMixin:
    """Mixed into a chooser block: objects come from ``core.references`` where a page is being read.

    What is chosen is the same in every language, so it is no segment for translators: a record speaks both
    languages itself, and a page is shown in the reader's.
    """

    model_class: type[models.Model]
    #: Foreign keys of the chosen model that its templates show.
    joins: ClassVar[tuple[str, ...]] = ()

    def bulk_to_python(self, values: Iterable[int | None]) -> list[models.Model | None]:
        keys = [value if isinstance(value, int) else None for value in values]
        found = already_loaded(self.model_class)
        if found is None:
            found = fetch(self.model_class, {key for key in keys if key}, self.joins) if any(keys) else {}
        return [copy.copy(found[key]) if key in found else None for key in keys]

    def to_python(self, value: int | None) -> models.Model | None:
        return self.bulk_to_python([value])[0]

    def get_translatable_segments(self, value: models.Model | None) -> Segments:
        return []

    def restore_translated_segments(self, value: models.Model | None, segments: Segments) -> models.Model | None:
        return value


class ReplaceableChooserMixin(LoadedChooserMixin):
    """Mixed into a chooser of files: a translator may put another one in the place of the original's."""

    def get_translatable_segments(self, value: models.Model | None) -> Segments:
        return [OverridableSegmentValue("", value.pk)] if value else []

    def restore_translated_segments(self, value: models.Model | None, segments: Segments) -> models.Model | None:
        """Return the translator's file, or the original's where theirs has been deleted since."""
        keys = [segment.data for segment in segments if isinstance(segment, OverridableSegmentValue)]
        return self.model_class._default_manager.filter(pk__in=keys).first() or value


class PhotoChooserBlock(ReplaceableChooserMixin, ImageChooserBlock):
    """Chooses a photograph from the library."""

    joins = ("credit",)

    class Meta:
        icon = "image"
        label = _("Photograph")


class PersonChooserBlock(LoadedChooserMixin, SnippetChooserBlock):
    """Chooses a person."""

    joins = ("portrait__credit",)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("people.Person", **kwargs)

    class Meta:
        icon = "user"
        label = _("Person")


class OrganisationChooserBlock(LoadedChooserMixin, SnippetChooserBlock):
    """Chooses an organisation or a partner."""

    joins = ("logo__credit",)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("people.Organisation", **kwargs)

    class Meta:
        icon = "group"
        label = _("Organisation")


class FileChooserBlock(ReplaceableChooserMixin, DocumentChooserBlock):
    """Chooses a document from the library."""

    class Meta:
        icon = "doc-full-inverse"
        label = _("File")


class LinkedPageChooserBlock(LoadedChooserMixin, blocks.PageChooserBlock):
    """Chooses any page to lead to; the reader is led to the version in their language."""

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Page")


class EventChooserBlock(LoadedChooserMixin, blocks.PageChooserBlock):
    """Chooses an event; shown in the reader's language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(page_type="events.EventPage", **kwargs)

    class Meta:
        icon = "date"
        label = _("Event")


class ArticleChooserBlock(LoadedChooserMixin, blocks.PageChooserBlock):
    """Chooses a news article; shown in the reader's language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(page_type="articles.ArticlePage", **kwargs)

    class Meta:
        icon = "doc-full"
        label = _("Article")
