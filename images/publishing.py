"""No page goes before visitors with a photograph nobody is named for, or outside its rights."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from core.publication import Problem, register_check
from images.models import Photo, RightsState


def photos_of(record: Model) -> list[Photo]:
    """Return the photographs ``record`` shows, in fields, stream fields, rich text and child rows, saved or not."""
    content_type = ContentType.objects.get_for_model(Photo)
    keys = {
        str(key)
        for type_id, key, *_path in ReferenceIndex._extract_references_from_object(record)
        if type_id == content_type.pk
    }
    return list(Photo.objects.filter(pk__in=keys).order_by("pk"))


@register_check
def photographs_are_in_order(page: Page, at: datetime) -> Iterable[Problem]:
    """Every photograph has its credit and may be shown at ``at``."""
    back = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else ""
    for photo in photos_of(page):
        url = reverse("wagtailimages:edit", args=[photo.pk]) + (f"?{urlencode({'next': back})}" if back else "")
        for message, is_blocking in _faults(photo, at):
            yield Problem(message, url, is_blocking)


def _faults(photo: Photo, at: datetime) -> Iterable[tuple[str, bool]]:
    words = {
        "title": photo.title,
        "first": date_format(photo.usage_from) if photo.usage_from else "",
        "last": date_format(photo.usage_until) if photo.usage_until else "",
    }
    if photo.credit is None:
        yield _("The photograph “%(title)s” has no credit line.") % words, True
    elif photo.credit.is_proposed:
        words["name"] = str(photo.credit)
        yield _("The photograph “%(title)s”: the name “%(name)s” was read from the file. Confirm it.") % words, False
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
