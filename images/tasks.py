"""Background work on photographs."""

import logging
from collections.abc import Callable

from django_tasks import task

from images.models import Photo, PhotoQuerySet, SocialImage
from images.rendering import delete_files, is_rendered, render_all

logger = logging.getLogger(__name__)

#: Called with the key of a photograph whose files have just been put into service.
_listeners: list[Callable[[int], None]] = []


def on_rendered(listener: Callable[[int], None]) -> None:
    """Have ``listener`` told whenever the files of a photograph have been made."""
    if listener not in _listeners:
        _listeners.append(listener)


@task()
def render_photo(photo_id: int) -> None:
    """Make all files of a photograph and put them into service. Safe to run twice, or after a crash.

    A photograph deleted or replaced meanwhile is left alone: whatever replaced it has a task of its own.
    """
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None or is_rendered(photo):
        return
    previous = list(photo.sources)
    try:
        sources = render_all(photo)
    except OSError:
        logger.exception("The file of photograph %s cannot be read.", photo_id)
        return
    unchanged = Photo.objects.filter(pk=photo_id, file=photo.file.name)
    if not unchanged.update(sources=sources):
        delete_files(sources)
        return
    SocialImage.objects.filter(photo_id=photo_id).update(checked_at=None)
    kept = {source["name"] for source in sources}
    delete_files([source for source in previous if source["name"] not in kept])
    for listener in _listeners:
        listener(photo_id)


@task()
def render_credited(credit_id: int) -> None:
    """Write a changed name into the files of every photograph it stands under."""
    _enqueue_unmade(Photo.objects.filter(credit_id=credit_id))


def render_unmade() -> None:
    """Have the files made that are missing, whatever kept them from being made: a chore of the worker."""
    _enqueue_unmade(Photo.objects.all())


def _enqueue_unmade(photos: PhotoQuerySet) -> None:
    for photo in photos.order_by("pk").iterator(chunk_size=200):
        if photo.file and not is_rendered(photo):
            render_photo.enqueue(photo.pk)
