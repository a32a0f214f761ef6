"""Digests: once a day or once a week, what is new in what somebody follows. Each period once, whatever happens."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.following import stop_url
from accounts.letters import Content, Section, write
from accounts.models import Digest, Subscription
from accounts.models.following import Rhythm
from accounts.registry import NewsItem, news_for

#: By the site's clock: from which hour, and for weekly ones from which day of the week (Thursday).
HOUR, WEEKDAY = 8, 3
MOST_ITEMS = 25
SPANS = {Rhythm.DAILY: timedelta(days=1), Rhythm.WEEKLY: timedelta(days=7)}
#: A letter tells of no more than this, though the one before it went out long ago: letters may have been stopped.
LOOKS_BACK = timedelta(days=14)
#: How long an address that never answered is kept.
UNANSWERED = timedelta(days=7)


def send_due(now: datetime | None = None) -> int:
    """Queue the digests that are due: a chore of the worker. Returns how many subscriptions are asked about."""
    from accounts.tasks import make_digest

    now = now or timezone.now()
    Subscription.objects.filter(confirmed_at__isnull=True, user__isnull=True, asked_at__lt=now - UNANSWERED).delete()
    queued = 0
    for rhythm in Rhythm:
        period = period_at(rhythm, now)
        if period is None:
            continue
        due = Subscription.objects.filter(
            rhythm=rhythm, confirmed_at__isnull=False, confirmed_at__lt=now, ended_at__isnull=True
        ).exclude(digests__period=period)
        for subscription_id in list(due.order_by("pk").values_list("pk", flat=True)):
            make_digest.enqueue(subscription_id=subscription_id, period=period, until=now.isoformat())
            queued += 1
    return queued


def period_at(rhythm: str, now: datetime) -> str | None:
    """Return the name of the period whose digest is due at ``now``, None before its hour: ``2026-W48``."""
    local = timezone.localtime(now)
    if local.hour < HOUR:
        return None
    if rhythm == Rhythm.DAILY:
        return local.date().isoformat()
    year, week, _day = local.isocalendar()
    return f"{year}-W{week:02d}" if local.weekday() >= WEEKDAY else None


@transaction.atomic
def make(subscription_id: int, period: str, until: datetime) -> bool:
    """Write one digest; returns whether there was anything to write.

    That it was made and the letter itself are written in one transaction: after a crash both are there, or
    neither. A period that has been made is not made again.
    """
    subscription = Subscription.objects.select_for_update().filter(pk=subscription_id).first()
    if subscription is None or not subscription.is_running:
        return False
    before = subscription.digests.order_by("-made_at").first()
    digest, is_new = Digest.objects.get_or_create(subscription=subscription, period=period, defaults={"made_at": until})
    if not is_new:
        return False
    since = max(before.made_at, until - LOOKS_BACK) if before else until - SPANS[Rhythm(subscription.rhythm)]
    follows = set(subscription.follows.values_list("kind", "key"))
    with translation.override(subscription.language):
        items = news_for(follows, since, until, subscription.language)[:MOST_ITEMS]
        if not items:
            return False
        write(subscription.email, subscription.language, _content(subscription, items, bool(follows)))
    digest.item_count = len(items)
    digest.save(update_fields=["item_count"])
    return True


def _content(subscription: Subscription, items: list[NewsItem], is_chosen: bool) -> Content:
    headings = {"news": _("News"), "events": _("What’s on")}
    sections = tuple(
        Section(heading, tuple((item.title, item.url, item.line) for item in items if item.group == group))
        for group, heading in headings.items()
        if any(item.group == group for item in items)
    )
    words = _("What is new in what you follow.") if is_chosen else _("What is new at the centre.")
    return Content(
        subject=_("New: %(title)s") % {"title": items[0].title},
        paragraphs=(words,),
        sections=sections,
        unsubscribe_url=stop_url(subscription),
        manage_url=f"{settings.WAGTAILADMIN_BASE_URL}{reverse('accounts:letters')}",
    )
