"""Choosers that take what the page has loaded already, instead of asking the database one by one."""

import copy
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from core.references import already_loaded


class LoadedChooserMixin:
    """Mixed into a chooser block: objects come from ``core.references`` where a page is being read."""

    model_class: type[models.Model]

    def bulk_to_python(self, values: Sequence[int | None]) -> list[models.Model | None]:
        found = already_loaded(self.model_class)
        if found is None:
            found = self.model_class._default_manager.in_bulk([value for value in values if value])
        return [copy.copy(found[value]) if value in found else None for value in values]


class PhotoChooserBlock(LoadedChooserMixin, ImageChooserBlock):
    """Chooses a photograph from the library."""

    class Meta:
        icon = "image"


class PersonChooserBlock(LoadedChooserMixin, SnippetChooserBlock):
    """Chooses a person."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("people.Person", **kwargs)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "core.blocks.choosers.PersonChooserBlock", [], self._constructor_kwargs

    @cached_property
    def _constructor_kwargs(self) -> dict[str, Any]:
        return {key: value for key, value in self._constructor_args[1].items() if key != "target_model"}


class OrganisationChooserBlock(LoadedChooserMixin, SnippetChooserBlock):
    """Chooses an organisation or a partner."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("people.Organisation", **kwargs)


class FileChooserBlock(LoadedChooserMixin, DocumentChooserBlock):
    """Chooses a document from the library."""


class EventChooserBlock(LoadedChooserMixin, blocks.PageChooserBlock):
    """Chooses an event; shown in the reader's language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(page_type="events.EventPage", **kwargs)


class ArticleChooserBlock(LoadedChooserMixin, blocks.PageChooserBlock):
    """Chooses a news article; shown in the reader's language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(page_type="articles.ArticlePage", **kwargs)
