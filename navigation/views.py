"""What a visitor may set on any page: the region and the view."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from core.bilingual import current_language
from navigation.chrome import REGION_COOKIE, Chrome
from navigation.display import COOKIE as DISPLAY_COOKIE
from navigation.display import COOKIE_AGE, Display

MAX_ADDRESS = 2000


# Both views set nothing but a preference, and a token would keep every page out of shared caches.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_region(request: HttpRequest) -> HttpResponse:
    """Remember the region and go back; shown by itself, the page where it is chosen without JavaScript."""
    chrome = Chrome(request)
    if request.method != "POST":
        return render(request, "navigation/region.html", {"came_from": came_from(request)})
    slug = request.POST.get("region", "")
    if slug not in {region.slug for region in chrome.regions}:
        context = {
            "came_from": came_from(request),
            "error": _("There is no such region. Please choose one from the list."),
        }
        return render(request, "navigation/region.html", context, status=400)
    response = HttpResponseRedirect(came_from(request))
    remember(response, request, REGION_COOKIE, slug)
    return response


@csrf_exempt
@never_cache
@require_POST
def choose_display(request: HttpRequest) -> HttpResponse:
    """Remember how the visitor wants to see the site, and go back; ``reset`` brings the usual view."""
    given = {} if "reset" in request.POST else request.POST.dict()
    response = HttpResponseRedirect(came_from(request))
    remember(response, request, DISPLAY_COOKIE, Display(given).to_cookie())
    return response


def came_from(request: HttpRequest) -> str:
    """Return the address on this site to go back to: the form's ``next``, or the home page."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    is_safe = len(address) <= MAX_ADDRESS and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
    return address if is_safe and address.startswith("/") else f"/{current_language()}/"


def remember(response: HttpResponse, request: HttpRequest, name: str, value: str) -> None:
    """Set a preference's cookie for a year; scripts may read it, and it says nothing about a person."""
    response.set_cookie(name, value, max_age=COOKIE_AGE, secure=request.is_secure(), samesite="Lax")
