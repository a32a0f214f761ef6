"""Files of photographs that only embargoed pages show are out of the public's reach until the minute.

A photograph that readers can see on another page stays open: what has been shown cannot be taken back, and a page
before readers must not lose its pictures. It follows the embargo once nothing public shows it any more.

The public storage is served without asking anybody. What is dark is therefore not there: as soon as an embargo is
saved the files move into the private storage under the same names, and the worker brings them back when it is over,
before it publishes the pages that show them. Meanwhile the same address leads to ``press.views.media_file``, which asks
who is there, and what time it is. A bucket of an S3 service leads nowhere: there the minute is the worker's alone, so
many files move at once.
"""

import logging
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import cache

from django.core.files.storage import Storage, default_storage
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.publication import Problem, register_check
from images.models import Photo, PhotoQuerySet
from images.publishing import known_to_readers, photos_of
from images.storage import copy, originals
from press.models import HiddenPhoto
from publishing.embargoes import embargoed_types

logger = logging.getLogger(__name__)

FOLDER = "dark"
#: A storage far away is waited for, not worked for: so many files are on their way at once.
AT_ONCE = 12


def follow_embargo(page: models.Model, before: datetime | None, until: datetime | None) -> None:
    """Give the photographs that ``page`` alone shows its embargo; called whenever a draft of it is saved."""
    if not isinstance(page, Page) or (before is None and until is None):
        return
    photos = own_photos(page)
    changed: set[int] = set()
    if before is not None and before != until:
        changed |= _give(photos.filter(embargo_until=before), until)
    if until is not None and until > timezone.now():
        changed |= _take_along(photos, until)
    if changed:
        transaction.on_commit(lambda: settle(changed), robust=True)  # what fails here, the worker does


def own_photos(page: Page) -> PhotoQuerySet:
    """Return the photographs of ``page`` that readers do not know from elsewhere: those its embargo reaches."""
    keys = {photo.pk for photo in photos_of(page)}
    return Photo.objects.filter(pk__in=keys - known_to_readers(keys, apart_from=page))


def _take_along(photos: PhotoQuerySet, until: datetime) -> set[int]:
    """Keep these photographs dark until ``until`` at least; return the keys of those that were not."""
    return _give(photos.filter(Q(embargo_until=None) | Q(embargo_until__lt=until)), until)


def _give(photos: PhotoQuerySet, until: datetime | None) -> set[int]:
    keys = set(photos.values_list("pk", flat=True))
    Photo.objects.filter(pk__in=keys).update(embargo_until=until)
    return keys


@register_check
def photographs_readers_know(page: Page, at: datetime) -> Iterable[Problem]:
    """Say which photographs of a dark page its embargo does not reach, because readers can see them elsewhere."""
    until = getattr(page, "embargo_until", None)
    if until is None or until <= timezone.now():
        return
    photos = photos_of(page)
    known = known_to_readers([photo.pk for photo in photos], apart_from=page)
    for photo in photos:
        if photo.pk in known:
            words = _("The photograph “%(title)s” stays open in spite of the embargo: readers see it on another page.")
            kind = _("Photographs that stay open in spite of the embargo, because readers see them on another page:")
            yield Problem(words % {"title": photo.title}, photo.usage_url, False, kind=kind, name=photo.title)


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
    """Bring back the files of what is no longer dark and hide those of what is; called again and again."""
    for hidden in _no_longer_dark():
        _bring_back(hidden)
    _follow_dark_pages()
    for photo in Photo.objects.embargoed():
        _hide(photo)


def _follow_dark_pages() -> None:
    """Let photographs follow the embargo of a dark page once the last page that readers saw them on is gone."""
    for model in embargoed_types():
        for page in model.objects.filter(embargo_until__gt=timezone.now(), live=False):
            _take_along(own_photos(page.get_latest_revision_as_object()), page.embargo_until)


def is_dark(name: str) -> bool:
    """Tell whether a file for visitors belongs to a photograph under embargo at this very moment."""
    return Photo.objects.embargoed().filter(sources__contains=[{"name": name}]).exists()


def _no_longer_dark() -> models.QuerySet[HiddenPhoto]:
    return HiddenPhoto.objects.filter(Q(photo__embargo_until=None) | Q(photo__embargo_until__lte=timezone.now()))


@cache
def _hands(process: int) -> ThreadPoolExecutor:
    """Return the threads of ``process``, each with its own connection to the storage: a fork inherits none of them."""
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="darkness")


def _bring_back(hidden: HiddenPhoto) -> None:
    """Make the files of a photograph public again; what the storage refuses is tried anew by the next run."""
    if _with_each(lambda name: _move(originals(), f"{FOLDER}/{name}", default_storage, name), hidden.names):
        hidden.delete()


def _hide(photo: Photo) -> None:
    names = [source["name"] for source in photo.sources]
    is_seen = _hands(os.getpid()).map(default_storage.exists, names)
    seen = [name for name, is_there in zip(names, is_seen, strict=True) if is_there]
    if not seen:
        return
    with transaction.atomic():  # a web process and the worker may hide files of one photograph at once
        hidden, _made = HiddenPhoto.objects.select_for_update().get_or_create(photo=photo)
        hidden.names = sorted({*hidden.names, *seen})
        hidden.save()
    _with_each(lambda name: _move(default_storage, name, originals(), f"{FOLDER}/{name}"), seen)


def _with_each(move: Callable[[str], None], names: Iterable[str]) -> bool:
    """Move the files side by side; return whether all went well. One that does not go holds up no other."""
    moves = {name: _hands(os.getpid()).submit(move, name) for name in names}
    failed = {name: error for name, going in moves.items() if (error := going.exception())}
    for name, error in failed.items():
        logger.error("The file %s could not be moved: %s", name, error)
    return not failed


def _move(source: Storage, name: str, target: Storage, new_name: str) -> None:
    """Copy first, then delete: killed in between, the next run finishes. What is not there has been moved."""
    with suppress(FileNotFoundError):
        copy(source, name, target, new_name)
    source.delete(name)
