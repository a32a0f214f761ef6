"""What hangs on the page of a venue: halls and photographs."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from core.bilingual import Localized


class Hall(Orderable):
    """A room of a venue where things happen."""

    venue = ParentalKey("venues.VenuePage", on_delete=models.CASCADE, related_name="halls")
    name_ru = models.CharField(_("name (Russian)"), max_length=120)
    name_en = models.CharField(_("name (English)"), max_length=120)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    note_ru = models.CharField(_("note (Russian)"), max_length=240, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=240, blank=True)

    name = Localized("name")
    note = Localized("note")

    panels: ClassVar[list] = [
        FieldRowPanel(["name_ru", "name_en", "capacity"]),
        FieldRowPanel(["note_ru", "note_en"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("hall")
        verbose_name_plural = _("halls")

    def __str__(self) -> str:
        return self.name


class VenuePhoto(Orderable):
    """A photograph of a venue."""

    page = ParentalKey("venues.VenuePage", on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(
        get_image_model_string(), verbose_name=_("photograph"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar[list] = ["photo"]
