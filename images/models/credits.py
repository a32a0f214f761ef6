"""Whose photographs they are."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.models import NamedMixin


class CreditLine(NamedMixin):
    """Whose photograph it is: a name in both languages. The word before it belongs to the interface."""

    name_ru = models.CharField(
        _("name (Russian)"), max_length=160, help_text=_("Without the word “Photo”: the site adds it.")
    )
    name_en = models.CharField(
        _("name (English)"), max_length=160, help_text=_("Without the word “Photo”: the site adds it.")
    )
    is_proposed = models.BooleanField(
        _("read from a file, not yet confirmed"),
        default=False,
        help_text=_("Made when a photograph came in whose file names somebody new. Check both names, then untick it."),
    )

    panels: ClassVar[list[str]] = ["name_ru", "name_en", "is_proposed"]
    search_fields: ClassVar[list[index.BaseField]] = [
        *NamedMixin.search_fields,
        index.FilterField("is_proposed"),
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Have the name written anew into the files of its photographs."""
        from images.tasks import render_credited

        is_new = self.pk is None
        super().save(*args, **kwargs)
        if not is_new:
            render_credited.enqueue(self.pk)
