"""Middleware: refuse what no browser sends, choose the reader's language, loosen the policy for the admin."""

import re
from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.response import HttpResponseBase, JsonResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

from core.publication import PublicationRefused, refusal

#: Control characters, tab and line ends apart.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: What JSON may spell but PostgreSQL cannot keep: a NUL, or half of a surrogate pair.
UNSTORABLE_JSON = re.compile(
    r"(?<!\\)(?:\\\\)*(?:\\u0000"
    r"|\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)
LANGUAGE_PREFIX = re.compile(r"^/(?P<code>{})(?:/|$)".format("|".join(code for code, _ in settings.LANGUAGES)))
ADMIN_PREFIX = "/admin/"

#: Wagtail's admin writes inline scripts and styles, shows pictures just chosen, previews in a frame.
ADMIN_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "media-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
}


class BadInputMiddleware(MiddlewareMixin):
    """Answer 400 to an address or form that holds characters nobody can type and no database can keep.

    Harmless control characters inside a form, such as the vertical tabs that come with text pasted from
    an office program, are dropped instead: nobody loses an article to them.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if _has_controls(request.path) or "\n" in request.path or "\r" in request.path:
            return bad_request_page(request)
        if any(_has_controls(key) or any(map(_has_controls, values)) for key, values in request.GET.lists()):
            return bad_request_page(request)
        return None

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        if request.content_type == "application/json":
            unstorable = UNSTORABLE_JSON.search(request.body.decode("utf-8", errors="replace"))
            return bad_request_page(request) if unstorable else None
        if request.method != "POST":
            return None
        try:
            texts = [(key, text) for key, values in request.POST.lists() for text in values]
        except UnreadablePostError:  # the visitor left while sending
            return bad_request_page(request)
        if any("\0" in key or "\0" in text or _is_unstorable_json(text) for key, text in texts):
            return bad_request_page(request)
        if any(_has_controls(key) or _has_controls(text) for key, text in texts):
            cleaned = QueryDict(mutable=True, encoding=request.POST.encoding)
            for key, text in texts:
                cleaned.appendlist(CONTROLS.sub("", key), CONTROLS.sub("", text))
            cleaned._mutable = False
            request.POST = cleaned
        return None


def bad_request_page(request: HttpRequest) -> HttpResponse:
    """Return a plain 400 page in the reader's language; it asks neither the database nor the session."""
    language = language_from_path(request.path) or translation.get_language_from_request(request)
    with translation.override(language):
        return HttpResponse(render_to_string("400.html"), status=400)


def _has_controls(text: str) -> bool:
    return CONTROLS.search(text) is not None


def _is_unstorable_json(text: str) -> bool:
    return text[:1] in {"{", "[", '"'} and "\\u" in text and UNSTORABLE_JSON.search(text) is not None


def language_from_path(path: str) -> str | None:
    """Return the language of an address below ``/ru/`` or ``/en/``, and None for any other."""
    match = LANGUAGE_PREFIX.match(path)
    return match["code"] if match else None


class SiteLocaleMiddleware(LocaleMiddleware):
    """Take the language of a public page from its address alone.

    Elsewhere (the admin's sign-in, ``/``, error pages) the browser is asked; once someone has signed in,
    Wagtail's admin turns to the language of their profile. An address without a language stays what it is.
    """

    def process_request(self, request: HttpRequest) -> None:
        language = language_from_path(request.path_info) or translation.get_language_from_request(request)
        translation.activate(language)
        setattr(request, "LANGUAGE_CODE", translation.get_language())  # noqa: B010 (Django's own attribute)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        language = translation.get_language()
        if language_from_path(request.path_info) is None and not self._is_file(request.path_info):
            patch_vary_headers(response, ("Accept-Language",))
        if language:
            response.headers.setdefault("Content-Language", language)
        return response

    @staticmethod
    def _is_file(path: str) -> bool:
        return path.startswith((settings.MEDIA_URL, settings.STATIC_URL))


class AdminPolicyMiddleware(CSPMiddleware):
    """Send the content security policy: the strict one to visitors, one it can work under to the admin.

    Pictures that lie in a service elsewhere may come from there, in both.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path.startswith(ADMIN_PREFIX):
            parts.config = ADMIN_POLICY
        if settings.MEDIA_ORIGIN:
            parts.update = {**(parts.update or {}), "img-src": [settings.MEDIA_ORIGIN]}
        return parts


def admin_language(request: HttpRequest) -> str:
    """Return the language a person works in; outside of its views the admin's own choice is not active."""
    profile = getattr(request.user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else translation.get_language() or settings.LANGUAGE_CODE


class AdminLanguageMiddleware(MiddlewareMixin):
    """Speak the language a person works in throughout the admin, in its refusals and error pages too."""

    def process_request(self, request: HttpRequest) -> None:
        if request.path.startswith(ADMIN_PREFIX) and request.user.is_authenticated:
            translation.activate(admin_language(request))
            request.LANGUAGE_CODE = translation.get_language()


class RefusedPublicationMiddleware(MiddlewareMixin):
    """Say in the page editor why a page was not published, whichever way of publishing it was refused on.

    The editor's own button and bulk actions are told beforehand (``core.wagtail_hooks``); approving in a
    workflow has no hook before it.
    """

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublicationRefused) or not request.path.startswith(ADMIN_PREFIX):
            return None
        with translation.override(admin_language(request)):
            messages.error(request, refusal(exception.page, exception.problems))
        editor = redirect("wagtailadmin_pages:edit", exception.page.pk)
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": editor["Location"]})
        return editor
