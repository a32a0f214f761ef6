"""Background work on photographs."""

import logging

from django_tasks import task

from images.models import Photo
from images.rendering import delete_files, is_rendered, render_all

logger = logging.getLogger(__name__)


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
    kept = {source["name"] for source in sources}
    delete_files([source for source in previous if source["name"] not in kept])
