"""What holds on every page of an account, and before the admin."""

import logging
import re
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.consent import must_agree_first
from accounts.visitors import signed_in
from core.landings import is_landing

logger = logging.getLogger(__name__)

ACCOUNT_PATH = re.compile(r"^/(?:{})/account/".format("|".join(code for code, _name in settings.LANGUAGES)))
CALLBACK_PATH = re.compile(r"/login/callback/$")
#: Tells scripts on public pages, which are the same for all, that somebody is signed in; says not who.
SIGNED_IN_COOKIE = "signed-in"
#: Below the admin, what anybody may ask for: the way in and out, and its own catalogue of words.
ADMIN_OPEN = ("/admin/login/", "/admin/logout/", "/admin/jsi18n/", "/admin/sprite/")

#: What is open whatever else is asked first: ways out, letters' links, the document, coming back.
ALWAYS_OPEN = {
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_login",
    "accounts:restore",
    "accounts:consent_document",
    "accounts:confirm_letters",
    "accounts:stop_letters",
    "accounts:saved_calendar",
    "accounts:state",
}
#: What nobody has to agree to anything for: taking one's data along and leaving; and what asks for itself.
OPEN_WITHOUT_CONSENT = {
    "accounts:consent",
    "accounts:data",
    "accounts:data_file",
    "accounts:leave",
    "accounts:saved_lines",
    "accounts:change_saved",
    "accounts:change_followed",
}


class AccountPagesMiddleware(MiddlewareMixin):
    """Keep account pages out of every cache, tell scripts who is in, and hold staff to their second factor."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        if ACCOUNT_PATH.match(request.path) and request.user.is_authenticated:
            return self._what_comes_first(request)
        if request.path.startswith("/admin/") and not request.path.startswith(ADMIN_OPEN):
            return self._second_factor(request)
        return None

    @staticmethod
    def _what_comes_first(request: HttpRequest) -> HttpResponse | None:
        """Ask who has left whether to come back, and visitors for consent to a new version of the document."""
        user = signed_in(request)
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in ALWAYS_OPEN:
            return None
        if user.is_leaving:
            return HttpResponseRedirect(reverse("accounts:restore"))
        if name in OPEN_WITHOUT_CONSENT or not must_agree_first(user):
            return None
        target = request.get_full_path() if request.method == "GET" else reverse("accounts:saved")
        return HttpResponseRedirect(f"{reverse('accounts:consent')}?{urlencode({'next': target})}")

    @staticmethod
    def _second_factor(request: HttpRequest) -> HttpResponse | None:
        """Send staff who must have a second factor and have none to where they make one."""
        if settings.STAFF_SECOND_FACTOR != "required" or not request.user.is_authenticated:
            return None
        factors = Authenticator.objects.filter(user=request.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
        if factors.exists():
            return None
        messages.warning(
            request,
            _("The admin is open to those with two-step sign-in. Add an authenticator app or a passkey, then go on."),
        )
        return HttpResponseRedirect(reverse("mfa_index"))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn whatever a provider's answer breaks into a page that says so; forged callbacks come here too."""
        is_callback = ACCOUNT_PATH.match(request.path) and CALLBACK_PATH.search(request.path)
        if not is_callback or isinstance(exception, Http404 | PermissionDenied | SuspiciousOperation):
            return None
        if hasattr(exception, "response"):  # allauth's own detours
            return None
        logger.warning("A provider's answer at %s could not be used: %r", request.path, exception)
        return render(request, "socialaccount/authentication_error.html", status=400)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not ACCOUNT_PATH.match(request.path):
            return response
        patch_cache_control(response, private=True, no_store=True)
        if not is_landing(request):
            response.headers.setdefault("X-Robots-Tag", "noindex")
        user = getattr(request, "user", None)
        is_in = bool(user and user.is_authenticated)
        if is_in and SIGNED_IN_COOKIE not in request.COOKIES:
            response.set_cookie(
                SIGNED_IN_COOKIE,
                "1",
                max_age=settings.SESSION_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        elif not is_in and SIGNED_IN_COOKIE in request.COOKIES:
            response.delete_cookie(SIGNED_IN_COOKIE)
        return response
