"""The translation memory."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation


class MemoryEntry(models.Model):
    """A text in both languages. It serves either direction, whichever of the two was the original.

    The texts are HTML with inline tags alone. Beside each stand, without markup, its digest for exact matches
    and its length and word stems, by which the few entries worth comparing are found among many.
    """

    ru = models.TextField(_("Russian"))
    en = models.TextField(_("English"))
    ru_digest = models.UUIDField(db_index=True)
    en_digest = models.UUIDField(db_index=True)
    ru_length = models.PositiveIntegerField()
    en_length = models.PositiveIntegerField()
    ru_stems = ArrayField(models.CharField(max_length=8), default=list)
    en_stems = ArrayField(models.CharField(max_length=8), default=list)
    #: The translation this was learnt from; none for an entry that came in a file, or whose page is deleted.
    translation = models.OneToOneField(
        StringTranslation, null=True, blank=True, on_delete=models.SET_NULL, related_name="memory_entry"
    )
    origin = models.CharField(_("from"), max_length=200, blank=True)
    updated_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("entry of the translation memory")
        verbose_name_plural = _("translation memory")
        ordering = ("-updated_at", "-pk")
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["ru_stems"], name="memory_ru_stems"),
            GinIndex(fields=["en_stems"], name="memory_en_stems"),
        ]

    def __str__(self) -> str:
        return f"{self.ru[:60]} = {self.en[:60]}"
