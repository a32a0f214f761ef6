"""The editor's address field transliterates as the server does."""

from typing import Any

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets.slug import SlugInput

from core.slugs import browser_formatters


class TransliteratingSlugInput(SlugInput):
    """The field of an address; while a title is typed, it shows the address the server would make."""

    def __init__(self, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("formatters", browser_formatters())
        super().__init__(attrs, **kwargs)


register_form_field_override(models.SlugField, override={"widget": TransliteratingSlugInput})
