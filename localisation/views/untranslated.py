"""The page that says, in the reader's language, that a page exists in the other language only."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.bilingual import current_language
from core.routing import for_serving
from core.visibility import open_to_all


@require_safe
def untranslated(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the title of the original, marked as foreign, its photograph and the way to it; no other text of it.

    As soon as the page exists in the reader's language, its address answers instead. Raises ``Http404`` for
    a page that is unknown, unpublished or not for everybody.
    """
    original = real_pages().filter(pk=page_id).select_related("locale").first()
    if original is None:
        raise Http404
    language = current_language()
    if original.locale.language_code == language:
        return redirect(original.get_url(request) or "/")
    translation = real_pages().filter(translation_key=original.translation_key, locale__language_code=language).first()
    if translation:
        return redirect(translation.get_url(request) or "/")
    page_type = original.specific_class
    if page_type is None:
        raise Http404
    context = {
        "original": for_serving(page_type).get(pk=original.pk),
        "original_language": original.locale.language_code,
        "section": section_in(original, language),
        "title": _("This page is not translated yet"),
        "is_noindex": True,
    }
    return render(request, "localisation/untranslated.html", context)


def real_pages() -> QuerySet[Page]:
    """Pages a visitor can open: live, for everybody, no copies of others, not Wagtail's root."""
    return Page.objects.filter(open_to_all(), depth__gt=1)


def section_in(original: Page, language: str) -> Page | None:
    """Return the section the page would stand in, in the reader's language; None above the home page."""
    keys = original.get_ancestors().filter(depth__gt=1).values("translation_key")
    return real_pages().filter(translation_key__in=keys, locale__language_code=language).order_by("-depth").first()
