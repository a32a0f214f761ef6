"""Facts set on a selection of the library."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction

from images.batch import BatchForm
from images.models import Photo


class SetFactsBulkAction(ImageBulkAction):
    """Credit, topic, event, rights, embargo, press download and tags for many photographs at once."""

    display_name = _("Credit and rights")
    action_type = "set_facts"
    aria_label = _("Set credit and rights of the selected photographs")
    template_name = "images/bulk_facts.html"
    action_priority = 10
    form_class = BatchForm

    def check_perm(self, obj: Photo) -> bool:
        return self.permission_policy.user_has_permission_for_instance(self.request.user, "change", obj)

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "form": self.cleaned_form}

    @classmethod
    def execute_action(cls, objects: list[Photo], form: BatchForm | None = None, **kwargs: Any) -> tuple[int, int]:
        if form is None:
            return 0, 0
        for photo in objects:
            form.apply(photo)
            photo.save()
            form.add_tags(photo)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)d photograph has been changed.", "%(count)d photographs have been changed.", num_parent_objects
        ) % {"count": num_parent_objects}
