"""Programme of a day."""

from wagtail import blocks


class ProgrammeDayBlock(blocks.StructBlock):
    """A day of a programme."""

    title = blocks.CharBlock(required=False, default="")
