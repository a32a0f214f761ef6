"""What a list of the admin says while there is nothing in it."""

from typing import ClassVar

from django.utils.functional import Promise, cached_property
from wagtail.admin.views.generic.base import BaseListingView


class NothingYetMixin(BaseListingView):
    """A list nobody adds to by hand: empty, it says where its things come from."""

    nothing_yet: ClassVar[str | Promise]

    @cached_property
    def no_results_message(self) -> str | Promise:
        """The list's own sentence; Wagtail's where a search or a filter leaves nothing."""
        return super().no_results_message if self.is_searching or self.is_filtering else self.nothing_yet
