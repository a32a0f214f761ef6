"""Originals: in the admin for those who may see the photograph, for journalists where that was chosen."""

import mimetypes

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from images.models import Photo, PhotoRendition
from images.originals import press_copy, press_name

SEEN_BY = ("add", "change", "delete", "choose")


@require_safe
def admin_file(request: HttpRequest, name: str) -> FileResponse:
    """Hand out an original, or a small picture of the admin's screens, that the person may see."""
    photo = Photo.objects.filter(file=name).first()
    file = photo.file if photo else None
    if file is None:
        rendition = PhotoRendition.objects.filter(file=name).select_related("image").first()
        if rendition is None:
            raise Http404
        photo, file = rendition.image, rendition.file
    policy = policy_registry.get_by_type(Photo)
    if not policy.user_has_any_permission_for_instance(request.user, SEEN_BY, photo):
        raise PermissionDenied
    try:
        content = file.storage.open(file.name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response["Cache-Control"] = "private, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def press_download(request: HttpRequest, photo_id: int) -> HttpResponse:
    """Send journalists the full picture with its credit in it; 404 where that was not chosen, or not yet."""
    photo = get_object_or_404(Photo, pk=photo_id)
    if not photo.is_downloadable_by_press:
        raise Http404
    try:
        content = press_copy(photo)
    except OSError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="image/jpeg")
    response["Content-Disposition"] = f'attachment; filename="{press_name(photo)}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
