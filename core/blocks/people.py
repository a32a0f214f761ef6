"""Blocks of people and organisations."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.choosers import OrganisationChooserBlock, PersonChooserBlock
from core.blocks.groups import PEOPLE
from core.blocks.samples import SampleStructBlock, newest


class PeopleBlock(SampleStructBlock):
    """Who speaks, or is spoken of."""

    title = blocks.CharBlock(
        label=_("Title"), required=False, default="", max_length=120, help_text=_("“Who spoke”, “The curators”.")
    )
    people = blocks.ListBlock(PersonChooserBlock(), label=_("People"), min_num=1, max_num=60)

    def sample(self) -> dict[str, Any]:
        return {"title": gettext("Who spoke"), "people": newest("people.Person", 4)}

    class Meta:
        icon = "user"
        label = _("People")
        description = _("Names with positions beside the story; each record is written once for both languages.")
        group = PEOPLE
        template = "blocks/people.html"


class PartnersBlock(SampleStructBlock):
    """Who made it possible."""

    title = blocks.CharBlock(
        label=_("Title"), required=False, default="", max_length=120, help_text=_("“Organisers”, “Partners”.")
    )
    organisations = blocks.ListBlock(OrganisationChooserBlock(), label=_("Organisations"), min_num=1, max_num=80)

    def sample(self) -> dict[str, Any]:
        return {"title": gettext("Partners"), "organisations": newest("people.Organisation", 4)}

    class Meta:
        icon = "group"
        label = _("Partners")
        description = _("Organisers and partners with their marks and links.")
        group = PEOPLE
        template = "blocks/partners.html"
