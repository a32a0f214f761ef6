"""The body of a page."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue

from core.blocks.links import ArticleCardBlock, CallToActionBlock, DocumentsBlock, EventCardBlock
from core.blocks.media import GalleryBlock, PhotoBlock, VideoBlock
from core.blocks.people import PartnersBlock, PeopleBlock
from core.blocks.programme import ProgrammeBlock
from core.blocks.table import TableBlock
from core.blocks.text import FactboxBlock, HeadingBlock, ParagraphBlock, QuoteBlock

#: Blocks that follow one another in the column of text, under one measure.
RUNNING_TEXT = {"heading", "paragraph"}


@dataclass
class Run:
    """Neighbouring blocks that share a column: running text together, any other block alone."""

    is_text: bool
    children: list[StreamValue.StreamChild] = field(default_factory=list)


class StoryBlock(blocks.StreamBlock):
    """Everything a page's body can be made of."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    quote = QuoteBlock()
    factbox = FactboxBlock()
    table = TableBlock()
    photo = PhotoBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    people = PeopleBlock()
    partners = PartnersBlock()
    documents = DocumentsBlock()
    call_to_action = CallToActionBlock()
    event_card = EventCardBlock()
    article_card = ArticleCardBlock()
    programme = ProgrammeBlock()

    def get_context(self, value: StreamValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["runs"] = runs_of(value)
        return context

    class Meta:
        icon = "doc-full"
        label = _("Body")
        description = _("Text, photographs and everything else a page tells.")
        template = "blocks/story.html"


def runs_of(stream: StreamValue) -> list[Run]:
    """Return the blocks of ``stream`` in order, neighbouring headings and paragraphs in one run."""
    runs: list[Run] = []
    for child in stream:
        is_text = child.block_type in RUNNING_TEXT
        if not (is_text and runs and runs[-1].is_text):
            runs.append(Run(is_text))
        runs[-1].children.append(child)
    return runs
