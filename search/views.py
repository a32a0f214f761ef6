"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.bilingual import current_language
from search.finding import LONGEST_QUERY, Search


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what the words of the address find in the language of the address."""
    asked = Search.read(
        text=request.GET.get("q", ""),
        section=request.GET.get("section", ""),
        order=request.GET.get("order", ""),
        language=current_language(),
    )
    context = {
        "search": asked,
        "is_cut": len(request.GET.get("q", "").strip()) > LONGEST_QUERY,
        "longest_query": LONGEST_QUERY,
        "page_obj": asked.page(request.GET.get("page", "")) if asked.text else None,
    }
    return render(request, "search/search.html", context)
