"""Reading a draft by a link, and leaving a comment on it."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Comment, Page

from core.client_address import client_address
from publishing.models import ReviewLink

#: The links somebody opened, in their session: files of drafts are shown to them too.
SESSION_KEY = "review_links"
#: Who signs comments in the admin; nobody can sign in as this user.
GUEST = "review-guest"
MOST_COMMENTS, WITHIN = 10, 600  # comments from one address, seconds


def sees_drafts(request: HttpRequest) -> bool:
    """Whether the person may see what belongs to drafts: works in the admin, or came by a link that still opens."""
    user = getattr(request, "user", None)
    if user is not None and user.has_perm("wagtailadmin.access_admin"):
        return True
    keys = request.session.get(SESSION_KEY, []) if hasattr(request, "session") else []
    return bool(keys) and ReviewLink.objects.open().filter(pk__in=keys).exists()


def versions(page: Page) -> dict[str, Page]:
    """Return the pages of the group by language code."""
    group = Page.objects.filter(translation_key=page.translation_key, alias_of=None).select_related("locale")
    return {member.locale.language_code: member for member in group}


def may_comment(request: HttpRequest) -> bool:
    """Count this comment and tell whether it is one too many from the visitor's address."""
    key = f"review-comments:{client_address(request)}"
    cache.add(key, 0, WITHIN)
    try:
        return cache.incr(key) <= MOST_COMMENTS
    except ValueError:  # it ran out between the two calls
        return True


def leave_comment(page: Page, name: str, text: str) -> Comment:
    """Put a guest's words among the page's comments, beside its title, signed with the guest's name."""
    return Comment.objects.create(page=page, user=guest_user(), text=f"{name}: {text}", contentpath="title")


def guest_user() -> AbstractUser:
    user, made = get_user_model().objects.get_or_create(username=GUEST, defaults={"is_active": False})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
