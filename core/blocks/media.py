"""Blocks of photographs and video."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.choices import LooksBlock
from core.blocks.choosers import PhotoChooserBlock
from core.blocks.groups import PICTURES
from core.blocks.samples import SampleStructBlock, newest_photos
from core.video import Video, provider_names, recognise

#: Photographs of a gallery seen at once; the rest wait behind “Show more”.
SHOWN_AT_ONCE = 6
MOST_PHOTOS = 100


class PhotoValue(blocks.StructValue):
    """A photograph with what this page says of it.

    A template that asks for ``alt`` gets the field itself: what is to be shown has names of its own.
    """

    @property
    def shown_alt(self) -> str:
        """What the photograph shows, in the reader's language; empty for a decorative one."""
        photo = self.get("photo")
        if self.get("decorative") or photo is None:
            return ""
        return self.get("alt") or photo.alt

    @property
    def shown_caption(self) -> str:
        """The caption given here, else the photograph's own in the reader's language."""
        photo = self.get("photo")
        return self.get("caption") or (photo.caption if photo else "")

    @property
    def credit_text(self) -> str:
        """“Photo: …” as plain text in the reader's language; empty where nobody is named."""
        line = getattr(self.get("photo"), "credit", None)
        return pgettext("photo credit", "Photo: %(name)s") % {"name": line.name} if line and line.name else ""

    @property
    def is_wide(self) -> bool:
        return self.get("size") == "wide"


class PhotoBlock(SampleStructBlock):
    """One photograph with caption and credit."""

    photo = PhotoChooserBlock(label=_("Photograph"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        default="",
        max_length=400,
        help_text=_("Left empty, the caption from the library is shown. The credit is always shown."),
    )
    alt = blocks.CharBlock(
        label=_("Description for those who cannot see it"),
        required=False,
        default="",
        max_length=300,
        help_text=_("Left empty, the description from the library is used."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Decorative"),
        required=False,
        help_text=_("The photograph tells nothing that the text does not: screen readers pass it over."),
    )
    size = LooksBlock(
        label=_("Width"), choices=[("text", _("As wide as the text")), ("wide", _("Wide"))], default="text"
    )

    def sample(self) -> dict[str, Any]:
        return {"photo": next(iter(newest_photos(1)), None)}

    class Meta:
        icon = "image"
        label = _("Photograph")
        description = _("One photograph in the text, with its caption and credit.")
        group = PICTURES
        template = "blocks/photo.html"
        value_class = PhotoValue


class GalleryPhotoBlock(blocks.StructBlock):
    """A photograph of a gallery."""

    photo = PhotoChooserBlock(label=_("Photograph"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        default="",
        max_length=400,
        help_text=_("Left empty, the caption from the library is shown."),
    )

    class Meta:
        icon = "image"
        label = _("Photograph")
        value_class = PhotoValue


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
    photos = blocks.ListBlock(GalleryPhotoBlock(), label=_("Photographs"))

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


class VideoAddressBlock(blocks.URLBlock):
    """The address of a video at a provider of the allow-list."""

    def clean(self, value: str) -> str:
        cleaned = super().clean(value)
        if cleaned and recognise(cleaned) is None:
            raise ValidationError(
                _("This is not the address of a video at %(providers)s.") % {"providers": ", ".join(provider_names())}
            )
        return cleaned

    class Meta:
        default = ""
        icon = "link-external"
        label = pgettext_lazy("on the web", "Address")


class VideoValue(blocks.StructValue):
    """A video at a provider."""

    @property
    def video(self) -> Video | None:
        return recognise(self.get("url") or "")

    @property
    def watch_label(self) -> str:
        video = self.video
        return gettext("Watch on %(provider)s") % {"provider": video.provider_name} if video else ""


class VideoBlock(SampleStructBlock):
    """A video, watched at the provider's."""

    url = VideoAddressBlock(
        label=_("Address of the video"),
        help_text=_("The page of the video at RuTube, VK Video, YouTube or Vimeo."),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=200, default="")
    poster = PhotoChooserBlock(
        label=_("Poster"), required=False, help_text=_("A photograph that stands for the video.")
    )

    def sample(self) -> dict[str, Any]:
        return {
            "url": "https://rutube.ru/video/0123456789abcdef0123456789abcdef/",
            "title": gettext("An evening at the bend of the river"),
            "poster": next(iter(newest_photos(1)), None),
        }

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A poster and a link to a video at RuTube, VK Video, YouTube or Vimeo.")
        group = PICTURES
        template = "blocks/video.html"
        value_class = VideoValue


def _photos_error(message: Any) -> blocks.StructBlockValidationError:
    return blocks.StructBlockValidationError(block_errors={"photos": ValidationError(message)})
