"""Files of photographs that only embargoed pages show are out of the public's reach until the minute.

The public storage is served without asking anybody. What is dark is therefore not there: as soon as an embargo is
saved the files move into the private storage under the same names, and the worker brings them back when it is over.
Meanwhile the same address leads to ``press.views.media_file``, which asks who is there, and what time it is.
"""

import logging
from datetime import datetime

from django.core.files.storage import Storage, default_storage
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from images.models import Photo
from images.publishing import photos_of
from images.storage import originals
from press.models import HiddenPhoto

logger = logging.getLogger(__name__)

FOLDER = "dark"


def follow_embargo(page: models.Model, before: datetime | None, until: datetime | None) -> None:
    """Give the photographs that ``page`` alone shows its embargo; called whenever a draft of it is saved."""
    if not isinstance(page, Page) or (before is None and until is None):
        return
    keys = {photo.pk for photo in photos_of(page)}
    keys -= shown_elsewhere(keys, page)
    photos = Photo.objects.filter(pk__in=keys)
    changed: set[int] = set()
    if before is not None and before != until:
        changed |= _give(photos.filter(embargo_until=before), until)
    if until is not None and until > timezone.now():
        changed |= _give(photos.filter(Q(embargo_until=None) | Q(embargo_until__lt=until)), until)
    if changed:
        transaction.on_commit(lambda: settle(changed), robust=True)  # what fails here, the worker does


def _give(photos: models.QuerySet[Photo], until: datetime | None) -> set[int]:
    keys = set(photos.values_list("pk", flat=True))
    Photo.objects.filter(pk__in=keys).update(embargo_until=until)
    return keys


def shown_elsewhere(keys: set[int], page: Page) -> set[int]:
    """Return those of the photographs ``keys`` that a live page or a record outside the group shows."""
    rows = ReferenceIndex.objects.filter(
        to_content_type__app_label="images", to_content_type__model="photo", to_object_id__in=map(str, keys)
    ).values_list("to_object_id", "base_content_type__model", "base_content_type__app_label", "object_id")
    found = list(rows)
    page_keys = {key for _to, model, label, key in found if (label, model) == ("wagtailcore", "page")}
    group = Page.objects.filter(translation_key=page.translation_key)
    live = set(
        Page.objects.filter(pk__in=page_keys, live=True).exclude(pk__in=group.values("pk")).values_list("pk", flat=True)
    )
    return {
        int(to)
        for to, model, label, key in found
        if ((label, model) != ("wagtailcore", "page") and label != "publishing") or key in map(str, live)
    }


def settle(keys: set[int]) -> None:
    """Put the files of these photographs where they belong now."""
    for photo in Photo.objects.embargoed().filter(pk__in=keys):
        _hide(photo)
    for hidden in _no_longer_dark().filter(photo__in=keys):
        _bring_back(hidden)


def settle_one(key: int) -> None:
    """Put the files of a photograph where they belong; called when they have just been made."""
    settle({key})


def sweep() -> None:
    """Hide the files of what is dark and bring back what no longer is; called again and again, safe to repeat."""
    for photo in Photo.objects.embargoed():
        _hide(photo)
    for hidden in _no_longer_dark():
        _bring_back(hidden)


def is_dark(name: str) -> bool:
    """Tell whether a file for visitors belongs to a photograph under embargo at this very moment."""
    return Photo.objects.embargoed().filter(sources__contains=[{"name": name}]).exists()


def _no_longer_dark() -> models.QuerySet[HiddenPhoto]:
    return HiddenPhoto.objects.filter(Q(photo__embargo_until=None) | Q(photo__embargo_until__lte=timezone.now()))


def _bring_back(hidden: HiddenPhoto) -> None:
    for name in hidden.names:
        _move(originals(), f"{FOLDER}/{name}", default_storage, name)
    hidden.delete()


def _hide(photo: Photo) -> None:
    names = [source["name"] for source in photo.sources]
    seen = [name for name in names if default_storage.exists(name)]
    if not seen:
        return
    hidden, _made = HiddenPhoto.objects.get_or_create(photo=photo)
    hidden.names = sorted({*hidden.names, *seen})
    hidden.save()
    for name in seen:
        _move(default_storage, name, originals(), f"{FOLDER}/{name}")


def _move(source: Storage, name: str, target: Storage, new_name: str) -> None:
    """Copy first, then delete: killed in between, the next run finishes."""
    if not source.exists(name):
        return
    if not target.exists(new_name):
        with source.open(name) as file:
            target.save(new_name, file)
    source.delete(name)
