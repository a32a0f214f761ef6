"""A text that the original leaves blank and a translation has."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation


class FieldAddition(models.Model):
    """A text of a translation at a place where the original has none: a description for search engines, a caption."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="additions")
    path = models.CharField(max_length=500)
    text = models.TextField(_("text"), blank=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("text added in a translation")
        verbose_name_plural = _("texts added in translations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["translation", "path"], name="one_addition_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.path}: {self.text[:40]}"
