"""What the page editor shows of photographs it has only the numbers of: texts, credit, preview."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.images.utils import find_image_duplicates
from wagtail.permissions import policy_registry

from images.models import Photo

PREVIEW = "max-165x165"  # what Wagtail's own chooser shows
MOST = 200


def photo_facts(request: HttpRequest) -> JsonResponse:
    """Return the photographs ``?ids=1,2`` that this person may choose, in that order, as JSON.

    With ``new=1`` each also names its twin: the same file, in the library before. ``collection`` is where this
    person's uploads go.
    """
    policy = policy_registry.get_by_type(Photo)
    numbers = [int(key) for key in request.GET.get("ids", "").split(",") if key.isdecimal() and len(key) < 19][:MOST]
    choosable = policy.instances_user_has_any_permission_for(request.user, ["choose"])
    found = choosable.select_related("credit").prefetch_renditions(PREVIEW).in_bulk(numbers)
    photos = [found[number] for number in numbers if number in found]
    facts = [_facts(photo) for photo in photos]
    if request.GET.get("new"):
        for photo, entry in zip(photos, facts, strict=True):
            twin = find_image_duplicates(photo, request.user, policy).first()
            entry["twin"] = _facts(twin) if twin else None
    collection = policy.collections_user_has_permission_for(request.user, "add").first()
    return JsonResponse({"photos": facts, "collection": collection.pk if collection else None})


def _facts(photo: Photo) -> dict[str, Any]:
    preview = get_rendition_or_not_found(photo, PREVIEW)
    return {
        "id": photo.pk,
        "title": photo.title,
        "edit_url": reverse("wagtailimages:edit", args=[photo.pk]),
        "delete_url": reverse("wagtailimages:delete_multiple", args=[photo.pk]),
        "preview": {"url": preview.url, "width": preview.width, "height": preview.height},
        "default_alt_text": "",
        "credit": {code: credit_in(photo, code) for code in ("ru", "en")},
        "caption": {"ru": photo.caption_ru, "en": photo.caption_en},
        "alt": {"ru": photo.alt_ru, "en": photo.alt_en},
        "twin": None,
    }


def credit_in(photo: Photo, language: str) -> str:
    """Return “Photo: …” as readers of ``language`` see it; empty where nobody is named in it."""
    name = getattr(photo.credit, f"name_{language}", "")
    with translation.override(language):
        return pgettext("photo credit", "Photo: %(name)s") % {"name": name} if name else ""
