"""What surrounds the texts: blank places, photographs' own texts, memory and machine, other photographs and links."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.documents import get_document_model
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from core.blocks.addresses import validate_address
from localisation.editor.access import refusal, translation_for
from localisation.editor.additions import save_addition
from localisation.editor.choices import Choice, choices_of, drop_choice, kind_in_words, save_choice
from localisation.editor.places import map_of
from localisation.jobs.progress import refresh
from localisation.machine.providers import MachineFailedError
from localisation.machine.running import start, told
from localisation.memory.filling import fill_from_memory
from localisation.rights import is_locked_for
from localisation.views.editing import locked_message, too_long_message

PHOTO_TEXTS = ("alt", "caption")


@require_POST
def save_blank(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Save a text at a place that the original leaves blank."""
    translation, page = translation_for(request, translation_id)
    if locked := refusal(request, page):
        return locked
    path, text = request.POST.get("path", ""), request.POST.get("text", "").replace("\0", "").strip()
    place = next((place for place in map_of(translation.source).blanks if place.path == path), None)
    if place is None:
        return JsonResponse({"error": _("The original has a text here by now. Reload the page.")}, status=400)
    if place.limit is not None and len(text) > place.limit:
        return JsonResponse({"error": too_long_message(place.limit)}, status=400)
    seen = request.POST.get("seen", "")
    if save_addition(translation, path, text, seen, request.user) is None:
        theirs = translation.additions.get(path=path).text
        message = _("This text was changed meanwhile. Yours is not saved yet.")
        return JsonResponse({"conflict": message, "text": theirs, "version": theirs}, status=409)
    return JsonResponse({"text": text, "version": text})


@require_POST
def save_photo(request: HttpRequest, translation_id: int, photo_id: int) -> HttpResponse:
    """Save a photograph's description or caption in the language of the translation."""
    translation, _page = translation_for(request, translation_id)
    if photo_id not in map_of(translation.source).photo_ids:
        raise Http404
    photo = get_object_or_404(get_image_model(), pk=photo_id)
    if not policy_registry.get_by_type(type(photo)).user_has_permission_for_instance(request.user, "change", photo):
        raise PermissionDenied
    name, text = request.POST.get("name", ""), " ".join(request.POST.get("text", "").replace("\0", "").split())
    if name not in PHOTO_TEXTS:
        raise Http404
    column = f"{name}_{translation.target_locale.language_code}"
    limit = photo._meta.get_field(column).max_length
    if len(text) > limit:
        return JsonResponse({"error": too_long_message(limit)}, status=400)
    current = getattr(photo, column)
    if current not in {request.POST.get("seen", ""), text}:
        message = _("This text was changed meanwhile. Yours is not saved yet.")
        return JsonResponse({"conflict": message, "text": current, "version": current}, status=409)
    if current != text:
        setattr(photo, column, text)
        photo.save(update_fields=[column])
    return JsonResponse({"text": text, "version": text})


@require_POST
def fill_memory(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Fill in every untranslated text that the memory has."""
    translation, page = translation_for(request, translation_id)
    if not _is_free(request, page):
        return _back(page)
    count = len(fill_from_memory(translation, request.user))
    refresh(translation)
    words = ngettext(
        "%(count)d text is filled in from memory.", "%(count)d texts are filled in from memory.", count
    ) % {"count": count}
    messages.success(request, words)
    return _back(page)


@require_POST
def fill_machine(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Have the untranslated texts translated in the background by the configured program."""
    translation, page = translation_for(request, translation_id)
    if _is_free(request, page):
        try:
            start(translation, request.user)
        except MachineFailedError as problem:
            messages.error(request, str(problem))
    return _back(page)


@require_safe
def machine_progress(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Answer how far the program is, for the editor that shows it."""
    translation, _page = translation_for(request, translation_id)
    return JsonResponse(told(get_object_or_404(translation.machine_runs.all()[:1])))


class ChoiceForm(forms.Form):
    """What this language shows instead of what the original has."""

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == "address":
            self.fields["value"] = forms.CharField(
                label=_("Address for this language"), max_length=2000, validators=[validate_address]
            )
            return
        model = get_image_model() if kind == "photo" else get_document_model()
        widget = AdminImageChooser() if kind == "photo" else AdminDocumentChooser()
        self.fields["value"] = forms.ModelChoiceField(
            label=_("For this language"), queryset=model._default_manager.all(), widget=widget
        )


def choose(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
    """Choose another photograph, document or address for this language, or go back to the original's."""
    translation, page = translation_for(request, translation_id)
    choice = _choice(translation, segment_id)
    current = choice.override.data if choice.override else choice.segment.data
    form = ChoiceForm(choice.kind, request.POST or None, initial={"value": current})
    if request.method == "POST":
        if not _is_free(request, page):
            return _back(page)
        if "drop" in request.POST:
            drop_choice(translation, choice.segment)
            messages.success(request, _("The original’s is shown again."))
            return _back(page)
        if form.is_valid():
            value = form.cleaned_data["value"]
            save_choice(translation, choice.segment, getattr(value, "pk", value), request.user)
            messages.success(request, _("Saved for this language. It is shown once the translation is published."))
            return _back(page)
    context = {
        "form": form,
        "media": form.media,
        "choice": choice,
        "kind": kind_in_words(choice.kind),
        "translation": translation,
        "back_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "page_title": kind_in_words(choice.kind),
        "header_icon": "link" if choice.kind == "address" else "image" if choice.kind == "photo" else "doc-full",
    }
    return render(request, "localisation/editor/choice.html", context)


def _choice(translation: Translation, segment_id: int) -> Choice:
    choices = choices_of(translation, map_of(translation.source))
    found = next((choice for choice in choices if choice.segment.pk == segment_id), None)
    if found is None:
        raise Http404
    return found


def _is_free(request: HttpRequest, page: Page) -> bool:
    """Tell whether the page may be changed now; says why not."""
    if is_locked_for(request.user, page):
        messages.error(request, locked_message())
        return False
    return True


def _back(page: Page) -> HttpResponse:
    return redirect("wagtailadmin_pages:edit", page.pk)
