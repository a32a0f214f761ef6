"""People and organisations that pages speak of: one record each, both languages in it."""

from typing import Any, ClassVar

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.search import index

from core.bilingual import Localized
from core.models import NamedMixin
from core.photo_desk import PhotoPanel


class Person(index.Indexed, models.Model):
    """Somebody who speaks, curates, performs or is written about."""

    name_ru = models.CharField(_("full name (Russian)"), max_length=160, blank=True)
    name_en = models.CharField(
        _("full name (English)"),
        max_length=160,
        blank=True,
        help_text=_("Left empty, it is transliterated from the Russian name."),
    )
    role_ru = models.CharField(_("position (Russian)"), max_length=400, blank=True)
    role_en = models.CharField(_("position (English)"), max_length=400, blank=True)
    portrait = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    name = Localized("name")
    role = Localized("role")

    panels: ClassVar[list[FieldPanel | FieldRowPanel]] = [
        FieldRowPanel(["name_ru", "name_en"]),
        FieldRowPanel(["role_ru", "role_en"]),
        PhotoPanel("portrait", permission="people.add_person"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name_ru", boost=3),
        index.SearchField("name_en", boost=3),
        index.AutocompleteField("name_ru"),
        index.AutocompleteField("name_en"),
        index.SearchField("role_ru"),
        index.SearchField("role_en"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name_ru", "name_en", "pk")

    def __str__(self) -> str:
        return self.display_name

    def clean(self) -> None:
        if not self.name_ru and not self.name_en:
            raise ValidationError({"name_ru": _("Give the name in at least one language.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Transliterate a missing English name, so that no page shows Cyrillic to an English reader."""
        if self.name_ru and not self.name_en:
            self.name_en = anyascii(self.name_ru).replace("'", "")
        super().save(*args, **kwargs)

    @property
    def display_name(self) -> str:
        """The name in the reader's language, or in Latin letters where there is no Russian one."""
        return self.name or self.name_en

    @property
    def initials(self) -> str:
        """First letters of the first two words of the name, for the monogram."""
        return "".join(word[0] for word in self.display_name.split()[:2])


class Organisation(NamedMixin):
    """An organiser, a partner, a ministry, a library: name, mark and address on the web."""

    name_ru = models.CharField(_("name (Russian)"), max_length=240)
    name_en = models.CharField(_("name (English)"), max_length=240)
    url = models.URLField(_("link"), blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels: ClassVar[list[FieldPanel | FieldRowPanel]] = [
        FieldRowPanel(["name_ru", "name_en"]),
        FieldPanel("url", permission="people.add_organisation"),
        PhotoPanel("logo", permission="people.add_organisation"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name_ru", "pk")
