"""What takes the place of wagtail-localize's own requests: some answer after checking more, some not at all."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation as stock

from core.completeness import missing_texts
from localisation.rights import is_locked_for
from localisation.saving import target_page


def editable_page(request: HttpRequest, translation: Translation) -> Page:
    """Return the page a translation writes; raises ``PermissionDenied`` where this person may not edit it."""
    page = target_page(translation)
    if page is None:
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def locked_message() -> str:
    return _("This page is locked by somebody else. Nothing was changed.")


def too_long_message(limit: int) -> str:
    return _("This text is too long: at most %(limit)d characters fit.") % {"limit": limit}


def saved_elsewhere(request: HttpRequest, translation_id: int, **kwargs: int) -> HttpResponse:
    """Answer wagtail-localize's own addresses that write texts: only the editor's write, which check more."""
    return JsonResponse({"error": _("Texts are saved in the translation editor. Reload the page.")}, status=410)


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
