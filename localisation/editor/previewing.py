"""The page that the preview shows: as it would be read once its translation is saved."""

from collections.abc import Callable
from functools import wraps

from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

MakeInstance = Callable[..., models.Model]


def as_read(make_instance: MakeInstance) -> MakeInstance:
    """Wrap ``TranslationSource.get_ephemeral_translated_instance`` so that blocks hold values of their own kinds.

    wagtail-localize puts plain rich text into every block of text. Blocks whose values know more (links in the
    reader's language, for one) would print nothing of it; what comes from the database has the right kinds.
    """

    @wraps(make_instance)
    def instance(source: TranslationSource, locale: Locale, fallback: bool = False) -> models.Model:
        made = make_instance(source, locale, fallback=fallback)
        for field in made._meta.get_fields():
            if isinstance(field, StreamField):
                setattr(made, field.name, field.to_python(field.get_prep_value(getattr(made, field.name))))
        return made

    return instance
