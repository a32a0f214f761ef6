"""Files that are handed out only after asking, and the form of accreditation."""

import mimetypes
from contextlib import suppress

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.static import serve as serve_file
from wagtail.models import Page

from accounts.consent import current_document, document_url
from core.bilingual import current_language
from core.robots import drawn_now, is_one_too_many
from core.visibility import open_to_all
from images.storage import originals
from press.accreditation import AccreditationForm, keep
from press.darkness import FOLDER, is_dark
from press.models import AccreditationRequest, HiddenPhoto, PressContact
from publishing.review import sees_drafts


@require_safe
def media_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Hand out a file for visitors: what is public to everybody, what is dark to those who may see drafts.

    Where a proxy serves the public files it sends here only what it does not find among them. The embargo is asked
    for here and now: neither way does it wait for the worker to move the file.
    """
    dark = is_dark(path)
    if dark and not sees_drafts(request):
        raise Http404
    if settings.SERVE_MEDIA:
        with suppress(Http404):
            response = serve_file(request, path, document_root=settings.MEDIA_ROOT)
            return _kept_by_nobody(response) if dark else response
    if not HiddenPhoto.objects.filter(names__contains=[path]).exists():
        raise Http404
    try:
        file = originals().open(f"{FOLDER}/{path}")
    except FileNotFoundError as error:  # on its way back at this moment
        raise Http404 from error
    return _kept_by_nobody(FileResponse(file, content_type=_kind(path)))


@require_http_methods(["GET", "HEAD", "POST"])
def accreditation(request: HttpRequest, page_id: int) -> HttpResponse:
    """The form of accreditation for an event in the language of the address; what was typed is kept."""
    language = current_language()
    event = get_object_or_404(Page.objects.filter(open_to_all(), locale__language_code=language), pk=page_id).specific
    if not getattr(event, "is_open_for_accreditation", False):
        raise Http404
    is_sent = "sent" in request.GET
    form = AccreditationForm(request.POST or None)
    document = current_document(language)
    if request.method == "POST" and form.is_valid():
        if document is None:
            form.add_error(None, _("There is no text to agree to at the moment, so no request can be taken."))
        elif is_one_too_many(request, AccreditationRequest.purpose):
            form.add_error(None, _("Too many requests from your address. Try again in an hour."))
        else:
            if not form.is_from_robot:
                keep(form, event.pk, event.title, language)
            return redirect(f"{reverse('accreditation', args=[event.pk])}?sent=1")
    response = render(
        request,
        "press/accreditation.html",
        {
            "event": event,
            "form": form,
            "drawn_at": drawn_now(),
            "is_sent": is_sent,
            "document": document,
            "contact": PressContact.objects.exclude(email="").first() if document is None else None,
            "document_url": document_url(language),
            "is_noindex": True,
        },
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _kept_by_nobody(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "private, no-store"
    return response


def _kind(path: str) -> str:
    return mimetypes.guess_type(path)[0] or "application/octet-stream"
