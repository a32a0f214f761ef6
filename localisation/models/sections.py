"""What a section asks of its pages before they go live."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class SectionRule(models.Model):
    """The pages below this section go live only when their translation can go with them."""

    section = models.OneToOneField(
        Page, verbose_name=_("section"), on_delete=models.CASCADE, related_name="translation_rule"
    )

    class Meta:
        verbose_name = _("section whose pages need a translation")
        verbose_name_plural = _("sections whose pages need a translation")

    def __str__(self) -> str:
        return self.section.title
