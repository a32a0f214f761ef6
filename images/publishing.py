"""No page goes before visitors with a photograph nobody is named for, or outside its rights."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from core.descriptions import photo_url
from core.publication import Problem, register_check
from images.models import CreditLine, Photo, RightsState

_PAGE = ["wagtailcore", "page"]


def photos_of(record: Model) -> list[Photo]:
    """Return the photographs ``record`` shows, in fields, stream fields, rich text and child rows, saved or not."""
    content_type = ContentType.objects.get_for_model(Photo)
    keys = {
        str(key)
        for type_id, key, *_path in ReferenceIndex._extract_references_from_object(record)
        if type_id == content_type.pk
    }
    return list(Photo.objects.filter(pk__in=keys).order_by("pk"))


def known_to_readers(keys: Iterable[int], apart_from: Page | None = None) -> set[int]:
    """Return those of the photographs ``keys`` that a live page or a record shows.

    ``apart_from`` and its translations are not counted.
    """
    rows = list(
        ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(Photo), to_object_id__in=[str(key) for key in keys]
        ).values_list("to_object_id", "base_content_type__app_label", "base_content_type__model", "object_id")
    )
    pages = Page.objects.live().filter(pk__in={key for _to, *kind, key in rows if kind == _PAGE})
    if apart_from is not None:
        pages = pages.exclude(translation_key=apart_from.translation_key)
    live = {str(key) for key in pages.values_list("pk", flat=True)}
    return {int(to) for to, *kind, key in rows if key in live or (kind != _PAGE and kind[0] != "publishing")}


@register_check
def photographs_are_in_order(page: Page, at: datetime) -> Iterable[Problem]:
    """Every photograph has its credit and may be shown at ``at``."""
    photos = photos_of(page)
    for photo in photos:
        url = photo_url(photo, page)
        if photo.credit is None:
            message = _("The photograph “%(title)s” has no credit line.") % {"title": photo.title}
            yield Problem(message, url, kind=_("Photographs without a credit line:"), name=photo.title)
        for message, is_blocking in _faults(photo, at):
            yield Problem(message, url, is_blocking)
    yield from _names_to_confirm({photo.credit for photo in photos if photo.credit and photo.credit.is_proposed})


def _names_to_confirm(lines: Iterable[CreditLine]) -> Iterable[Problem]:
    """Warn of names that were read from files and that nobody has looked at."""
    for line in sorted(lines, key=str):
        message = _("The name “%(name)s” was read from the files of photographs. Confirm it.") % {"name": line}
        url = reverse("wagtailsnippets_images_creditline:edit", args=[line.pk])
        yield Problem(message, url, False, kind=_("Names read from the files, to be confirmed:"), name=str(line))


def _faults(photo: Photo, at: datetime) -> Iterable[tuple[str, bool]]:
    words = {
        "title": photo.title,
        "first": date_format(photo.usage_from) if photo.usage_from else "",
        "last": date_format(photo.usage_until) if photo.usage_until else "",
    }
    if photo.is_embargoed(at):
        words["moment"] = date_format(timezone.localtime(photo.embargo_until), "DATETIME_FORMAT")
        yield _("The photograph “%(title)s” is under embargo until %(moment)s.") % words, True
    state = photo.rights_on(timezone.localtime(at).date())
    if state is RightsState.OVER:
        yield _("The photograph “%(title)s” could be shown until %(last)s only.") % words, True
    elif state is RightsState.AHEAD:
        yield _("The photograph “%(title)s” may be shown from %(first)s only.") % words, True
    elif state is RightsState.ENDING:
        yield _("The photograph “%(title)s” may be shown until %(last)s: the end is near.") % words, False
