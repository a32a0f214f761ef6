"""Leaving: at once out of sight, fourteen days to come back, then gone from everywhere."""

import logging
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.following import end_letters_to
from accounts.letters import Content, write
from accounts.models import SavedCalendar, User
from accounts.personal_data import end_sessions
from core.dates import full_date

logger = logging.getLogger(__name__)


@transaction.atomic
def leave(request: HttpRequest, user: User, language: str) -> None:
    """Put the account out of sight, end every session and letter, and write how to come back."""
    user.erasure_asked_at = timezone.now()
    user.save(update_fields=["erasure_asked_at"])
    end_letters_to(user)
    SavedCalendar.objects.filter(user=user).delete()
    end_sessions(user)
    words = _("You asked to delete your account. On %(date)s everything we keep about you will be erased.")
    content = Content(
        subject=_("Your account will be deleted"),
        paragraphs=(words % {"date": full_date(timezone.localtime(user.erased_at))},),
        action=(_("Keep the account"), request.build_absolute_uri(reverse("account_login"))),
        after=(_("To keep it, sign in before that day and press “Keep the account”."),),
    )
    write(user.email, language, content)


def come_back(user: User) -> None:
    """Undo :func:`leave`; letters stay off until they are asked for again."""
    user.erasure_asked_at = None
    user.save(update_fields=["erasure_asked_at"])


def erase_due(now: datetime | None = None) -> int:
    """Erase the accounts whose time to come back is over: a chore of the worker. Returns how many."""
    limit = (now or timezone.now()) - timedelta(days=settings.ERASURE_DELAY_DAYS)
    erased = 0
    for user in User.objects.filter(erasure_asked_at__lte=limit).order_by("pk"):
        try:
            with transaction.atomic():
                erase(user)
        except Exception:  # one account that cannot be erased keeps no other
            logger.exception("An account could not be erased")
        else:
            erased += 1
    return erased


def erase(user: User) -> None:
    """Erase ``user`` from every room that keeps something, then the account itself. Safe to repeat."""
    for name in settings.PERSONAL_DATA:
        import_module(name).erase(user)
    user.delete()


def everything_about(user: User) -> dict[str, object]:
    """Return all that the rooms keep about ``user``, ready for JSON."""
    found: dict[str, object] = {}
    for name in settings.PERSONAL_DATA:
        found.update(import_module(name).collect(user))
    return found
