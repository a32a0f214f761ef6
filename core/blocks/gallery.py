"""The gallery: many photographs together, filled in one go."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import BlockGroup, StructBlockAdapter

from core.blocks.groups import PICTURES
from core.blocks.media import PhotoValue, PlacedPhotoBlock
from core.blocks.samples import SampleStructBlock, newest_photos
from core.photo_desk import DESK_MEDIA, MOST_PHOTOS, desk_options

#: Photographs of a gallery seen at once; the rest wait behind “Show more”.
SHOWN_AT_ONCE = 6


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
        return [name, children, {**meta, "desk": desk_options()}]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + DESK_MEDIA + forms.Media(js=["js/admin/gallery.js"])


register(GalleryBlockAdapter(), GalleryBlock)


def _photos_error(message: Any) -> blocks.StructBlockValidationError:
    return blocks.StructBlockValidationError(block_errors={"photos": ValidationError(message)})
