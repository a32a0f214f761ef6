"""An event whose page is taken off the site before its time, or put back: those who saved it are told."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.saving import Notice, tell_savers
from core.dates import full_date
from events.models import EventPage, Occurrence, UntoldChange
from events.models.occurrences import OccurrenceQuerySet

#: The key of such a change among those of dates.
PAGE = "page"
ON_SITE = "is_on_site"
#: Dates named in a letter.
MOST_NAMED = 10


def watch_pages() -> None:
    """Begin to listen; called once, when the application is ready."""
    pre_save.connect(remember, sender=EventPage, dispatch_uid="events-remember-page")
    pre_delete.connect(tell_of_deletion, sender=EventPage, dispatch_uid="events-tell-of-deletion")


def remember(instance: EventPage, *, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Keep that the last page of an event leaves the site, or that the first one comes back to it.

    A signal, because expiry, releases and what follows an original go round every hook of the editor.
    """
    if raw or not instance.pk or (update_fields and "live" not in update_fields):
        return
    pages = {page.pk: page for page in _pages_of(instance)}
    known = pages.get(instance.pk)
    was_seen = any(page.live or page.first_published_at for page in pages.values())
    if known is None or known.live == instance.live or not was_seen:
        return
    others = any(page.live for page in pages.values() if page.pk != instance.pk)
    before, after = ({ON_SITE: is_live or others} for is_live in (known.live, instance.live))
    UntoldChange.remember(min(pages), PAGE, before, after, upsets=lambda known, now: known != now)


def tell_of_deletion(instance: EventPage, **kwargs: Any) -> None:
    """Tell at once what cannot be taken back: the dates go with the original."""
    pages = _pages_of(instance)
    is_original = bool(pages) and instance.pk == pages[0].pk
    if not is_original or instance.is_dark or is_past(instance):
        return
    is_untold = UntoldChange.objects.filter(event=instance.pk, date_key=PAGE, before={ON_SITE: True}).exists()
    if is_untold or any(page.live for page in pages):
        tell_savers(instance.translation_key, f"deleted {instance.pk}", notices(instance, is_back=False))


def tell(event: EventPage, kind: str) -> bool:
    """Have letters written of an event that is gone, or back, as it stands now; return whether there is any to write.

    Of one that an embargo keeps off the site no word is said. ``kind`` names the change, so that nobody hears of
    it twice.
    """
    is_back = any(page.live for page in _pages_of(event))
    given = {} if event.is_dark or is_past(event) else notices(event, is_back=is_back)
    tell_savers(event.translation_key, kind, given)
    return bool(given)


def is_past(event: EventPage) -> bool:
    """Whether there was nothing ahead to come to: the run is over, or no date is to take place."""
    if event.run_starts_on:
        return event.run_ends_on is not None and event.run_ends_on < timezone.localdate(timezone=event.zone)
    return not _ahead(event).exists()


def notices(event: EventPage, *, is_back: bool) -> dict[str, Notice]:
    """Return what is said, by language, of an event that is gone or back again."""
    pages = [page for page in _pages_of(event) if page.live or (not is_back and page.first_published_at)]
    return {page.language: _back(page) if is_back else _gone(page, event) for page in pages}


def _gone(page: EventPage, event: EventPage) -> Notice:
    with translation.override(page.language):
        subject = _("No longer on the programme: %(title)s") % {"title": page.title}
        moments = [f"{full_date(row.day)}, {row.start_time:%H:%M}" for row in _ahead(event)[: MOST_NAMED + 1]]
        dates = "; ".join([*moments[:MOST_NAMED], "…"] if len(moments) > MOST_NAMED else moments)
        planned = (_("It was planned for: %(dates)s") % {"dates": dates},) if dates else ()
        return Notice(subject, (_("Its page has been taken off the site."), *planned))


def _back(page: EventPage) -> Notice:
    with translation.override(page.language):
        subject = _("On the programme again: %(title)s") % {"title": page.title}
        return Notice(subject, (_("Its page is on the site again."),), page.full_url or "")


def _ahead(event: EventPage) -> OccurrenceQuerySet:
    return Occurrence.objects.filter(event=event.pk).taking_place().upcoming().order_by("starts_at", "pk")


def _pages_of(event: EventPage) -> list[EventPage]:
    """Return the event's pages in all languages, the original first; no aliases."""
    found = EventPage.objects.filter(translation_key=event.translation_key, alias_of__isnull=True)
    return list(found.select_related("locale").order_by("pk"))
