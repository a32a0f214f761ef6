"""Pictures of a Word file go into the library, through the same form as any upload."""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.forms import get_image_form
from wagtail.images.utils import find_image_duplicates
from wagtail.permissions import policy_registry

from accounts.models import User
from articles.word.parts import Picture
from core.tidying import tidy
from images.intake import matching_credit, propose_credit
from images.models import CreditLine, Photo


@dataclass
class PictureShelf:
    """Brings pictures into the library and remembers what it made, so that a failure leaves nothing behind."""

    user: User
    language: str
    title: str
    made: list[Photo] = field(default_factory=list)
    again: list[Photo] = field(default_factory=list)
    proposed: list[CreditLine] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def bring(self, picture: Picture) -> Photo | None:
        """Return the photograph for ``picture``: the one the library has already, or a new one; None if refused."""
        policy = policy_registry.get_by_type(Photo)
        collection = policy.collections_user_has_permission_for(self.user, "add").first()
        number = len(self.made) + len(self.again) + len(self.refused) + 1
        data: dict[str, Any] = {
            "title": f"{self.title[:200]} — {number}",
            "collection": collection.pk if collection else "",
            f"alt_{self.language}": tidy(picture.alt, self.language)[:300],
            f"caption_{self.language}": tidy(picture.caption, self.language)[:400],
        }
        instance = Photo(uploaded_by_user=self.user)
        data = {**_initial(instance), **data}
        upload = SimpleUploadedFile(picture.name, picture.content)
        form = get_image_form(Photo)(data, {"file": upload}, instance=instance, user=self.user)
        if not form.is_valid():
            self.refused.append((picture.name, " ".join(str(text) for texts in form.errors.values() for text in texts)))
            return None
        photo = form.save(commit=False)
        photo.credit = self._credit(picture.credit) or photo.credit
        self.made.append(photo)
        photo.save()
        form.save_m2m()
        twin = find_image_duplicates(photo, self.user, policy).first()
        if twin is None:
            return photo
        self.made.remove(photo)
        self._forget(photo)
        photo.delete()
        self.again.append(twin)
        return twin

    def _credit(self, name: str) -> CreditLine | None:
        """Return the credit line called ``name`` in either language, or a proposal for it."""
        name = tidy(name.strip(" .;,"), self.language).replace("\u00a0", " ")[:160]
        line = matching_credit(name)
        if line is None and name:
            line = propose_credit(name)
            self.proposed.append(line)
        return line

    def clear(self) -> None:
        """Delete the files of everything made: their rows have been rolled back."""
        for photo in self.made:
            self._forget(photo)

    @staticmethod
    def _forget(photo: Photo) -> None:
        photo.file.delete(save=False)
        for source in photo.sources:
            default_storage.delete(source["name"])


def _initial(photo: Photo) -> dict[str, Any]:
    """Return what the form would show for a new photograph, so that fields with a default keep it."""
    form = get_image_form(Photo)(instance=photo)
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "", [])}
