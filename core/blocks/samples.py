"""What a block shows in the editor's preview: the newest things of the library."""

from typing import Any

from django.apps import apps
from django.db import models
from wagtail.blocks import StructBlock
from wagtail.images import get_image_model_string
from wagtail.models import Locale, Page


class SampleStructBlock(StructBlock):
    """A block that shows a sample of itself before a writer picks it."""

    def sample(self) -> dict[str, Any]:
        """Return the values of the sample, in the language of the admin."""
        return {}

    def get_preview_value(self) -> Any:
        return self.normalize({**self.get_default(), **self.sample()})


def newest(label: str, count: int = 1) -> list[models.Model]:
    """Return up to ``count`` records of the model ``"app.Model"``, newest first; pages live and in this language."""
    try:
        model = apps.get_model(label)
    except LookupError:
        return []
    records = model._default_manager.order_by("-pk")
    if issubclass(model, Page):
        records = records.filter(live=True, locale=Locale.get_active())
    return list(records[:count])


def newest_one(label: str) -> models.Model | None:
    """Return the newest record of the model ``"app.Model"``, or None."""
    return next(iter(newest(label)), None)


def newest_photos(count: int) -> list[models.Model]:
    """Return up to ``count`` photographs of the library, newest first."""
    return newest(get_image_model_string(), count)
