"""The words of a Word paragraph: bold, italic, links, and what has no place in an article."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from lxml import etree  # ty: ignore[missing-module-member] (compiled, without stubs)

SAFE_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
#: Elements that only wrap what matters.
_WRAPPERS = {"smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo", "moveTo"}
_TAGS = (("b", "b"), ("i", "i"))


@dataclass
class Piece:
    """Words that look alike."""

    text: str
    tags: tuple[str, ...] = ()
    href: str = ""


@dataclass
class Words:
    """What a paragraph holds: its pieces of text, and pictures where they stand."""

    pieces: list[Piece] = field(default_factory=list)
    drawings: list[Any] = field(default_factory=list)

    @property
    def plain(self) -> str:
        return re.sub(r"[ \t]+", " ", "".join(piece.text for piece in self.pieces)).strip()

    @property
    def html(self) -> str:
        """The words with ``b``, ``i``, ``sub``, ``sup``, ``a`` and ``br``, neighbours of one look joined."""
        joined: list[Piece] = []
        for piece in self.pieces:
            last = joined[-1] if joined else None
            if last and last.href == piece.href and (last.tags == piece.tags or not piece.text.strip()):
                last.text += piece.text
            else:
                joined.append(Piece(piece.text, piece.tags, piece.href))
        return "".join(map(_html, joined)).strip()


def _html(piece: Piece) -> str:
    html = "<br/>".join(escape(line, quote=False) for line in piece.text.split("\n"))
    if not piece.text.strip():
        return html
    for tag in piece.tags:
        html = f"<{tag}>{html}</{tag}>"
    return f'<a href="{escape(piece.href)}">{html}</a>' if piece.href else html


class InlineReader:
    """Reads the words of paragraphs and counts what it has to leave out."""

    def __init__(self, part: DocumentPart, counts: Counter[str]) -> None:
        self.part = part
        self.counts = counts

    def read(self, paragraph: etree._Element) -> Words:
        words = Words()
        self.field_code: str | None = None
        self.field_href = ""
        for child in paragraph:
            self._read(child, words, "")
        return words

    def _read(self, element: etree._Element, words: Words, href: str) -> None:
        name = _name(element)
        if name == "r":
            self._read_run(element, words, href)
        elif name == "hyperlink":
            target = self._target(element) or href
            for child in element:
                self._read(child, words, target)
        elif name in ("ins", "moveTo"):
            self.counts["inserted"] += 1
            self._read_children(element, words, href)
        elif name in ("del", "moveFrom"):
            self.counts["deleted"] += 1
        elif element.tag == _MATH or name == "oMathPara":
            self.counts["formula"] += 1
        elif name in _WRAPPERS:
            self._read_children(element, words, href)

    def _read_children(self, element: etree._Element, words: Words, href: str) -> None:
        for child in element:
            self._read(child, words, href)

    def _target(self, link: etree._Element) -> str:
        """Return the address a link leads to; empty where it leads nowhere a reader can go."""
        key = link.get(qn("r:id"))
        relation = self.part.rels.get(key) if key else None
        if relation is None or not relation.is_external:
            self.counts["inner link"] += 1
            return ""
        return self._safe(relation.target_ref)

    def _safe(self, address: str) -> str:
        address = re.sub(r"[\x00-\x20]", "", address)
        if address.lower().startswith(SAFE_SCHEMES) and len(address) < 2000:
            return address
        self.counts["unsafe link"] += 1
        return ""

    def _read_run(self, run: etree._Element, words: Words, href: str) -> None:
        look = run.find(f"{_W}rPr")
        if _is_on(look, "vanish"):
            self.counts["hidden"] += 1
            return
        tags = _tags(look)
        for element in run:
            name = _name(element)
            if name == "fldChar":
                self._follow_field(element.get(f"{_W}fldCharType", ""))
            elif name == "instrText" and self.field_code is not None:
                self.field_code += element.text or ""
            elif self.field_code is None:
                text = self._text(element, name, words)
                if text:
                    words.pieces.append(Piece(text, tags, href or self.field_href))

    def _follow_field(self, kind: str) -> None:
        """Keep what a field shows, never its code; a link field gives its address."""
        if kind == "begin":
            self.field_code = ""
        elif kind == "separate":
            found = _HYPERLINK.match(self.field_code or "")
            self.field_href = self._safe(found[1]) if found else ""
            self.field_code = None
        else:
            self.field_code, self.field_href = None, ""

    def _text(self, element: etree._Element, name: str, words: Words) -> str:
        if name == "t":
            return re.sub(r"[\x00-\x08\x0b-\x1f]", "", element.text or "")
        if name == "tab":
            return " "
        if name == "br":
            return "\n" if element.get(f"{_W}type") in (None, "textWrapping") else " "
        if name == "noBreakHyphen":
            return "\u2011"
        if name in ("footnoteReference", "endnoteReference"):
            self.counts["footnote"] += 1
        elif name == "object":
            self.counts["object"] += 1
        elif name in ("drawing", "pict"):
            words.drawings.append(element)
        elif name == "AlternateContent":
            for choice in element[:1]:
                for inner in choice:
                    self._text(inner, _name(inner), words)
        return ""


def _tags(look: etree._Element | None) -> tuple[str, ...]:
    tags = [tag for mark, tag in _TAGS if _is_on(look, mark)]
    position = look.find(f"{_W}vertAlign") if look is not None else None
    value = position.get(f"{_W}val") if position is not None else ""
    tags += [tag for name, tag in (("superscript", "sup"), ("subscript", "sub")) if value == name]
    return tuple(tags)


def _is_on(look: etree._Element | None, mark: str) -> bool:
    found = look.find(f"{_W}{mark}") if look is not None else None
    return found is not None and found.get(f"{_W}val", "true") not in ("0", "false", "off", "none")


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def drawn(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the elements called ``name`` in a drawing, of whatever namespace."""
    return (found for found in element.iter() if _name(found) == name)
