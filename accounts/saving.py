"""Saving pages: for a visitor's list, and for the rooms that want to know who saved something of theirs.

A page is known by the key its translations share, so that what is saved in one language is saved in both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.letters import Content, write
from accounts.models import SavedItem, ToldOf, User

#: How many things one list holds, and how many come with one request.
MOST = 1000


@dataclass(frozen=True)
class Notice:
    """What savers are told of a change, in one language: a subject, paragraphs, and the page it is about."""

    subject: str
    paragraphs: tuple[str, ...]
    url: str = ""


def savers_of(translation_key: UUID | str) -> QuerySet[User]:
    """Return the people who saved the page with this key and may be written to."""
    return User.objects.filter(
        saved_items__translation_key=translation_key,
        is_active=True,
        wants_notices=True,
        erasure_asked_at__isnull=True,
        emailaddress__verified=True,
        emailaddress__primary=True,
    ).distinct()


def tell_savers(translation_key: UUID | str, kind: str, notices: Mapping[str, Notice]) -> None:
    """Tell everybody who saved a page of a change, each in their own language; the worker writes the letters.

    ``kind`` names the change so that nobody hears of it twice: ``"cancelled 2026-12-01"``. ``notices`` has one
    for each language; somebody whose language is missing gets the first there is. Addresses are absolute.
    """
    from accounts.tasks import write_to_savers

    given = {
        code: {"subject": notice.subject, "paragraphs": list(notice.paragraphs), "url": notice.url}
        for code, notice in notices.items()
    }
    if given:
        key = str(translation_key)
        transaction.on_commit(lambda: write_to_savers.enqueue(translation_key=key, kind=kind, notices=given))


def write_to_each_saver(translation_key: str, kind: str, notices: dict[str, dict[str, Any]]) -> int:
    """Write the letters of :func:`tell_savers`; returns how many. Safe to run twice, or after a crash."""
    written = 0
    for user in savers_of(translation_key).order_by("pk").iterator(chunk_size=200):
        language = user.language if user.language in notices else next(iter(notices))
        notice = notices[language]
        with transaction.atomic(), translation.override(language):
            _told, is_new = ToldOf.objects.get_or_create(user=user, change=f"{translation_key} {kind}"[:200])
            if is_new:
                write(user.email, language, _letter(notice, language))
                written += 1
    return written


def _letter(notice: dict[str, Any], language: str) -> Content:
    return Content(
        subject=notice["subject"],
        paragraphs=tuple(notice["paragraphs"]),
        action=(_("Open the page"), notice["url"]) if notice["url"] else None,
        after=(_("You get this letter because you saved the page. Such letters can be turned off in your profile."),),
        manage_url=f"{settings.WAGTAILADMIN_BASE_URL}/{language}/account/profile/",
    )


# The visitor's own list


def save(user: User, keys: Iterable[object]) -> int:
    """Save the pages with these keys for ``user``; returns how many are new.

    What is no key, or of no page that can be saved, is passed over; so is what a full list has no room for.
    """
    wanted = savable(keys)
    room = MOST - SavedItem.objects.filter(user=user).count()
    there = set(
        SavedItem.objects.filter(user=user, translation_key__in=wanted).values_list("translation_key", flat=True)
    )
    new = [key for key in wanted if key not in there][: max(room, 0)]
    SavedItem.objects.bulk_create([SavedItem(user=user, translation_key=key) for key in new], ignore_conflicts=True)
    return len(new)


def remove(user: User, keys: Iterable[object]) -> None:
    """Take pages off the list; what is not on it does no harm."""
    SavedItem.objects.filter(user=user, translation_key__in=valid_keys(keys)).delete()


def savable(keys: Iterable[object]) -> list[UUID]:
    """Return those of ``keys`` that belong to a live page of a kind that can be saved, in the order given."""
    wanted = valid_keys(keys)
    kinds = [label.lower().split(".") for label in settings.SAVED_KINDS]
    models = [apps.get_model(app_label, name) for app_label, name in kinds]
    found: set[UUID] = set()
    if wanted:
        pages = Page.objects.type(*models).filter(translation_key__in=wanted, live=True)
        found = set(pages.values_list("translation_key", flat=True))
    return [key for key in wanted if key in found]


def valid_keys(keys: Iterable[object]) -> list[UUID]:
    """Return the keys among ``keys``, each once, no more than :data:`MOST`."""
    found: dict[UUID, None] = {}
    for key in keys:
        try:
            found[key if isinstance(key, UUID) else UUID(str(key))] = None
        except ValueError:
            continue
        if len(found) == MOST:
            break
    return list(found)
