"""Following things, and the subscription whose letters tell of them."""

from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.consent import LETTERS, must_agree_first, record_consent
from accounts.letters import Content, write
from accounts.models import Follow, Subscription, User
from accounts.registry import Followed, followed
from accounts.visitors import confirmed_addresses

#: How many things one subscription follows.
MOST: Final = 200


def find_followed(kind: str, key: str, language: str) -> Followed | None:
    """Return what ``kind`` and ``key`` stand for, None where there is no such thing."""
    if kind not in settings.FOLLOWED_KINDS or not key or len(key) > 36:
        return None
    return next(iter(followed([(kind, key)], language)), None)


@transaction.atomic
def subscription_of(user: User) -> Subscription:
    """Return the subscription of a visitor whose address has answered a letter, so that it needs no other.

    One that the same address took out as a guest becomes theirs.
    """
    email = user.email.lower()
    found = Subscription.objects.filter(user=user).first() or Subscription.objects.filter(email=email).first()
    if found is None:
        return Subscription.objects.create(
            user=user, email=email, language=user.language, confirmed_at=timezone.now(), ended_at=timezone.now()
        )
    found.user = user
    if found.email != email and not Subscription.objects.filter(email=email).exists():
        found.email = email
    found.confirmed_at = found.confirmed_at or timezone.now()
    found.save()
    return found


def follows_at_once(user: User) -> bool:
    """Whether one press is enough for ``user`` to follow something, with nothing to be said or asked before."""
    return bool(user.email) and not (must_agree_first(user) or must_answer_first(user) or hears_everything(user))


def must_answer_first(user: User) -> bool:
    """Whether the address of ``user`` has never answered a letter: an administrator wrote it down, as for staff."""
    if user.email.lower() in confirmed_addresses(user):
        return False
    return not Subscription.objects.filter(user=user, email__iexact=user.email, confirmed_at__isnull=False).exists()


def follow(subscription: Subscription, thing: Followed) -> bool:
    """Follow ``thing``; letters that had been stopped begin again. Returns False where the list is full."""
    is_there = subscription.follows.filter(kind=thing.kind, key=thing.key).exists()
    if not is_there and subscription.follows.count() >= MOST:
        return False
    Follow.objects.get_or_create(subscription=subscription, kind=thing.kind, key=thing.key)
    if subscription.confirmed_at is not None and subscription.ended_at is not None:
        subscription.ended_at = None
        subscription.save(update_fields=["ended_at"])
    return True


@transaction.atomic
def unfollow(user: User, kind: str, key: str) -> bool:
    """Follow something no longer; returns whether the letters end with it.

    They end with the last thing: letters of somebody who follows nothing would tell of everything.
    """
    subscription = Subscription.objects.select_for_update().filter(user=user).first()
    if subscription is None:
        return False
    removed, _kinds = subscription.follows.filter(kind=kind[:60], key=key[:36]).delete()
    ends = bool(removed) and subscription.is_running and not subscription.follows.exists()
    if ends:
        end_subscription(subscription.email)
    return ends


def hears_everything(user: User) -> bool:
    """Whether letters tell ``user`` of everything: following something narrows them down, which is said before."""
    running = Subscription.objects.filter(confirmed_at__isnull=False, ended_at__isnull=True, follows__isnull=True)
    return running.filter(Q(user=user) | Q(email__iexact=user.email)).exists()


def is_followed(user: User, thing: Followed) -> bool:
    """Whether ``user`` follows ``thing``."""
    return Follow.objects.filter(subscription__user=user, kind=thing.kind, key=thing.key).exists()


@transaction.atomic
def ask_to_subscribe(request: HttpRequest, email: str, language: str, rhythm: str, thing: Followed | None) -> None:
    """Note that ``email`` wants letters, and write to it to confirm; nothing else goes there before it has.

    An address that is subscribed gets a letter too, which says so: the page shows the same to everybody.
    """
    subscription, is_new = Subscription.objects.get_or_create(
        email=email.lower(), defaults={"language": language, "rhythm": rhythm}
    )
    if not is_new and not subscription.is_running:
        subscription.language, subscription.rhythm = language, rhythm
        subscription.asked_at, subscription.ended_at = timezone.now(), None
        subscription.confirmed_at = None
        subscription.save()
    if thing and subscription.follows.count() < MOST and not subscription.is_running:
        Follow.objects.get_or_create(subscription=subscription, kind=thing.kind, key=thing.key)
    record_consent(LETTERS, language, email=email)
    address = request.build_absolute_uri(reverse("accounts:confirm_letters", args=[subscription.token]))
    if thing and subscription.is_running:
        address += f"?kind={thing.kind}&key={thing.key}"
    subject = _("Confirm that you want our letters")
    words = _("Somebody, most likely you, asked for letters from our site to this address. Confirm it:")
    content = Content(
        subject=subject,
        paragraphs=(words, *([_("You will hear of: %(name)s.") % {"name": thing.name}] if thing else [])),
        action=(_("Confirm"), address),
        after=(_("If it was not you, do nothing: without confirmation there will be no letters."),),
    )
    write(subscription.email, language, content)


def confirm(subscription: Subscription, user: User | None = None) -> None:
    """Begin to send: the address has answered. What was asked for becomes that of ``user``, whose address it is."""
    subscription.confirmed_at = subscription.confirmed_at or timezone.now()
    subscription.ended_at = None
    if user and user.email.lower() == subscription.email and not Subscription.objects.filter(user=user).exists():
        subscription.user = user
    subscription.save(update_fields=["confirmed_at", "ended_at", "user"])


def end_subscription(email: str) -> None:
    """Send no more letters to ``email``; safe to repeat."""
    Subscription.objects.filter(email__iexact=email, ended_at__isnull=True).update(ended_at=timezone.now())


def end_letters_to(user: User) -> None:
    """Send no more letters to ``user``, at whichever address they began; safe to repeat."""
    theirs = Q(user=user) | Q(email__iexact=user.email) if user.email else Q(user=user)
    Subscription.objects.filter(theirs, ended_at__isnull=True).update(ended_at=timezone.now())


def stop_url(subscription: Subscription) -> str:
    """Return the absolute address that ends a subscription, in its language, for a letter the worker writes."""
    with translation.override(subscription.language):
        path = reverse("accounts:stop_letters", args=[subscription.token])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
