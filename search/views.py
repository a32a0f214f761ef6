"""The search page and its suggestions."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.bilingual import current_language
from search.asked import record
from search.featured import featured_pages
from search.finding import Search
from search.questions import LONGEST_QUERY
from search.suggesting import suggestions


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what the words of the address find in the language of the address."""
    language = current_language()
    asked = Search(request.GET, language)
    context = {
        "search": asked,
        "is_cut": len(asked.typed.strip()) > LONGEST_QUERY,
        "longest_query": LONGEST_QUERY,
        "page_obj": asked.page(request.GET.get("page", "")) if asked.is_asked else None,
        "description": _("Search the whole site: news, what’s on, venues, people and documents."),
    }
    if asked.is_asked:
        is_plain = not (asked.kind or asked.facets.is_in_use or asked.by_date or request.GET.get("page"))
        if is_plain and asked.question.key:
            context["featured"] = featured_pages(asked.answered, language)
            record(asked.question, language, asked.total if not asked.is_corrected else 0)
    return render(request, "search/search.html", context)


@require_safe
@cache_control(public=True, max_age=60)
def suggest(request: HttpRequest) -> HttpResponse:
    """Return what a question still being typed may become, as JSON: ``{"suggestions": [{title, html, url, kind}]}``."""
    return JsonResponse({"suggestions": suggestions(request.GET.get("q", ""), current_language())})
