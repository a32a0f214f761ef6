"""What an editor is told after an import: what came in, what did not, what to look at."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.word.parts import Manuscript, Picture, Quotation
from articles.word.pictures import PictureShelf


@dataclass
class Report:
    """Numbers and texts, kept with the page's history; sentences are made when it is read, in the reader's language."""

    counts: dict[str, int] = field(default_factory=dict)
    footnotes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    refused: list[list[str]] = field(default_factory=list)
    proposed: list[str] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(**{name: data[name] for name in cls.__dataclass_fields__ if name in data})

    @property
    def losses(self) -> list[str]:
        """One sentence for each kind of thing that was left out."""
        found = [_lost()[kind](count) for kind, count in self.counts.items() if kind in _lost() and count]
        return found + [
            _("The picture %(name)s could not be taken: %(reason)s") % {"name": name, "reason": reason}
            for name, reason in self.refused
        ]

    @property
    def to_check(self) -> list[str]:
        """One sentence for each thing an editor should look at before publishing."""
        found = [_checks()[kind](count) for kind, count in self.counts.items() if kind in _checks() and count]
        return found + [
            _("“%(name)s” is a new credit line. Check its names in both languages.") % {"name": name}
            for name in self.proposed
        ]


def report_of(manuscript: Manuscript, shelf: PictureShelf, *, is_title_cut: bool, tables_as_text: int) -> Report:
    """Return the report on an import that has just been written."""
    photos = [*shelf.made, *shelf.again]
    counts = {
        **manuscript.losses.counts,
        "title cut": int(is_title_cut),
        "table as text": tables_as_text,
        "picture": len(shelf.made),
        "picture again": len(shelf.again),
        "no credit": sum(1 for photo in photos if photo.credit_id is None),
        "no alt": sum(1 for part in manuscript.parts if isinstance(part, Picture) and not part.alt),
        "quotation": sum(1 for part in manuscript.parts if isinstance(part, Quotation)),
        "no title": int(not manuscript.title),
        "no lead": int(not manuscript.lead),
    }
    losses = manuscript.losses
    return Report(
        counts={kind: count for kind, count in counts.items() if count},
        footnotes=losses.footnotes,
        comments=losses.comments,
        refused=[list(pair) for pair in shelf.refused],
        proposed=[line.name_ru for line in shelf.proposed],
    )


Sentences = dict[str, Callable[[int], str]]


def _lost() -> Sentences:
    return {
        "footnote": lambda n: ngettext("%(n)d footnote.", "%(n)d footnotes.", n) % {"n": n},
        "deleted": lambda n: (
            ngettext(
                "%(n)d tracked deletion: the words are gone, as if it had been accepted.",
                "%(n)d tracked deletions: the words are gone, as if they had been accepted.",
                n,
            )
            % {"n": n}
        ),
        "formula": lambda n: ngettext("%(n)d formula.", "%(n)d formulas.", n) % {"n": n},
        "object": lambda n: ngettext("%(n)d embedded object.", "%(n)d embedded objects.", n) % {"n": n},
        "drawing": lambda n: ngettext("%(n)d drawing or chart.", "%(n)d drawings or charts.", n) % {"n": n},
        "text box": lambda n: ngettext("%(n)d text box.", "%(n)d text boxes.", n) % {"n": n},
        "hidden": lambda n: ngettext("%(n)d piece of hidden text.", "%(n)d pieces of hidden text.", n) % {"n": n},
        "inner table": lambda n: ngettext("%(n)d table inside a table.", "%(n)d tables inside tables.", n) % {"n": n},
        "inner link": lambda n: (
            ngettext("%(n)d link to another place of the file.", "%(n)d links to other places of the file.", n)
            % {"n": n}
        ),
        "unsafe link": lambda n: (
            ngettext(
                "%(n)d link to an address that is not one of the web; its words are kept.",
                "%(n)d links to addresses that are not of the web; their words are kept.",
                n,
            )
            % {"n": n}
        ),
        "outer picture": lambda n: (
            ngettext(
                "%(n)d picture that is not in the file but only linked to.",
                "%(n)d pictures that are not in the file but only linked to.",
                n,
            )
            % {"n": n}
        ),
    }


def _checks() -> Sentences:
    return {
        "no title": lambda n: _("The file begins with no heading: its name became the headline."),
        "title cut": lambda n: _("The headline was too long and has been cut."),
        "no lead": lambda n: _("The lead is empty."),
        "inserted": lambda n: (
            ngettext(
                "%(n)d tracked insertion came in as if it had been accepted.",
                "%(n)d tracked insertions came in as if they had been accepted.",
                n,
            )
            % {"n": n}
        ),
        "merged cell": lambda n: (
            ngettext("%(n)d merged cell of a table was split.", "%(n)d merged cells of tables were split.", n)
            % {"n": n}
        ),
        "table as text": lambda n: (
            ngettext(
                "%(n)d table is not of a size the site can show and came in as paragraphs.",
                "%(n)d tables are not of a size the site can show and came in as paragraphs.",
                n,
            )
            % {"n": n}
        ),
        "picture again": lambda n: (
            ngettext(
                "%(n)d picture was in the library already: that one is used.",
                "%(n)d pictures were in the library already: those are used.",
                n,
            )
            % {"n": n}
        ),
        "no credit": lambda n: (
            ngettext("%(n)d photograph has no credit.", "%(n)d photographs have no credit.", n) % {"n": n}
        ),
        "no alt": lambda n: (
            ngettext("%(n)d photograph came without a description.", "%(n)d photographs came without a description.", n)
            % {"n": n}
        ),
        "quotation": lambda n: (
            ngettext("%(n)d quotation: say whose words they are.", "%(n)d quotations: say whose words they are.", n)
            % {"n": n}
        ),
    }
