"""Where originals lie: out of the public's reach, handed out in the admin to those who may see the photograph."""

from contextlib import suppress
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages  # ty: ignore[missing-module-member] (unknown to the stubs)
from django.urls import reverse


class AdminAddressMixin:
    """Files of this storage have no address but the admin's own view, which asks who is there."""

    def url(self, name: str | None) -> str:
        return reverse("photo_original", args=[name])


class PrivateFileStorage(AdminAddressMixin, FileSystemStorage):
    """A folder that no proxy serves. A file that cannot be written to its end leaves nothing behind."""

    def _save(self, name: str, content: File) -> str:
        try:
            return super()._save(name, content)
        except OSError:
            with suppress(OSError):
                Path(self.path(name)).unlink(missing_ok=True)
            raise


def originals() -> Storage:
    """Return the storage of originals and of the admin's own small pictures."""
    return storages["originals"]


def copy(source: Storage, name: str, target: Storage, new_name: str) -> None:
    """Copy a file between the originals and the files for visitors; a copy that is there already stays.

    Raises ``FileNotFoundError`` where there is no such file.
    """
    within = getattr(originals(), "copy_within", None)
    if within is not None:
        within(source, name, target, new_name)
    elif not target.exists(new_name):
        with source.open(name) as file:
            target.save(new_name, file)
