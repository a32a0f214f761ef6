"""Who may do what to photographs."""

from collections.abc import Collection as SomeOf

from django.contrib.auth.models import AbstractBaseUser
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from images.models import Photo


class PhotoPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rules, except that changing does not include deleting.

    Photographs are deleted by groups with that right in the collection, and by whoever uploaded them.
    """

    def __init__(self) -> None:
        super().__init__(Photo, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user")

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        if action == "delete":
            return self._check_perm(user, ["add", "delete"])
        return super().user_has_permission(user, action)

    def user_has_any_permission_for_instance(
        self, user: AbstractBaseUser, actions: SomeOf[str], instance: Photo
    ) -> bool:
        others = set(actions) - {"delete"}
        if "delete" in actions:
            enough = ["delete", "add"] if instance.uploaded_by_user_id == user.pk else ["delete"]
            if self._check_perm(user, enough, collection=instance.collection):
                return True
        return bool(others) and super().user_has_any_permission_for_instance(user, others, instance)
