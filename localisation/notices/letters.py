"""Letters about translations: one at once, or one a day with everything; in the receiver's own language."""

import logging
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext

from core.page_permissions import AnyUser
from localisation.models import Delivery, Notice, NoticePreference

logger = logging.getLogger(__name__)

#: From this hour of their own day on, people get what has gathered since yesterday.
DIGEST_HOUR = 8
#: A letter names so many notices and counts the rest.
MOST_IN_A_LETTER = 100


def send_letter(notice_ids: Iterable[int]) -> bool:
    """Send one letter with these notices of one person; return whether one was sent.

    The notices are marked first and the letter is sent after that is committed: killed in between, a letter
    is lost, but none is ever sent twice.
    """
    with transaction.atomic():
        waiting = Notice.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            pk__in=list(notice_ids), settled_at__isnull=True
        )
        notices = list(
            waiting.select_related("recipient", "actor", "job__source_locale", "job__target_locale").order_by("pk")
        )
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(settled_at=timezone.now())
    notices = [notice for notice in notices if notice.recipient.is_active and notice.recipient.email]
    if not notices:
        return False
    try:
        letter_to(notices[0].recipient, notices).send()
    except OSError:  # what smtplib raises, too
        logger.exception("The letter to user %s could not be sent", notices[0].recipient_id)
        return False
    return True


def letter_to(user: AbstractUser, notices: list[Notice]) -> EmailMultiAlternatives:
    """Return the letter, in text and HTML, in the language the person has chosen for the admin."""
    profile = getattr(user, "wagtail_userprofile", None)
    language = (profile.get_preferred_language() if profile else "") or settings.LANGUAGE_CODE
    with translation.override(language):
        context = {
            "user": user,
            "notices": notices[:MOST_IN_A_LETTER],
            "more": max(len(notices) - MOST_IN_A_LETTER, 0),
            "base": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
            "site_name": str(settings.WAGTAIL_SITE_NAME),
            "language": language,
        }
        letter = EmailMultiAlternatives(
            subject=_subject(notices),
            body=render_to_string("localisation/letters/notices.txt", context),
            to=[user.email],
        )
        letter.attach_alternative(render_to_string("localisation/letters/notices.html", context), "text/html")
    return letter


def _subject(notices: list[Notice]) -> str:
    if len(notices) == 1:
        line = f"{notices[0].get_event_display()}: {notices[0].job.title}"
    else:
        line = ngettext("%(count)d notice about translations", "%(count)d notices about translations", len(notices)) % {
            "count": len(notices)
        }
    return " ".join(line.split())[:200]


def send_digests(now: datetime | None = None) -> int:
    """Send those who want one letter a day what has gathered; a chore. Return how many letters were sent.

    Whose day it is, is taken by one UPDATE, so that two workers never send the same.
    """
    now = now or timezone.now()
    sent = 0
    wanting = NoticePreference.objects.filter(
        delivery=Delivery.DAILY, user__translation_notices__settled_at__isnull=True
    ).filter(user__translation_notices__isnull=False)
    for preference in wanting.select_related("user__wagtail_userprofile").distinct():
        local = now.astimezone(_zone_of(preference.user))
        if local.hour < DIGEST_HOUR:
            continue
        taken = (
            NoticePreference.objects.filter(pk=preference.pk)
            .filter(Q(last_digest_on__isnull=True) | Q(last_digest_on__lt=local.date()))
            .update(last_digest_on=local.date())
        )
        if taken:
            gathered = Notice.objects.filter(recipient_id=preference.user_id, settled_at__isnull=True)
            sent += send_letter(gathered.values_list("pk", flat=True))
    return sent


def _zone_of(user: AnyUser) -> ZoneInfo:
    profile = getattr(user, "wagtail_userprofile", None)
    try:
        return ZoneInfo((profile.get_current_time_zone() if profile else "") or settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def choose_delivery(user: AnyUser, delivery: str) -> None:
    """Note how a person wants their letters; what waited for another choice is no longer sent by it."""
    NoticePreference.objects.update_or_create(user=user, defaults={"delivery": delivery})
    if delivery != Delivery.DAILY:
        Notice.objects.filter(recipient=user, settled_at__isnull=True).update(settled_at=timezone.now())
