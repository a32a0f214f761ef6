"""Dropping many photographs at once."""

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.images.forms import get_image_form
from wagtail.images.views import multiple
from wagtail.permissions import policy_registry

from images.batch import UploadForm
from images.models import Photo
from images.rendering import is_rendered

#: What is asked of each photograph of a drop; everything else stands in the form above it.
ASKED = ("title", "credit", "caption_ru", "caption_en", "alt_ru", "alt_en", "tags")
PREFIX = "batch"
MOST = 500


class SlimFormMixin:
    """Each photograph of the drop shows a short form; the rest of it is left alone when that is saved."""

    def get_edit_form_class(self) -> type:
        return get_image_form(Photo, fields=ASKED)


class AddView(SlimFormMixin, multiple.AddView):
    """The drop: facts for the whole batch above it, one request a file, no file taken in twice."""

    template_name = "images/multiple_add.html"

    def get_upload_form_class(self) -> type:
        return get_image_form(Photo, fields=("title", "file"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        batch = UploadForm(prefix=PREFIX)
        context["form_media"] += batch.media
        return {**context, "batch": batch, "progress_url": reverse("photo_progress")}

    def post(self, request: HttpRequest) -> HttpResponse:
        upload = request.FILES.get("files[]")
        if upload is None:
            return HttpResponseBadRequest(_("No file came with the request."))
        self.batch = UploadForm(request.POST, prefix=PREFIX)
        if not self.batch.is_valid():
            errors = [f"{self.batch.fields[name].label}: {' '.join(map(str, texts))}" for name, texts in
                      self.batch.errors.items() if name in self.batch.fields]  # fmt: skip
            return JsonResponse({"success": False, "error_message": "\n".join(errors)})
        twin = same_file(upload, request)
        if twin is not None:
            return JsonResponse({"success": True, "duplicate": True, "form": "", "image_id": twin.pk,
                                 "confirm_duplicate_upload": self.words_on_twin(twin)})  # fmt: skip
        request.POST = request.POST.copy()
        request.POST["title"] = (request.POST.get("title") or upload.name or "")[:255]
        return super().post(request)

    @transaction.atomic
    def save_object(self, form: Any) -> Photo:
        photo = form.save(commit=False)
        photo.uploaded_by_user = self.request.user
        self.batch.apply(photo)
        photo.save()
        self.batch.add_tags(photo)
        return photo

    def get_edit_object_response_data(self) -> dict[str, Any]:
        data = super().get_edit_object_response_data()
        twin = Photo.objects.alike(self.object.perceptual_hash).exclude(pk=self.object.pk).first()
        if twin is not None and may_see(twin, self.request):
            data.update(duplicate=True, confirm_duplicate_upload=self.words_on_twin(twin, self.object))
        return data

    def words_on_twin(self, twin: Photo, new: Photo | None = None) -> str:
        """Return what is said of a photograph that is there already: ``new`` is the one just taken in, if it was."""
        count = twin.get_usage().count()
        used = ngettext("used in %(count)d place", "used in %(count)d places", count) % {"count": count}
        context = {"twin": twin, "new": new, "used": used if count else _("not used anywhere yet")}
        return render_to_string("images/twin.html", context, request=self.request)


class EditView(SlimFormMixin, multiple.EditView):
    """Saving the short form of one photograph."""


class CreateFromUploadView(SlimFormMixin, multiple.CreateFromUploadedImageView):
    """Mending a photograph whose first form had an error."""


def same_file(upload: UploadedFile, request: HttpRequest) -> Photo | None:
    """Return the photograph with these very bytes that the person may see: a drop repeated makes no doubles."""
    digest = hashlib.sha1(usedforsecurity=False)  # what Wagtail keeps as a file's hash
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    found = Photo.objects.filter(file_hash=digest.hexdigest()).order_by("pk")
    return next((photo for photo in found if may_see(photo, request)), None)


def may_see(photo: Photo, request: HttpRequest) -> bool:
    """Whether the person finds the photograph in the library."""
    policy = policy_registry.get_by_type(Photo)
    return policy.user_has_any_permission_for_instance(request.user, ["add", "change", "choose"], photo)


@require_safe
def progress(request: HttpRequest) -> JsonResponse:
    """Return how many of the photographs ``?ids=1,2`` have all their files; the worker makes them."""
    numbers = [int(key) for key in request.GET.get("ids", "").split(",") if key.isdecimal() and len(key) < 19][:MOST]
    policy = policy_registry.get_by_type(Photo)
    photos = policy.instances_user_has_any_permission_for(request.user, ["change", "choose"]).filter(pk__in=numbers)
    states = [is_rendered(photo) for photo in photos]
    return JsonResponse(
        {
            "total": len(states),
            "made": sum(states),
            "text": _("Files for visitors: %(made)d of %(total)d photographs are made.")
            % {"made": sum(states), "total": len(states)},
        }
    )
