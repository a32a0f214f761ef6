"""Sections of the home page: blocks that mix what other rooms offer."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SectionBlock(blocks.StructBlock):
    """A section with a heading of the editor's own, or the usual one."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        default="",
        max_length=80,
        help_text=_("Left empty, the usual one is shown."),
    )


class TodayBlock(SectionBlock):
    """Today's events; tomorrow's, when nothing is left of today."""

    class Meta:
        icon = "date"
        label = _("Today")
        description = _("The events of the day, one row each.")
        template = "home/sections/today.html"


class ExhibitionsBlock(SectionBlock):
    """Exhibitions that run now."""

    class Meta:
        icon = "view"
        label = _("Exhibitions")
        description = _("Running exhibitions with a photograph each.")
        template = "home/sections/exhibitions.html"


class NewsBlock(SectionBlock):
    """The newest articles."""

    class Meta:
        icon = "doc-full"
        label = _("News")
        description = _("The newest article large, six more beside it.")
        template = "home/sections/news.html"


class VenuesBlock(SectionBlock):
    """Venues side by side, with what they say of their hours today."""

    class Meta:
        icon = "home"
        label = _("Venues")
        description = _("A panorama of the venues with today’s hours.")
        template = "home/sections/venues.html"


class RegionsBlock(SectionBlock):
    """Regions and the number of their events this week."""

    class Meta:
        icon = "site"
        label = _("Regions")
        description = _("All regions with the number of this week’s events.")
        template = "home/sections/regions.html"


class HomeSectionsBlock(blocks.StreamBlock):
    """What stands below the river of the week, in the editor's order."""

    today = TodayBlock()
    exhibitions = ExhibitionsBlock()
    news = NewsBlock()
    venues = VenuesBlock()
    regions = RegionsBlock()
