"""The desk in the page editor where photographs come in: files dropped on it, and what the library says of each."""

import json
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel
from wagtail.images.utils import get_accept_attributes

#: Photographs that come together in one place of a page.
MOST_PHOTOS = 100
DESK_MEDIA = forms.Media(js=["js/admin/photo-desk.js"], css={"all": ["css/admin-gallery.css"]})


def desk_options() -> dict[str, Any]:
    """Return what the desk of many photographs needs to know, in the language of the admin."""
    return {
        "most": MOST_PHOTOS,
        "isForOne": False,
        "accept": get_accept_attributes(),
        "urls": {"upload": reverse("wagtailimages:add_multiple"), "facts": reverse("photo_facts")},
        "words": {
            "photograph": gettext("Photograph"),
            "choose": gettext("Choose several from the library"),
            "upload": gettext("Upload files"),
            "drop": gettext("Drop photographs here, as many as you like."),
            "keys": gettext(
                "To change the order, drag a photograph by its handle, or press the arrow keys, Home or End there."
            ),
            "moved": gettext("%(title)s: place %(place)d of %(count)d."),
            "added": gettext("Photographs added: %(count)d."),
            "uploaded": gettext("Uploaded: %(count)d of %(all)d."),
            "processing": gettext("Being read…"),
            "failed": gettext("The file could not be uploaded."),
            "cut": gettext("The connection broke off. What has arrived is there; drop the rest again."),
            "details": gettext("This file needs details first: upload it through the library."),
            "full": gettext("A gallery holds up to %(limit)d photographs."),
            "close": gettext("Close"),
            "noCredit": gettext("No credit in this language."),
            "noAlt": gettext("No description in this language."),
            "mend": gettext("Add it"),
            "twin": gettext("The library has this file already: “%(title)s”."),
            "useTwin": gettext("Use that one"),
        },
    }


def desk_options_for_one() -> dict[str, Any]:
    """Return the same for the desk of a place that holds one photograph; a new one takes the place of the old."""
    options = desk_options()
    words = {
        "upload": gettext("Upload a file"),
        "drop": gettext("Or drop a photograph here."),
        "full": gettext("Only one photograph has its place here."),
    }
    return {**options, "most": 1, "isForOne": True, "words": {**options["words"], **words}}


class PhotoPanel(FieldPanel):
    """One photograph of a page: chosen from the library, or dropped as a file."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "core/photo_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "desk": json.dumps(desk_options_for_one())}

        @cached_property
        def media(self) -> forms.Media:
            return super().media + DESK_MEDIA


class PhotosPanel(MultipleChooserPanel):
    """The photographs of a page: chosen from the library, or dropped as files, many at once."""

    class BoundPanel(MultipleChooserPanel.BoundPanel):
        template_name = "core/photos_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "desk": json.dumps(desk_options())}

        @cached_property
        def media(self) -> forms.Media:
            return super().media + DESK_MEDIA
