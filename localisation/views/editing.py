"""The translation editor's own requests, refused while a page is locked and never answered with a 500."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import CharField
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views import edit_translation as stock

from core.completeness import missing_texts
from localisation.jobs.progress import refresh
from localisation.rights import is_locked_for
from localisation.saving import target_page

View = Callable[..., HttpResponse]


def editable_page(request: HttpRequest, translation: Translation) -> Page:
    """Return the page a translation writes; raises ``PermissionDenied`` where this person may not edit it."""
    page = target_page(translation)
    if page is None:
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def unless_locked(view: View) -> View:
    """Answer 423 to a change of a text of a locked page."""

    @wraps(view)
    def checked(request: HttpRequest, translation_id: int, **kwargs: int) -> HttpResponse:
        translation = get_object_or_404(Translation.objects.select_related("source"), pk=translation_id)
        if is_locked_for(request.user, editable_page(request, translation)):
            return JsonResponse({"error": locked_message()}, status=423)
        return view(request, translation_id, **kwargs)

    return checked


def locked_message() -> str:
    return _("This page is locked by somebody else. Nothing was changed.")


@unless_locked
def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Save one text. One that is too long for its field is kept and shown with the reason."""
    translation = Translation.objects.select_related("source").get(pk=translation_id)
    if request.method != "PUT":
        response = stock.edit_string_translation(request, translation_id, string_segment_id)
        refresh(translation)
        return response
    segment = get_object_or_404(StringSegment.objects.select_related("context", "source"), pk=string_segment_id)
    text = _posted_text(request)
    if text is None:
        return JsonResponse({"error": _("No text was sent.")}, status=400)
    limit = text_limit(segment)
    if limit is None or len(text) <= limit:
        response = stock.edit_string_translation(request, translation_id, string_segment_id)
        refresh(translation)
        return response
    if segment.context.object_id != translation.source.object_id:
        return JsonResponse({"error": _("No such text.")}, status=404)
    saved = keep_too_long(segment, translation, text, limit, request)
    refresh(translation)
    serializer = stock.StringTranslationSerializer(saved, context={"translation_source": translation.source})
    return JsonResponse(serializer.data, status=200)


def _posted_text(request: HttpRequest) -> str | None:
    """Return the text of a PUT request, whose body Django itself does not parse; None where there is none."""
    _body = request.body  # read here first, it stays readable for the view that saves
    parsed = Request(request, parsers=[FormParser(), MultiPartParser()])
    try:
        text = parsed.data.get("value")
    except (ParseError, UnsupportedMediaType):
        return None
    return text if isinstance(text, str) and "\0" not in text else None


def text_limit(segment: StringSegment) -> int | None:
    """Return how many characters the field of a text holds; None for rich text, blocks and unlimited fields."""
    model = segment.source.specific_content_type.model_class()
    path = segment.context.path
    if model is None or "." in path:
        return None
    field = model._meta.get_field(path)
    return field.max_length if isinstance(field, CharField) else None


def keep_too_long(
    segment: StringSegment, translation: Translation, text: str, limit: int, request: HttpRequest
) -> StringTranslation:
    """Store a text marked as wrong, past the model's own ``save``, which would put it into the page's title."""
    key = {
        "translation_of_id": segment.string_id,
        "locale_id": translation.target_locale_id,
        "context_id": segment.context_id,
    }
    values = {
        "data": text,
        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        "tool_name": "",
        "last_translated_by": request.user,
        "has_error": True,
        "field_error": too_long_message(limit),
    }
    if not StringTranslation.objects.filter(**key).update(**values):
        StringTranslation.objects.bulk_create([StringTranslation(**key, **values)])
    return StringTranslation.objects.get(**key)


def too_long_message(limit: int) -> str:
    return _("This text is too long: at most %(limit)d characters fit.") % {"limit": limit}


@unless_locked
def edit_override(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> HttpResponse:
    """Save another picture or address for this language."""
    return stock.edit_override(request, translation_id, overridable_segment_id)


@require_POST
def stop_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Let a page go its own way, without its original: only once complete, only by those who make pages."""
    translation = get_object_or_404(Translation.objects.select_related("source"), pk=translation_id)
    page = editable_page(request, translation)
    if page.permissions_for_user(request.user).only_translates and not request.user.is_superuser:
        raise PermissionDenied
    if is_locked_for(request.user, page):
        return refused(request, locked_message())
    if missing_texts(translation):
        return refused(request, _("Translate the remaining texts first: they would stay in the other language."))
    return stock.stop_translation(request, translation_id)


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Refuse: a copy in the wrong language has no place here."""
    return refused(request, _("Pages here are translated, not shown in the other language."))


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """Say why, and go back to where the request came from."""
    messages.error(request, reason)
    return back(request)


def back(request: HttpRequest) -> HttpResponse:
    """Go back to where the request came from, or to the admin's first page."""
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
