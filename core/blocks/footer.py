"""Blocks of the site's footer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.bilingual import current_language


class BilingualValue(blocks.StructValue):
    """A struct whose ``label_ru`` and ``label_en`` read as ``label`` in the reader's language."""

    @property
    def label(self) -> str:
        return self.get(f"label_{current_language()}") or ""


class FooterLinkBlock(blocks.StructBlock):
    """A link at the foot of every page, named in both languages."""

    label_ru = blocks.CharBlock(label=_("Text (Russian)"), max_length=60, default="")
    label_en = blocks.CharBlock(label=_("Text (English)"), max_length=60, default="")
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Or an address"), required=False, default="")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned.get("page") and not cleaned.get("url"):
            raise blocks.StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose a page or give an address."))}
            )
        return cleaned

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = BilingualValue


class FooterColumnBlock(blocks.StructBlock):
    """A headed column of links."""

    label_ru = blocks.CharBlock(label=_("Heading (Russian)"), max_length=60, default="")
    label_en = blocks.CharBlock(label=_("Heading (English)"), max_length=60, default="")
    links = blocks.ListBlock(FooterLinkBlock(), label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Column")
        value_class = BilingualValue
