"""Who may translate what, said in sentences for the person who may not."""

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core.page_permissions import AnyUser


def why_not_submit(user: AnyUser, page: Page, locale: Locale) -> str:
    """Return what keeps ``user`` from starting a translation of ``page`` into ``locale``; empty if nothing."""
    if reason := why_not_translatable(page, locale):
        return reason
    section = page.get_parent()
    if not section.is_root() and not _may_write_below(user, section.get_translation(locale)):
        return _("You may not translate pages into this language.")
    if "change" not in page.specific_deferred.permissions_for_user(user).rights_around:
        return _("You may not translate this page.")
    return ""


def why_not_translatable(page: Page, locale: Locale) -> str:
    """Return what keeps anybody from starting a translation of ``page`` into ``locale``; empty if nothing."""
    if page.alias_of_id:
        return _("This page is a copy of another one. Translate that one.")
    if page.is_translation:
        return _("This page is a translation itself. Change its original instead.")
    section = page.get_parent()
    if not section.is_root():
        translated = section.get_translation_or_none(locale)
        if translated is None or translated.alias_of_id:
            return _("Translate the page above it, “%(title)s”, first.") % {"title": section.title}
    return ""


def _may_write_below(user: AnyUser, section: Page) -> bool:
    return "change" in section.specific_deferred.permissions_for_user(user).rights_around


def may_sync(user: AnyUser, page: Page, translations: list[Translation]) -> bool:
    """Whether ``user`` may read the original anew: who may edit it, or any of its translations."""
    pages = [page, *(translation.get_target_instance() for translation in translations)]
    return any(candidate.permissions_for_user(user).can_edit() for candidate in pages)


def is_locked_for(user: AnyUser, page: Page) -> bool:
    """Whether somebody else's lock, or a schedule, keeps ``user`` from changing the page."""
    lock = page.specific_deferred.get_lock()
    return bool(lock and lock.for_user(user))


def first_forbidden(user: AnyUser, pages: list[Page], right: str) -> Page | None:
    """Return the first of ``pages`` on which ``user`` lacks ``right`` (``"can_delete"``…), or None."""
    for page in pages:
        if not getattr(page.permissions_for_user(user), right)():
            return page
    return None
