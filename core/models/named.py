"""Records known by a name in both languages."""

from typing import ClassVar

from django.db import models
from wagtail.search import index

from core.bilingual import Localized


class NamedMixin(index.Indexed, models.Model):
    """A record known by its name: ``name_ru`` and ``name_en``, found by either, called by the reader's."""

    name = Localized("name")

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name_ru"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_ru"),
        index.AutocompleteField("name_en"),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
