"""The saved list: shown, added to, taken from, merged with what a guest's browser kept, and its calendar.

Public pages are the same for everybody, so their forms carry no token. What is posted from them is believed
only when the browser says that it comes from a page of this site; otherwise a page with a token asks first.
"""

import json
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.decorators import login_required
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from accounts.adapters import is_own_address
from accounts.consent import must_agree_first
from accounts.following import follows_at_once
from accounts.models import Follow, SavedCalendar, SavedItem, User
from accounts.registry import saved_list
from accounts.saving import remove, savable, save, valid_keys
from accounts.visitors import signed_in
from core.bilingual import current_language

#: What was asked to be saved before signing in, or before agreeing to a new document.
PENDING = "save-after-sign-in"


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """Show what is saved: from the account, or, for a guest, from the browser by a script."""
    if not isinstance(request.user, User):
        return render(request, "accounts/saved_guest.html", {"section": "saved"})
    keys = list(SavedItem.objects.filter(user=request.user).values_list("translation_key", flat=True))
    calendar = SavedCalendar.objects.filter(user=request.user).first()
    context = {
        "section": "saved",
        "saved": saved_list(keys, current_language()),
        "calendar_url": request.build_absolute_uri(_calendar_path(calendar)) if calendar else "",
    }
    return render(request, "accounts/saved.html", context)


@csrf_exempt  # nothing is changed and nothing private told; it is posted because an address has no room for the keys
@require_POST
def lines(request: HttpRequest) -> HttpResponse:
    """Return the list of the keys that a guest's browser keeps, as a piece of a page."""
    keys = valid_keys(request.POST.get("keys", "").split(","))
    return render(request, "accounts/saved_lines.html", {"saved": saved_list(keys, current_language())})


@require_safe
def state(request: HttpRequest) -> JsonResponse:
    """Tell the script of a public page who is signed in and what is saved and followed."""
    if not isinstance(request.user, User):
        return JsonResponse({"isSignedIn": False})
    user = request.user
    keys = SavedItem.objects.filter(user=user).values_list("translation_key", flat=True)
    follows = Follow.objects.filter(subscription__user=user).values_list("kind", "key")
    return JsonResponse(
        {
            "isSignedIn": True,
            "name": user.known_as,
            "token": get_token(request),
            "saved": [str(key) for key in keys],
            "canFollow": follows_at_once(user),
            "followed": [f"{kind} {key}" for kind, key in follows],
        }
    )


@csrf_exempt
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Save or remove one page, from the button on it."""
    if request.headers.get("x-csrftoken") or "csrfmiddlewaretoken" in request.POST:
        return _change_with_token(request)
    if not comes_from_here(request):
        context = {"key": request.POST.get("key", "")[:40], "next": _next(request), "does": _action(request)}
        return render(request, "accounts/save_confirm.html", context)
    return _change(request)


@csrf_protect
def _change_with_token(request: HttpRequest) -> HttpResponse:
    return _change(request)


def _change(request: HttpRequest) -> HttpResponse:
    keys = valid_keys([request.POST.get("key", "")])
    wants_json = request.headers.get("accept") == "application/json"
    if not isinstance(request.user, User):
        if wants_json:
            return JsonResponse({"isSignedIn": False}, status=401)
        return _save_after(request, keys, "account_login")
    if _action(request) == "remove":
        remove(request.user, keys)
    elif must_agree_first(request.user):
        if wants_json:
            return JsonResponse({"isSignedIn": True, "mustAgree": True}, status=403)
        return _save_after(request, keys, "accounts:consent")
    else:
        save(request.user, keys)
    if wants_json:
        return JsonResponse({"isSignedIn": True, "count": SavedItem.objects.filter(user=request.user).count()})
    return HttpResponseRedirect(_next(request))


def _save_after(request: HttpRequest, keys: list[UUID], step: str) -> HttpResponse:
    """Lead to ``step``, then back to where the visitor was, with the thing saved."""
    if keys and _action(request) == "save":
        request.session[PENDING] = str(keys[0])
    return HttpResponseRedirect(f"{reverse(step)}?{urlencode({'next': _next(request)})}")


@require_POST
def merge(request: HttpRequest) -> JsonResponse:
    """Save what a guest's browser kept: ``{"keys": [...]}``; the token comes in the header."""
    if not isinstance(request.user, User):
        return JsonResponse({"isSignedIn": False}, status=401)
    try:
        given = json.loads(request.body or b"null")
    except ValueError:
        given = None
    keys = given.get("keys") if isinstance(given, dict) else None
    if not isinstance(keys, list):
        return JsonResponse({"error": _("This list could not be read.")}, status=400)
    added = save(request.user, keys)
    held = SavedItem.objects.filter(user=request.user).values_list("translation_key", flat=True)
    return JsonResponse({"isSignedIn": True, "added": added, "saved": [str(key) for key in held]})


def save_pending(request: HttpRequest, user: User) -> None:
    """After signing in, or agreeing to a new document: save what was asked for before."""
    key = request.session.pop(PENDING, None)
    if key:
        save(user, savable([key]))


# The calendar


@login_required
@require_POST
def make_calendar(request: HttpRequest) -> HttpResponse:
    """Give the saved events a private address; a former one stops working. ``off`` leaves none."""
    user = signed_in(request)
    SavedCalendar.objects.filter(user=user).delete()
    if "off" in request.POST:
        messages.success(request, _("The calendar’s address no longer works."))
    else:
        SavedCalendar.objects.create(user=user)
        messages.success(request, _("The calendar has an address of its own. Whoever has it sees your saved events."))
    return redirect("accounts:saved")


@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out the saved events to whoever has the private address."""
    found = SavedCalendar.objects.filter(token=token, user__is_active=True, user__erasure_asked_at__isnull=True).first()
    if found is None:
        raise Http404
    keys = SavedItem.objects.filter(user_id=found.user_id).values_list("translation_key", flat=True)
    content = import_string(settings.SAVED_CALENDAR)(set(keys), current_language(), request)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="saved.ics"'
    return response


def _calendar_path(calendar: SavedCalendar) -> str:
    return reverse("accounts:saved_calendar", args=[calendar.token])


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the form."""
    site = request.headers.get("sec-fetch-site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()


def _action(request: HttpRequest) -> str:
    return "remove" if request.POST.get("action") == "remove" else "save"


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    return target if is_own_address(target) else reverse("accounts:saved")
