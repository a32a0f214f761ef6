"""The site as an app: its manifest, its worker, and the page that stands in when there is no connection."""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.bilingual import current_language
from core.mark import GROUND, ICONS, icon_url
from navigation.chrome import Chrome

#: What the offline page needs, in static/.
FILES = (
    "css/site.css",
    "js/main.js",
    "js/installed.js",
    "js/offline.js",
    "js/visitor.js",
    "js/account.js",
    "js/copied.js",
    "js/hours.js",
    "js/clock.js",
    "js/daylight.js",
    "js/a11y.js",
    "img/icons.svg",
    "img/mark.svg",
    "fonts/literata-latin.woff2",
    "fonts/literata-cyrillic.woff2",
    "fonts/geologica-latin.woff2",
    "fonts/geologica-cyrillic.woff2",
)


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest (W3C) in the language of the address."""
    chrome = Chrome(request)
    language = current_language()
    icons = [
        {
            "src": icon_url(chrome.settings, side, is_maskable),
            "sizes": f"{side}x{side}",
            "type": "image/png",
            "purpose": "maskable" if is_maskable else "any",
        }
        for side, is_maskable in ICONS
    ]
    found = {
        "id": f"/{language}/",
        "name": ", ".join(part for part in (chrome.name, chrome.settings.descriptor) if part),
        "short_name": chrome.name,
        "description": chrome.settings.description,
        "lang": language,
        "dir": "ltr",
        "start_url": f"/{language}/",
        "scope": f"/{language}/",
        "display": "minimal-ui",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": icons,
    }
    return JsonResponse(found, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of one language; its text changes with every file it keeps, and so with a deploy."""
    language = current_language()
    files = [static(name) for name in FILES]
    page = reverse("navigation:offline")
    digest = hashlib.sha256(json.dumps([files, _source()]).encode()).hexdigest()[:12]
    facts = {"version": f"{language}-{digest}", "language": language, "page": page, "files": files}
    response = HttpResponse(
        f"const FACTS = {json.dumps(facts)};\n{_source()}", content_type="text/javascript; charset=utf-8"
    )
    response["Cache-Control"] = "no-cache"
    return response


def _source() -> str:
    return render_to_string("navigation/worker.js", {"private": json.dumps(_private())})


def _private() -> list[str]:
    """Return the beginnings of addresses the worker never has to do with."""
    return [f"/{code}/account/" for code, _name in settings.LANGUAGES]


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What can be said without a connection: hours, address, phone of the region's house, and the saved list."""
    response = render(request, "navigation/offline.html", {"is_noindex": True})
    response["Cache-Control"] = "no-cache"
    return response
