"""What a Word file says, as far as an article can say it too."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Heading:
    """A heading; ``level`` 0 is the title of the document, 1 and 2 divide the text."""

    text: str
    level: int


@dataclass
class Text:
    """A paragraph, or with ``list_tag`` (``ul``, ``ol``) an item of a list; ``html`` holds inline markup only."""

    html: str
    plain: str
    list_tag: str = ""
    is_lead: bool = False


@dataclass
class Quotation:
    """Somebody's words."""

    text: str


@dataclass
class Grid:
    """A table, the first row holding the headings."""

    rows: list[list[str]]


@dataclass
class Picture:
    """A picture of the file, with what stands below it."""

    name: str
    content: bytes
    alt: str = ""
    caption: str = ""
    credit: str = ""


Part = Heading | Text | Quotation | Grid | Picture


@dataclass
class Losses:
    """What could not be kept: kinds by number of times, and the texts an editor may want to put in by hand."""

    counts: Counter[str] = field(default_factory=Counter)
    footnotes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass
class Manuscript:
    """A Word file as read."""

    parts: list[Part] = field(default_factory=list)
    title: str = ""
    lead: str = ""
    losses: Losses = field(default_factory=Losses)
