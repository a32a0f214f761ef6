"""The body of a page."""

from wagtail import blocks


class StoryBlock(blocks.StreamBlock):
    """Everything a page's body can be made of."""

    paragraph = blocks.RichTextBlock()
