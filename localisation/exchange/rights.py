"""Who may take translations out and bring them in."""

from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from core.page_permissions import AnyUser
from localisation.jobs.rights import may_view
from localisation.rights import is_locked_for
from localisation.saving import target_page


def may_exchange(user: AnyUser) -> bool:
    """Whether the desk is open to this person at all."""
    return may_view(user)


def may_feed_memory(user: AnyUser) -> bool:
    """Whether this person may add to the memory from a file: it speaks to every translator from then on."""
    return user.is_active and user.has_perm("localisation.add_memoryentry")


def may_translate(user: AnyUser, translation: Translation) -> bool:
    """Whether this person may edit the page that a translation writes."""
    page = target_page(translation)
    return page is not None and page.permissions_for_user(user).can_edit()


def why_not_translate(user: AnyUser, translation: Translation) -> str:
    """Return, in a sentence, what keeps this person from changing a translation; empty if nothing does."""
    if not may_translate(user, translation):
        return _("You may not translate this page.")
    page = target_page(translation)
    if page is not None and is_locked_for(user, page):
        return _("This page is locked by somebody else. Nothing was changed.")
    return ""
