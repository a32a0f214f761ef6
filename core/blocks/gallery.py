"""The gallery: many photographs together, filled in one go."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import BlockGroup, StructBlockAdapter
from wagtail.images.utils import get_accept_attributes

from core.blocks.groups import PICTURES
from core.blocks.media import PhotoValue, PlacedPhotoBlock
from core.blocks.samples import SampleStructBlock, newest_photos

#: Photographs of a gallery seen at once; the rest wait behind “Show more”.
SHOWN_AT_ONCE = 6
MOST_PHOTOS = 100


class GalleryPhotoBlock(PlacedPhotoBlock):
    """A photograph of a gallery."""

    class Meta:
        form_layout = BlockGroup(children=["photo", "caption"], settings=["alt", "decorative"])


class GalleryValue(blocks.StructValue):
    """The photographs of a gallery that still exist."""

    @property
    def existing_photos(self) -> list[PhotoValue]:
        return [item for item in self.get("photos") or [] if item.get("photo")]

    @property
    def first_photos(self) -> list[PhotoValue]:
        return self.existing_photos[:SHOWN_AT_ONCE]

    @property
    def other_photos(self) -> list[PhotoValue]:
        return self.existing_photos[SHOWN_AT_ONCE:]

    @property
    def heading(self) -> str:
        count = len(self.existing_photos)
        counted = ngettext("%(count)d photograph", "%(count)d photographs", count) % {"count": count}
        return self.get("title") or counted

    @property
    def more_label(self) -> str:
        count = len(self.other_photos)
        return ngettext("Show %(count)d more photograph", "Show %(count)d more photographs", count) % {"count": count}

    @property
    def credited_once(self) -> models.Model | None:
        """A photograph whose credit is that of all, or None where several people took them."""
        photos = [item["photo"] for item in self.existing_photos]
        credits = {photo.credit_id for photo in photos}
        return photos[0] if len(credits) == 1 and None not in credits else None


class GalleryBlock(SampleStructBlock):
    """Many photographs together."""

    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        default="",
        max_length=120,
        help_text=_("Left empty, the number of photographs is shown."),
    )
    photos = blocks.ListBlock(GalleryPhotoBlock(), label=_("Photographs"), default=[])

    def clean(self, value: GalleryValue) -> GalleryValue:
        cleaned = super().clean(value)
        count = len(cleaned.get("photos"))
        if not self.is_deferred_validation and count == 0:
            raise _photos_error(_("Add at least one photograph."))
        if count > MOST_PHOTOS:
            raise _photos_error(
                _("A gallery holds up to %(limit)d photographs; this one has %(count)d.")
                % {"limit": MOST_PHOTOS, "count": count}
            )
        return cleaned

    def sample(self) -> dict[str, Any]:
        return {"photos": [{"photo": photo, "caption": ""} for photo in newest_photos(5)]}

    class Meta:
        icon = "grid"
        label = _("Gallery")
        description = _("From one to a hundred photographs, opened large one after another.")
        group = PICTURES
        template = "blocks/gallery.html"
        value_class = GalleryValue


class GalleryBlockAdapter(StructBlockAdapter):
    """Gives the editor's gallery its desk: choose many, drop many, move by keys."""

    js_constructor = "core.blocks.GalleryBlock"

    def js_args(self, block: GalleryBlock) -> list[Any]:
        name, children, meta = super().js_args(block)
        return [name, children, {**meta, "desk": _desk()}]

    @cached_property
    def media(self) -> forms.Media:
        own = forms.Media(js=["js/admin/gallery.js"], css={"all": ["css/admin-gallery.css"]})
        return super().media + own


register(GalleryBlockAdapter(), GalleryBlock)


def _desk() -> dict[str, Any]:
    """Return what the desk needs to know, in the language of the admin."""
    return {
        "most": MOST_PHOTOS,
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


def _photos_error(message: Any) -> blocks.StructBlockValidationError:
    return blocks.StructBlockValidationError(block_errors={"photos": ValidationError(message)})
