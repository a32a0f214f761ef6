"""Facts set on a selection of the library."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction

from images.batch import BatchForm
from images.models import Photo
from images.publishing import known_to_readers


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

    def prepare_action(self, objects: list[Photo], objects_without_access: Any) -> HttpResponse | None:
        """Change nothing where an embargo is set and readers can see one of the photographs already."""
        form = self.cleaned_form
        until = form.cleaned_data["embargo_until"] if form else None
        if form is None or until is None or until <= timezone.now():
            return None
        known = known_to_readers([photo.pk for photo in objects])
        if not known:
            return None
        titles = ", ".join(photo.title for photo in objects if photo.pk in known)
        words = _("Readers can see these photographs already: %(titles)s. Nothing was changed.")
        form.add_error("embargo_until", words % {"titles": titles})
        return self.form_invalid(form)

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
