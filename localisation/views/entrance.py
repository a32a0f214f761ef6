"""The site's own address, and what search engines are told first."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /documents/

Sitemap: {sitemap}
"""


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Redirect ``/`` to the language the browser prefers among ours; to Russian when in doubt (RFC 9110 §12.5.4)."""
    response = HttpResponseRedirect(f"/{preferred_language(request.headers.get('Accept-Language', ''))}/")
    patch_vary_headers(response, ("Accept-Language",))
    return response


def preferred_language(header: str) -> str:
    """Return the first language of an Accept-Language header that the site has, the site's own where it names none."""
    for name, weight in parse_accept_lang_header(header[:500]):
        code = name.split("-")[0]
        if weight > 0 and code in dict(settings.LANGUAGES):
            return code
    return settings.LANGUAGE_CODE


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines read everything but the workrooms, and show them the sitemap (RFC 9309)."""
    text = ROBOTS.format(sitemap=request.build_absolute_uri("/sitemap.xml"))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
