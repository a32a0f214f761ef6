"""The photograph: what it shows in two languages, whose it is, and the files made from it."""

from contextlib import suppress
from typing import Any, ClassVar, NotRequired, Self, TypedDict

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.search import index

from core.bilingual import Localized


class Source(TypedDict):
    """One file made from a photograph: pixels, format code (``avif``, ``jpeg``), storage name, purpose."""

    width: int
    height: int
    format: str
    name: str
    purpose: NotRequired[str]


class CreditLine(index.Indexed, models.Model):
    """Whose photograph it is: a name in both languages. The word before it belongs to the interface."""

    name_ru = models.CharField(
        _("name (Russian)"), max_length=160, help_text=_("Without the word “Photo”: the site adds it.")
    )
    name_en = models.CharField(
        _("name (English)"), max_length=160, help_text=_("Without the word “Photo”: the site adds it.")
    )

    name = Localized("name")

    panels: ClassVar[list[str]] = ["name_ru", "name_en"]
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name_ru"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_ru"),
        index.AutocompleteField("name_en"),
    ]

    class Meta:
        verbose_name = _("credit line")
        verbose_name_plural = _("credit lines")
        ordering = ("name_ru", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["name_ru", "name_en"], name="credit_line_is_unique")
        ]

    def __str__(self) -> str:
        return self.name or self.name_ru or self.name_en


class PhotoQuerySet(ImageQuerySet):
    """Photographs, always with their credit: a photo is never shown without it."""

    def with_credit(self) -> Self:
        return self.select_related("credit")


class PhotoManager(models.Manager.from_queryset(PhotoQuerySet)):  # ty: ignore[unsupported-base] (made at run time)
    """Loads the credit line in the same query."""

    def get_queryset(self) -> PhotoQuerySet:
        return super().get_queryset().with_credit()


class Photo(AbstractImage):
    """A photograph of the library. One file, one record, both languages."""

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
        index.FilterField("credit"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        permissions: ClassVar[list[tuple[str, str]]] = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Make the smallest file at once for a new picture; the worker makes the rest."""
        from images.rendering import delete_files, is_rendered, render_smallest
        from images.tasks import render_photo

        has_new_file = bool(self.file) and not self.file._committed
        super().save(*args, **kwargs)
        if has_new_file:
            previous, self.sources = self.sources, []
            with suppress(OSError, ValueError):  # a damaged file shows the empty-photo pattern, never an error
                self.sources = render_smallest(self)
            type(self).objects.filter(pk=self.pk).update(sources=self.sources)
            transaction.on_commit(lambda: delete_files(previous))
        if self.file and not is_rendered(self):
            render_photo.enqueue(self.pk)

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


class PhotoRendition(AbstractRendition):
    """A rendition for Wagtail's own screens. Visitors get ``Photo.sources``."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
