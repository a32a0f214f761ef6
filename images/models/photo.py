"""The photograph: what it shows in two languages, whose it is, and the files made from it."""

import logging
from contextlib import suppress
from dataclasses import replace
from typing import Any, ClassVar, NotRequired, TypedDict

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, get_upload_to
from wagtail.search import index

from core.bilingual import Localized
from images.metadata import Notice
from images.models.credits import CreditLine
from images.models.crops import CroppedMixin
from images.models.querysets import PhotoManager
from images.models.rights import Licence, RightsMixin
from images.storage import originals

logger = logging.getLogger(__name__)


class Source(TypedDict):
    """One file made from a photograph: pixels, format code (``avif``, ``jpeg``), storage name, purpose."""

    width: int
    height: int
    format: str
    name: str
    purpose: NotRequired[str]


class Photo(CroppedMixin, RightsMixin, AbstractImage):
    """A photograph of the library. One file, one record, both languages."""

    file = WagtailImageField(
        _("file"), storage=originals, upload_to=get_upload_to, width_field="width", height_field="height"
    )
    alt_ru = models.CharField(_("description for those who cannot see it (Russian)"), max_length=300, blank=True)
    alt_en = models.CharField(_("description for those who cannot see it (English)"), max_length=300, blank=True)
    caption_ru = models.CharField(_("caption (Russian)"), max_length=400, blank=True)
    caption_en = models.CharField(_("caption (English)"), max_length=400, blank=True)
    credit = models.ForeignKey(
        CreditLine,
        verbose_name=_("credit line"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="photos",
    )
    sources = models.JSONField(
        _("files for visitors"),
        default=list,
        editable=False,
        help_text=_("Made by the background worker whenever the photograph is saved."),
    )

    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    headline = models.CharField(_("headline"), max_length=255, blank=True)
    source = models.CharField(
        _("source"), max_length=160, blank=True, help_text=_("The agency or archive the file came from.")
    )
    topic = models.ForeignKey(
        "articles.Topic",
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="library_photos",
    )
    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="library_photos",
    )
    read_metadata = models.JSONField(
        _("read from the file"),
        default=dict,
        editable=False,
        help_text=_("What the file said of itself when it came in, field by field; never changed by hand."),
    )
    perceptual_hash = models.BigIntegerField(null=True, editable=False, db_index=True)

    alt = Localized("alt")
    caption = Localized("caption")

    objects = PhotoManager()

    admin_form_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "file",
        "collection",
        "credit",
        "alt_ru",
        "alt_en",
        "caption_ru",
        "caption_en",
        "tags",
        "headline",
        "city",
        "taken_at",
        "source",
        "topic",
        "event",
        "licence",
        "usage_from",
        "usage_until",
        "rights_note",
        "embargo_until",
        "is_for_press",
        "crops",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields: ClassVar[list[index.BaseField | index.RelatedFields]] = [
        *AbstractImage.search_fields,
        index.SearchField("alt_ru"),
        index.SearchField("alt_en"),
        index.SearchField("caption_ru"),
        index.SearchField("caption_en"),
        index.SearchField("headline"),
        index.SearchField("city"),
        index.FilterField("credit"),
        index.FilterField("licence"),
        index.FilterField("usage_until"),
        index.FilterField("is_for_press"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        permissions: ClassVar[list[tuple[str, str]]] = [("choose_image", "Can choose image")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(usage_until__gte=models.F("usage_from"))
                | models.Q(usage_from__isnull=True)
                | models.Q(usage_until__isnull=True),
                name="photo_rights_begin_before_they_end",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Read a new file and make its smallest picture at once; the worker makes the rest."""
        from images.intake import tag, take_in
        from images.rendering import delete_files, is_rendered, render_smallest
        from images.tasks import render_photo

        has_new_file = bool(self.file) and not self.file._committed
        if has_new_file:
            found = take_in(self, self.file.file)
        super().save(*args, **kwargs)
        if has_new_file:
            self.read_keywords = found.keywords
            tag(self, found.keywords)
            previous, self.sources = self.sources, []
            with suppress(OSError, ValueError):  # a damaged file shows the empty-photo pattern, never an error
                self.sources = render_smallest(self)
            type(self).objects.filter(pk=self.pk).update(sources=self.sources)
            transaction.on_commit(lambda: delete_files(previous))
        if self.file and not is_rendered(self):
            render_photo.enqueue(self.pk)

    def get_rendition(self, filter: Any) -> AbstractRendition:
        """Make a picture for the admin's screens; one that cannot be made is a missing one, never an error."""
        try:
            return super().get_rendition(filter)
        except Exception:  # Pillow and Willow raise whatever they like on odd files; a disk may be full
            logger.warning("No picture could be made of photograph %s", self.pk, exc_info=True)
            missing = self.get_rendition_model()(image=self, width=0, height=0)
            missing.file.name = "not-found"
            return missing

    @property
    def notice(self) -> Notice:
        """What every file made from it says: whose it is, and whose rights."""
        words = (self.read_metadata.get(name, {}).get("copyright", "") for name in ("iptc", "xmp", "exif"))
        line = self.credit
        notice = Notice(credit_ru=line.name_ru if line else "", credit_en=line.name_en if line else "")
        in_words = next(filter(None, words), "")
        fallback = "" if self.licence == Licence.PUBLIC_DOMAIN or not notice.credit else f"© {notice.credit}"
        return replace(notice, copyright=in_words or fallback)

    @property
    def full_notice(self) -> Notice:
        """What the original for the press says: all that the library knows of it."""
        return replace(
            self.notice,
            headline=self.headline or self.title,
            caption_ru=self.caption_ru,
            caption_en=self.caption_en,
            city=self.city,
            source=self.source,
        )

    @property
    def read_words(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What the file said of itself, for its page: standard, then field and words."""
        labels = {
            "headline": _("headline"),
            "caption": _("caption"),
            "byline": _("photographer"),
            "credit": _("credit line"),
            "source": _("source"),
            "copyright": _("copyright"),
            "city": _("city"),
            "taken_at": _("taken at"),
            "keywords": _("keywords"),
        }
        return [
            (
                standard.upper(),
                [
                    (labels.get(name, name), ", ".join(value) if isinstance(value, list) else str(value))
                    for name, value in fields.items()
                ],
            )
            for standard, fields in self.read_metadata.items()
        ]

    @property
    def is_being_made(self) -> bool:
        """Whether the worker has still to make files of it."""
        from images.rendering import is_rendered

        return not is_rendered(self)

    @property
    def social_source(self) -> Source | None:
        """The file for shared links, where it is made already; otherwise the widest JPEG."""
        jpeg = [source for source in self.sources if source["format"] == "jpeg"]
        social = [source for source in jpeg if source.get("purpose") == "social"]
        widest = max(jpeg, key=lambda source: source["width"], default=None)
        return social[0] if social else widest

    @property
    def social_url(self) -> str:
        """The address of the image for shared links; empty where there is none."""
        source = self.social_source
        return default_storage.url(source["name"]) if source else ""

    @property
    def largest_url(self) -> str:
        """The address of the widest file every browser reads; empty where there is none."""
        jpeg = [source for source in self.sources if source["format"] == "jpeg" and not source.get("purpose")]
        widest = max(jpeg, key=lambda source: source["width"], default=None)
        return default_storage.url(widest["name"]) if widest else ""

    @property
    def default_alt_text(self) -> str:
        """The description in the reader's language, never the title and never the other language."""
        return self.alt


def delete_made_files(instance: Photo, **kwargs: object) -> None:
    """Delete the files made from a photograph once its deletion is certain."""
    from images.rendering import delete_files

    transaction.on_commit(lambda: delete_files(instance.sources))
