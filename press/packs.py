"""Making a press pack: in the background, whenever a page or one of its photographs has changed."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.files import File
from django.http import FileResponse, Http404
from django.utils.translation import override
from wagtail.models import Page

from images.models import Photo
from images.originals import press_copy, press_name
from images.publishing import photos_of
from images.storage import originals
from press.models import Boilerplate, HasPressPack, PressContact, PressPack
from press.texts import captions_table, captions_text, text_document

FOLDER = "press-packs"
VERSION = 1  # raise it to have every pack made anew


def pages_with_packs() -> list[type[Page]]:
    """Return the page types that can have a pack."""
    from wagtail.models import get_page_models

    return [model for model in get_page_models() if issubclass(model, HasPressPack)]


def live_group(key: UUID) -> list[Page]:
    """Return the live pages of a group that offer a pack, Russian first."""
    found = [
        page
        for model in pages_with_packs()
        for page in model.objects.filter(
            translation_key=key, live=True, alias_of__isnull=True, has_press_pack=True
        ).select_related("locale")
    ]
    return sorted(found, key=lambda page: page.locale.language_code, reverse=True)


def photos_for_press(pages: Iterable[Page]) -> list[Photo]:
    """Return the photographs of ``pages`` that journalists may have now."""
    keys = {photo.pk for page in pages for photo in photos_of(page)}
    return list(Photo.objects.for_press().filter(pk__in=keys).order_by("pk"))


def mark_of(pages: list[Page], photos: list[Photo]) -> str:
    """Return what changes whenever the pack has to be made anew."""
    said = [VERSION, *Boilerplate.objects.values_list()[:1], *PressContact.objects.values_list()[:1]]
    said += [(page.pk, page.live_revision_id, str(page.last_published_at)) for page in pages]
    said += [(photo.pk, photo.get_file_hash(), repr(photo.full_notice)) for photo in photos]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def build(key: UUID) -> PressPack | None:
    """Make the pack of a group where it is out of date; drop it where there is nothing to offer."""
    pages = live_group(key)
    existing = PressPack.objects.filter(translation_key=key).first()
    if not pages:
        if existing:
            originals().delete(existing.name)
            existing.delete()
        return None
    photos = photos_for_press(pages)
    mark = mark_of(pages, photos)
    if existing and existing.mark == mark and originals().exists(existing.name):
        return existing
    rows, size, name = _write(key, pages, photos, mark)
    pack, _made = PressPack.objects.update_or_create(
        translation_key=key, defaults={"name": name, "size": size, "photos": rows, "mark": mark}
    )
    if existing and existing.name != name:
        originals().delete(existing.name)
    return pack


def _write(key: UUID, pages: list[Page], photos: list[Photo], mark: str) -> tuple[list[dict[str, Any]], int, str]:
    """Write the ZIP into the private storage; one photograph at a time is in memory."""
    rows = []
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for photo in photos:
                try:
                    content = press_copy(photo)
                except OSError:
                    continue
                archive.writestr(zipfile.ZipInfo(f"photos/{press_name(photo)}"), content)
                rows.append(_row(photo, len(content)))
            for page in pages:
                language = page.locale.language_code
                with override(language):
                    archive.writestr(f"text-{language}.docx", text_document(page))
            for language in ("ru", "en"):
                with override(language):
                    archive.writestr(f"captions-{language}.txt", captions_text(rows, language))
            with override("en"):
                archive.writestr("captions.xlsx", captions_table(rows))
        size = file.tell()
        file.seek(0)
        name = originals().save(f"{FOLDER}/{key}-{mark[:12]}.zip", File(file))
    return rows, size, name


def _row(photo: Photo, size: int) -> dict[str, Any]:
    credit = photo.credit
    return {
        "id": photo.pk,
        "file": press_name(photo),
        "width": photo.width,
        "height": photo.height,
        "size": size,
        **{f"caption_{code}": getattr(photo, f"caption_{code}") for code in ("ru", "en")},
        **{f"credit_{code}": getattr(credit, f"name_{code}", "") for code in ("ru", "en")},
    }


def pack_response(pack: PressPack, slug: str) -> FileResponse:
    """Stream the pack; ``Http404`` where a photograph in it may no longer be had and the worker has yet to see that."""
    keys = {row["id"] for row in pack.photos}
    if Photo.objects.for_press().filter(pk__in=keys).count() != len(keys) or not originals().exists(pack.name):
        raise Http404
    response = FileResponse(originals().open(pack.name), as_attachment=True, filename=f"{slug}-press.zip")
    response["Content-Type"] = "application/zip"
    response["Content-Length"] = str(pack.size)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def after_publishing(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Have the pack of a page just published made."""
    from press.tasks import build_pack

    if getattr(instance, "has_press_pack", False) and instance.live:
        build_pack.enqueue(str(instance.translation_key))
