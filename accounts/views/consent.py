"""The document about personal data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.consent import current_document
from core.bilingual import current_language


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """Show the version in force to anybody."""
    found = current_document(current_language())
    if found is None:
        raise Http404
    return render(request, "accounts/consent_document.html", {"document": found})
