"""Which text of one language stands for which of the other, as wagtail-localize cuts them into segments."""

from collections.abc import Sequence

from wagtail_localize.strings import StringValue, extract_strings


class Words:
    """The dictionary of one page: a segment of the source to the same segment of the translation."""

    def __init__(self) -> None:
        self.pairs: dict[str, str] = {}

    def add_text(self, source: str, target: str) -> None:
        """Add a plain text. Empty texts are no segments."""
        if source and target:
            self._add(StringValue.from_plaintext(source).data, StringValue.from_plaintext(target).data)

    def add_html(self, source: str, target: str) -> None:
        """Add a rich text: its paragraphs and list items one by one. Raises ValueError where they do not pair."""
        if not source or not target:
            return
        ours, theirs = (strings for _template, strings in (extract_strings(source), extract_strings(target)))
        if len(ours) != len(theirs):
            raise ValueError(f"Not the same number of paragraphs: {source[:60]!r}")
        for (one, _attributes), (other, _others) in zip(ours, theirs, strict=True):
            self._add(one.data, other.data)

    def _add(self, source: str, target: str) -> None:
        if self.pairs.setdefault(source, target) != target:
            raise ValueError(f"Two translations of one text: {source[:60]!r}")


def paragraphs(texts: Sequence[str]) -> str:
    """Return texts as paragraphs of HTML."""
    return "".join(f"<p>{text}</p>" for text in texts)


def bullets(texts: Sequence[str]) -> str:
    """Return texts as a list of HTML."""
    return "<ul>{}</ul>".format("".join(f"<li>{text}</li>" for text in texts)) if texts else ""
