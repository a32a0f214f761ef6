"""Do the photographs of a page have descriptions for those who cannot see them, in the page's language?"""

from collections.abc import Iterator
from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.models import Page

from core.blocks.walking import struct_values
from core.publication import Problem


def photographs_have_descriptions(page: Page, at: datetime) -> Iterator[Problem]:
    """Warn of each photograph that says nothing in the page's language and is not marked as decorative."""
    language = page.locale.language_code
    missing = {photo.pk: photo for photo, alt in shown_photographs(page) if not alt and not _alt(photo, language)}
    for photo in missing.values():
        yield Problem(
            _("“%(title)s” has no description for those who cannot see it, in the language of this page.")
            % {"title": photo.title},
            url=photo_url(photo, page),
            is_blocking=False,
            kind=_("Without a description for those who cannot see them, in the language of this page:"),
            name=photo.title,
        )


def photo_url(photo: models.Model, page: Page) -> str:
    """Return where ``photo`` is edited in the admin; saving it there leads back to ``page``."""
    back = urlencode({"next": reverse("wagtailadmin_pages:edit", args=[page.pk])}) if page.pk else ""
    return f"{reverse('wagtailimages:edit', args=[photo.pk])}?{back}"


def _alt(photo: models.Model, language: str) -> str:
    return getattr(photo, f"alt_{language}", "").strip()


def shown_photographs(page: Page) -> Iterator[tuple[models.Model, str]]:
    """Yield each photograph of ``page`` that is to be described, and the description given where it is used."""
    yield from _of_record(page)
    for relation in get_all_child_relations(type(page)):
        children = getattr(page, relation.get_accessor_name())
        if hasattr(children, "get_object_list"):
            for child in children.get_object_list():
                yield from _of_record(child)


def _of_record(record: models.Model) -> Iterator[tuple[models.Model, str]]:
    for field in record._meta.get_fields():
        if isinstance(field, models.ForeignKey) and field.related_model is get_image_model():
            photo = getattr(record, field.name)
            if photo is not None:
                yield photo, ""
        elif isinstance(field, models.Field):
            value = field.value_from_object(record)
            if isinstance(value, StreamValue):
                yield from _of_value(value)


def _of_value(value: StreamValue) -> Iterator[tuple[models.Model, str]]:
    for struct in struct_values(value):
        if not struct.get("decorative"):
            alt = struct.get("alt") or ""
            for item in struct.values():
                if isinstance(item, get_image_model()):
                    yield item, alt
