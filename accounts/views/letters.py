"""Following something, the letters about it, confirming and ending them; for visitors and for guests."""

from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.following import (
    ask_to_subscribe,
    confirm,
    end_subscription,
    find_followed,
    follow,
    follows_at_once,
    hears_everything,
    is_followed,
    must_answer_first,
    subscription_of,
    unfollow,
)
from accounts.letter_forms import GuestLettersForm, LettersForm
from accounts.models import Subscription, User
from accounts.models.following import Rhythm
from accounts.registry import Followed, followed
from accounts.visitors import signed_in
from core.bilingual import current_language

LIMITS = {"subscribe": "20/h/ip,3/h/key"}
FULL = gettext_lazy("You follow so much already that nothing more fits. Take something off the list first.")


@csrf_exempt  # the foot of a public page has no token: what comes without one only fills in the form
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Follow something, or take the letter about everything."""
    language = current_language()
    source = request.POST if request.method == "POST" else request.GET
    kind, key = source.get("kind", ""), source.get("key", "")
    thing = find_followed(kind, key, language)
    if (kind or key) and thing is None:
        return render(request, "accounts/nothing_to_follow.html", status=404)
    has_token = request.method == "POST" and "csrfmiddlewaretoken" in request.POST
    if isinstance(request.user, User) and request.user.email:
        return _follow(request, thing) if has_token else _ask_visitor(request, thing)
    if has_token:
        return _subscribe_guest(request, thing)
    form = GuestLettersForm(initial={"email": source.get("email", "")[:254]})
    return render(request, "accounts/subscribe.html", {"form": form, "thing": thing})


def _ask_visitor(request: HttpRequest, thing: Followed | None) -> HttpResponse:
    if thing is None:
        return redirect("accounts:letters")
    user = signed_in(request)
    context = {"thing": thing, "is_followed": is_followed(user, thing), "hears_everything": hears_everything(user)}
    return render(request, "accounts/follow.html", context)


@csrf_protect
def _follow(request: HttpRequest, thing: Followed | None) -> HttpResponse:
    user = signed_in(request)
    if must_answer_first(user):
        return _write_first(request, user, Rhythm.WEEKLY, thing)
    subscription = subscription_of(user)
    if thing is not None and follow(subscription, thing):
        messages.success(request, _("You follow: %(name)s.") % {"name": thing.name})
    elif thing is not None:
        messages.warning(request, FULL)
    return redirect("accounts:letters")


@require_POST
def change_followed(request: HttpRequest) -> JsonResponse:
    """Follow or unfollow one thing, from the button that a script has made of a link; the token is in the header.

    An answer that is no success leaves it to the page behind the link, which says what is in the way.
    """
    user = request.user
    if not isinstance(user, User):
        return JsonResponse({"isSignedIn": False}, status=401)
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    if request.POST.get("action") == "unfollow":
        unfollow(user, kind, key)
        return JsonResponse({"isFollowed": False})
    thing = find_followed(kind, key, current_language())
    is_done = thing is not None and follows_at_once(user) and follow(subscription_of(user), thing)
    return JsonResponse({"isFollowed": is_done}, status=200 if is_done else 409)


def _write_first(request: HttpRequest, user: User, rhythm: str, thing: Followed | None) -> HttpResponse:
    """Write to an address that nobody has answered from yet, as to a guest's."""
    email = user.email.lower()
    if not consume(request, app="accounts", action="subscribe", config=LIMITS, key=email):
        messages.warning(request, _("Too many attempts. Wait a few minutes and try again."))
        return redirect("accounts:letters")
    ask_to_subscribe(request, email, current_language(), rhythm, thing)
    return render(request, "accounts/subscribe_sent.html", {"email": email})


@csrf_protect
def _subscribe_guest(request: HttpRequest, thing: Followed | None) -> HttpResponse:
    form = GuestLettersForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/subscribe.html", {"form": form, "thing": thing})
    email = form.cleaned_data["email"].lower()
    if not consume(request, app="accounts", action="subscribe", config=LIMITS, key=email):
        form.add_error(None, _("Too many attempts. Wait a few minutes and try again."))
        return render(request, "accounts/subscribe.html", {"form": form, "thing": thing}, status=429)
    ask_to_subscribe(request, email, current_language(), form.cleaned_data["rhythm"], thing)
    return render(request, "accounts/subscribe_sent.html", {"email": email})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """What a visitor follows, how often they are written to, in which language."""
    user = signed_in(request)
    subscription = Subscription.objects.filter(user=user).first()
    form = LettersForm(request.POST or None, instance=subscription or Subscription(user=user, language=user.language))
    if request.method == "POST" and not user.email:
        messages.warning(request, _("Your account has no e-mail yet. Add one first."))
        return redirect("account_email")
    if request.method == "POST" and form.is_valid() and must_answer_first(user):
        return _write_first(request, user, form.cleaned_data["rhythm"], None)
    if request.method == "POST" and form.is_valid():
        subscription = subscription_of(user)
        form = LettersForm(request.POST, instance=subscription)
        form.save()
        if request.POST.get("action") == "stop":
            end_subscription(subscription.email)
            messages.success(request, _("You get no more letters from us."))
        else:
            confirm(subscription)
            messages.success(request, _("Saved."))
        return redirect("accounts:letters")
    follows = list(subscription.follows.values_list("kind", "key")) if subscription else []
    context = {
        "form": form,
        "subscription": subscription,
        "follows": followed(follows, current_language()),
    }
    return render(request, "accounts/letters.html", context)


@login_required
@require_POST
def follow_no_longer(request: HttpRequest) -> HttpResponse:
    """Follow something no longer."""
    if unfollow(signed_in(request), request.POST.get("kind", ""), request.POST.get("key", "")):
        messages.success(request, _("You follow nothing now, and the letters have ended."))
    return redirect("accounts:letters")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Begin to send, once the button behind the link of a letter is pressed."""
    subscription = Subscription.objects.filter(token=token).first()
    if subscription is None:
        return render(request, "accounts/letters_link_dead.html", status=410)
    if request.method == "POST":
        confirm(subscription, request.user if isinstance(request.user, User) else None)
        thing = find_followed(request.GET.get("kind", ""), request.GET.get("key", ""), current_language())
        if thing:
            follow(subscription, thing)
        return render(request, "accounts/letters_confirmed.html", {"subscription": subscription})
    return render(request, "accounts/letters_confirm.html", {"subscription": subscription})


@csrf_exempt  # mail programs post here with nothing but the address of the letter (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription: one click in the mail program, or the button of this page. Safe to repeat."""
    subscription = Subscription.objects.filter(token=token).first()
    if subscription is None:
        return render(request, "accounts/letters_link_dead.html", status=410)
    if request.method == "POST":
        end_subscription(subscription.email)
        return render(request, "accounts/letters_stopped.html", {"subscription": subscription})
    return render(request, "accounts/letters_stop.html", {"subscription": subscription})
