"""What a person may do with a page: the rights of their groups, narrowed where a group only translates."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.utils.functional import cached_property
from wagtail.models import Page, PagePermissionTester

if TYPE_CHECKING:
    from core.models.translated import TranslatedPage

HOME_DEPTH = 2

AnyUser = AbstractUser | AnonymousUser


class PagePermissions(PagePermissionTester):
    """Wagtail's rules with three of ours.

    A group that may change pages but add none anywhere is a group of translators: its rights reach the
    pages that are translations, for their texts alone. Home pages are removed, moved and unpublished by
    superusers only. A translation is never copied, nor any page into the tree of the other language.
    """

    page: "TranslatedPage"

    def __init__(self, user: AnyUser, page: "TranslatedPage") -> None:
        super().__init__(user, page)
        self.rights_around: set[str] = {"add", "change", "publish"} if user.is_superuser else set()
        self.only_translates = False
        if user.is_active and not user.is_superuser:
            self._sort_rights()

    def _sort_rights(self) -> None:
        """Tell the rights of those who make pages from the rights of those who translate them."""
        makers: set[int] = set()
        rights: list[tuple[int, str]] = []
        for right in self.permission_policy.get_cached_permissions_for_user(self.user):
            name = right.permission.codename.rsplit("_", maxsplit=1)[0]
            if name == "add":
                makers.add(right.group_id)
            if self.page.path.startswith(right.page.path):
                rights.append((right.group_id, name))
        self.rights_around = {name for _group, name in rights}
        made = {name for group, name in rights if group in makers}
        self.only_translates = not made
        self.permissions = self.rights_around if made >= self.rights_around or self._is_translation else made

    @cached_property
    def _is_translation(self) -> bool:
        return self.page.is_translation

    def _may_rearrange(self) -> bool:
        if self.user.is_superuser:
            return True
        return self.page.depth > HOME_DEPTH and not self.only_translates

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self._may_rearrange() and super().can_delete(ignore_bulk)

    def can_reorder_children(self) -> bool:
        return (self.user.is_superuser or not self.only_translates) and super().can_reorder_children()

    def can_set_view_restrictions(self) -> bool:
        return (self.user.is_superuser or not self.only_translates) and super().can_set_view_restrictions()

    def can_unpublish(self) -> bool:
        is_home = self.page.depth <= HOME_DEPTH
        return (self.user.is_superuser or not is_home) and super().can_unpublish()

    def can_copy(self) -> bool:
        return not self._is_translation and super().can_copy()

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        if destination.depth > 1 and destination.locale_id != self.page.locale_id:
            return False
        return super().can_copy_to(destination, recursive)
