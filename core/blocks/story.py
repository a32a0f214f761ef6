"""The body of a page."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue

from core.blocks.gallery import GalleryBlock
from core.blocks.links import ArticleCardBlock, CallToActionBlock, DocumentsBlock, EventCardBlock
from core.blocks.media import PhotoBlock, VideoBlock
from core.blocks.people import PartnersBlock, PeopleBlock
from core.blocks.programme import ProgrammeBlock
from core.blocks.table import TableBlock
from core.blocks.text import FactboxBlock, HeadingBlock, ParagraphBlock, QuoteBlock

#: Blocks that follow one another in the column of text, under one measure.
RUNNING_TEXT = {"heading", "paragraph"}
#: Blocks that stand in the margin beside the text.
ASIDES = {"factbox", "people"}


@dataclass
class Run:
    """Neighbouring blocks that share a row: running text and what stands beside it, or any other block alone."""

    text: list[StreamValue.StreamChild] = field(default_factory=list)
    aside: StreamValue.StreamChild | None = None
    is_aside_first: bool = False
    other: StreamValue.StreamChild | None = None


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
    """Return the blocks of ``stream`` in order, gathered into rows.

    Neighbouring headings and paragraphs make one column. A factbox stands beside the text before it, else
    beside the text after it; between two other blocks it has the row to itself.
    """
    runs: list[Run] = []
    for child in stream:
        last = runs[-1] if runs else None
        if child.block_type in RUNNING_TEXT:
            if last and last.other and last.other.block_type in ASIDES:
                runs[-1] = Run(text=[child], aside=last.other, is_aside_first=True)
            elif last and last.text and (last.aside is None or last.is_aside_first):
                last.text.append(child)
            else:
                runs.append(Run(text=[child]))
        elif child.block_type in ASIDES and last and last.text and last.aside is None:
            last.aside = child
        else:
            runs.append(Run(other=child))
    return runs
