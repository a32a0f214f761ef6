"""Blocks of photographs and video."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from core.blocks.addresses import ReplaceableAddressMixin
from core.blocks.choices import LooksBlock
from core.blocks.choosers import FileChooserBlock, PhotoChooserBlock
from core.blocks.groups import PICTURES
from core.blocks.prose import ProseBlock
from core.blocks.samples import SampleStructBlock, newest_photos
from core.photo_desk import DESK_MEDIA, desk_options_for_one
from core.video import Video, provider_names, recognise


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


def caption_block(help_text: Any) -> blocks.CharBlock:
    """The caption of a photograph on a page."""
    return blocks.CharBlock(label=_("Caption"), required=False, default="", max_length=400, help_text=help_text)


class PlacedPhotoBlock(blocks.StructBlock):
    """A photograph of the library with what this page says of it."""

    photo = PhotoChooserBlock(label=_("Photograph"))
    caption = caption_block(_("Left empty, the caption from the library is shown."))
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

    class Meta:
        icon = "image"
        label = _("Photograph")
        value_class = PhotoValue


class PhotoBlock(SampleStructBlock, PlacedPhotoBlock):
    """One photograph with caption and credit."""

    caption = caption_block(_("Left empty, the caption from the library is shown. The credit is always shown."))
    size = LooksBlock(
        label=_("Width"), choices=[("text", _("As wide as the text")), ("wide", _("Wide"))], default="text"
    )

    def sample(self) -> dict[str, Any]:
        return {"photo": next(iter(newest_photos(1)), None)}

    class Meta:
        description = _("One photograph in the text, with its caption and credit.")
        group = PICTURES
        template = "blocks/photo.html"


class PhotoBlockAdapter(StructBlockAdapter):
    """Takes a dropped file, and shows what the library says of the photograph in the language of the page."""

    js_constructor = "core.blocks.PhotoBlock"

    def js_args(self, block: PhotoBlock) -> list[Any]:
        name, children, meta = super().js_args(block)
        return [name, children, {**meta, "desk": desk_options_for_one()}]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + DESK_MEDIA + forms.Media(js=["js/admin/photo-block.js"])


register(PhotoBlockAdapter(), PhotoBlock)


class VideoAddressBlock(ReplaceableAddressMixin, blocks.URLBlock):
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
    def has_transcript(self) -> bool:
        """Whether its words can be read."""
        return bool(strip_tags(str(getattr(self.get("transcript"), "source", ""))).strip())

    @property
    def captions_address(self) -> str:
        """Where the captions are: the file of the library, else the link."""
        document = self.get("captions")
        return document.url if document else self.get("captions_url") or ""

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
    transcript = ProseBlock(
        label=_("Transcript"),
        required=False,
        help_text=_("Everything that is said, and the sounds that matter, for those who cannot hear or watch."),
    )
    captions = FileChooserBlock(
        label=_("Captions"), required=False, help_text=_("A WebVTT file (.vtt) from the library of documents.")
    )
    captions_url = blocks.URLBlock(
        label=_("Link to captions"),
        required=False,
        default="",
        help_text=_("Where captions are kept elsewhere. The file comes first."),
    )

    def sample(self) -> dict[str, Any]:
        return {
            "url": "https://rutube.ru/video/0123456789abcdef0123456789abcdef/",
            "title": gettext("An evening at the bend of the river"),
            "poster": next(iter(newest_photos(1)), None),
            "transcript": "<p>{}</p>".format(gettext("The river turns here, and the house turns with it.")),
        }

    class Meta:
        icon = "media"
        label = _("Video")
        description = _(
            "A poster and a link to a video at RuTube, VK Video, YouTube or Vimeo. "
            "It plays there: upload the captions there too."
        )
        group = PICTURES
        template = "blocks/video.html"
        value_class = VideoValue
