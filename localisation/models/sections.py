"""What a section asks of its pages: to go live as a pair, and what is submitted with them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class SectionRule(models.Model):
    """What holds for the pages of a section, the section included. A section without one has what is usual."""

    section = models.OneToOneField(
        Page, verbose_name=_("section"), on_delete=models.CASCADE, related_name="translation_rule"
    )
    needs_translation = models.BooleanField(_("pages go live only together with their translation"), default=True)
    submits_related = models.BooleanField(_("pages that translated pages refer to are submitted, too"), default=True)

    class Meta:
        verbose_name = _("rule of a section")
        verbose_name_plural = _("rules of sections")

    def __str__(self) -> str:
        return self.section.title
