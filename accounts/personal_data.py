"""What this room keeps about a person: all of it to take along, and all of it to erase."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.consent import consents_of
from accounts.models import Letter, SavedItem, Subscription, User
from accounts.registry import followed, saved_list
from accounts.visitors import confirmed_addresses
from core.bilingual import current_language


def collect(user: User) -> dict[str, object]:
    """Return all the account holds, in plain values and the active language; secrets are named but not given out."""
    keys = list(SavedItem.objects.filter(user=user).values_list("translation_key", flat=True))
    lines = saved_list(keys, current_language())
    titles = {line.key: line for line in (*lines.upcoming, *lines.articles, *lines.venues, *lines.over)}
    saved = SavedItem.objects.filter(user=user)
    subscription = Subscription.objects.filter(user=user).first()
    follows = list(subscription.follows.values_list("kind", "key")) if subscription else []
    return {
        "profile": {
            "name": user.get_full_name(),
            "email": user.email,
            "language": user.language,
            "notices": user.wants_notices,
            "registered_at": user.date_joined.isoformat(),
            "last_sign_in_at": user.last_login.isoformat() if user.last_login else None,
        },
        "addresses": [
            {"email": address.email, "confirmed": address.verified}
            for address in EmailAddress.objects.filter(user=user).order_by("pk")
        ],
        "saved": [
            {
                "title": titles[item.translation_key].title if item.translation_key in titles else None,
                "address": titles[item.translation_key].url if item.translation_key in titles else None,
                "key": str(item.translation_key),
                "saved_at": item.saved_at.isoformat(),
            }
            for item in saved
        ],
        "letters": {
            "rhythm": subscription.rhythm,
            "language": subscription.language,
            "running": subscription.is_running,
            "follows": [{"kind": item.what, "title": item.name} for item in followed(follows, current_language())],
            "sent": [digest.period for digest in subscription.digests.filter(item_count__gt=0).order_by("made_at")],
        }
        if subscription
        else None,
        "consents": [
            {
                "purpose": record.purpose,
                "version": record.document.version,
                "given_at": record.given_at.isoformat(),
                "withdrawn_at": record.withdrawn_at.isoformat() if record.withdrawn_at else None,
            }
            for record in consents_of(user=user, email=user.email)
        ],
        "sign_in": {
            "providers": [
                {"provider": account.provider, "uid": account.uid, "told_us": account.extra_data}
                for account in SocialAccount.objects.filter(user=user).order_by("pk")
            ],
            "second_factors": [
                {"kind": str(factor.get_type_display()), "added_at": factor.created_at.isoformat()}
                for factor in Authenticator.objects.filter(user=user).order_by("pk")
            ],
            "sessions": [
                {"began_at": session.created_at.isoformat(), "ip": session.ip, "browser": session.user_agent}
                for session in UserSession.objects.filter(user=user).order_by("pk")
            ],
        },
    }


def erase(user: User) -> None:
    """Erase what is not erased along with the account's own row: letters, guest subscriptions, consents, sessions."""
    for address in confirmed_addresses(user):
        Letter.objects.filter(to__iexact=address).delete()
        Subscription.objects.filter(email__iexact=address).delete()
        consents_of(email=address).delete()
    end_sessions(user)


def forget_ended_sessions() -> None:
    """Delete what was noted of sessions that are over, from where and with what browser: a chore of the worker."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
    UserSession.objects.exclude(Exists(alive)).delete()


def end_sessions(user: User) -> None:
    """Sign ``user`` out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()
