"""Reads a Word document from top to bottom into what an article is made of."""

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree  # ty: ignore[missing-module-member] (compiled, without stubs)

from articles.word.inline import InlineReader, Words, drawn
from articles.word.parts import Grid, Heading, Losses, Manuscript, Part, Picture, Quotation, Text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|заголовок)\s*(\d)", re.IGNORECASE)
_QUOTES = ("quote", "intense quote", "цитата", "выделенная цитата", "block text")
_TITLES = ("title", "название", "заголовок")
_LEADS = ("subtitle", "подзаголовок", "lead", "лид")
_CAPTIONS = ("caption", "название объекта", "подпись")
_BULLETS = re.compile(r"^\s*[•·▪◦●–—*-]\s+(?=\S)")
#: “Фото: …”, “Фото предоставлено …”, “Photo by …” as a line of its own or at the end of a caption.
_CREDIT_LINE = re.compile(
    r"^\(?\s*(?:фото(?:графии|графия|граф|граф)?|photo(?:graph)?s?|photographer|pictures?|image)\s*"
    r"(?:(?:[:—–-]|by|©)\s*(?P<name>\S.*?)|(?P<given>(?:предоставлен[оаы]?|courtesy of)\s+\S.*?))\s*\)?\.?$",
    re.IGNORECASE,
)
_CREDIT_AFTER = re.compile(
    r"^(?P<caption>.*?\S)[\s(.—–-]+(?:фото|photo(?:graph)?s?)\s*(?::|by)\s*(?P<name>\S.*?)\)?\.?$", re.IGNORECASE
)
_LONGEST_CREDIT = 160
_LONGEST_CAPTION = 200


def read_manuscript(document: WordDocument) -> Manuscript:
    """Return what ``document`` says, in order, with a count of what has no place in an article."""
    return _Reader(document).read()


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self.document = document
        self.losses = Losses()
        self.inline = InlineReader(document.part, self.losses.counts)
        self.styles = {style.style_id: style for style in document.styles}
        self.parts: list[Part] = []
        self.pending: list[Picture] = []
        #: The paragraph right below the pictures: their caption, should a credit follow.
        self.below: Text | None = None

    def read(self) -> Manuscript:
        for element in _blocks(self.document.element.body):
            if element.tag == f"{_W}tbl":
                self.parts += self._table(element)
                self.pending, self.below = [], None
            else:
                self.parts += self._paragraph(element)
        self._note_what_is_beside_the_text()
        manuscript = Manuscript(parts=self.parts, losses=self.losses)
        _take_title(manuscript)
        return manuscript

    def _paragraph(self, element: etree._Element) -> list[Part]:
        words = self.inline.read(element)
        pictures = self._pictures(words)
        self.pending += pictures
        plain = words.plain
        if not plain:
            return [*pictures]
        style = self._style_name(element)
        if self.pending and self._belongs_to_pictures(plain, style):
            return [*pictures]
        text = self._text(element, words, style)
        self.below = None if pictures else self._as_caption(text)
        if not pictures and self.below is None:
            self.pending = []
        return [*pictures, text]

    def _as_caption(self, text: Part) -> Text | None:
        """Return a paragraph that may be the caption: short, plain, the first below pictures nothing is said of."""
        if not self.pending or self.below or self.pending[-1].caption or self.pending[-1].credit:
            return None
        is_plain = isinstance(text, Text) and not text.list_tag and not text.is_lead
        return text if is_plain and len(text.plain) <= _LONGEST_CAPTION else None

    def _belongs_to_pictures(self, plain: str, style: str) -> bool:
        """Give a credit or a caption to the pictures above it; tell whether the line was one."""
        line = _CREDIT_LINE.match(plain)
        if line and len(plain) <= _LONGEST_CREDIT + 20:
            if self.below is not None:
                self._caption(self.below.plain)
                self.parts.pop()
                self.below = None
            for picture in self.pending:
                picture.credit = picture.credit or (line["name"] or line["given"])[:_LONGEST_CREDIT]
            return True
        if self.below is not None:
            return False
        ending = _CREDIT_AFTER.match(plain) if len(plain) <= 400 else None
        if ending:
            self._caption(ending["caption"])
            self.pending[-1].credit = ending["name"][:_LONGEST_CREDIT]
            return True
        if style in _CAPTIONS and not self.pending[-1].caption:
            self._caption(plain)
            return True
        return False

    def _caption(self, text: str) -> None:
        self.pending[-1].caption = text[:400]

    def _text(self, element: etree._Element, words: Words, style: str) -> Part:
        plain = words.plain
        level = self._heading_level(element, style)
        if level is not None and len(plain) <= 200:
            return Heading(plain, level)
        if style in _QUOTES:
            return Quotation(plain)
        tag = self._list_tag(element, style)
        if not tag and _BULLETS.match(plain) and "•·▪◦●".find(plain.lstrip()[0]) >= 0:
            return Text(_BULLETS.sub("", words.html), _BULLETS.sub("", plain), "ul")
        return Text(words.html, plain, tag, is_lead=style in _LEADS)

    def _style_name(self, element: etree._Element) -> str:
        key = element.find(f"{_W}pPr/{_W}pStyle")
        style = self.styles.get(key.get(f"{_W}val")) if key is not None else None
        return (style.name or "").lower() if style is not None else ""

    def _heading_level(self, element: etree._Element, style: str) -> int | None:
        found = _HEADING.match(style)
        if found:
            return min(max(int(found[1]), 1), 6)
        if style in _TITLES:
            return 0
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        value = outline.get(f"{_W}val", "9") if outline is not None else "9"
        return int(value) + 1 if value.isdecimal() and int(value) < 6 else None

    def _list_tag(self, element: etree._Element, style: str) -> str:
        numbering = element.find(f"{_W}pPr/{_W}numPr")
        if numbering is None and style.startswith(("list number", "нумерованный")):
            return "ol"
        if numbering is None and style.startswith(("list bullet", "маркированный")):
            return "ul"
        if numbering is None:
            return ""
        return "ul" if self._number_format(numbering) in ("bullet", "none", "") else "ol"

    def _number_format(self, numbering: etree._Element) -> str:
        """Return Word's format of a list (§17.9.17): ``bullet``, ``decimal`` …; empty where the file is silent."""
        key, depth = (numbering.find(f"{_W}{name}") for name in ("numId", "ilvl"))
        number = key.get(f"{_W}val") if key is not None else None
        level = depth.get(f"{_W}val") if depth is not None else "0"
        try:
            root = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return ""
        for entry in root.findall(f"{_W}num"):
            if entry.get(f"{_W}numId") != number:
                continue
            reference = entry.find(f"{_W}abstractNumId")
            abstract = reference.get(f"{_W}val") if reference is not None else None
            for plan in root.findall(f"{_W}abstractNum"):
                if plan.get(f"{_W}abstractNumId") == abstract:
                    return _format_at(plan, level or "0")
        return ""

    def _pictures(self, words: Words) -> list[Picture]:
        found: list[Picture] = []
        for drawing in words.drawings:
            for box in drawn(drawing, "txbxContent"):
                if _text_of(box):
                    self.losses.counts["text box"] += 1
            alt = next((item.get("descr") or "" for item in drawn(drawing, "docPr")), "")
            keys = [(blip.get(qn("r:embed")), blip.get(qn("r:link"))) for blip in drawn(drawing, "blip")]
            keys += [(data.get(qn("r:id")), data.get(qn("r:href"))) for data in drawn(drawing, "imagedata")]
            if not keys and not any(drawn(drawing, "txbxContent")):
                self.losses.counts["drawing"] += 1
            found += [picture for key, _link in keys if (picture := self._picture(key, alt))]
        return found

    def _picture(self, key: str | None, alt: str) -> Picture | None:
        """Return the embedded picture; one that is only linked to is never fetched."""
        relation = self.document.part.rels.get(key) if key else None
        if relation is None or relation.is_external:
            self.losses.counts["outer picture"] += 1
            return None
        part = relation.target_part
        return Picture(name=str(part.partname).rsplit("/", 1)[-1], content=part.blob, alt=alt.strip()[:300])

    def _table(self, element: etree._Element) -> list[Part]:
        rows: list[list[str]] = []
        inside: list[Part] = []
        for row in element.iterfind(f"{_W}tr"):
            cells: list[str] = []
            for cell in row.iterfind(f"{_W}tc"):
                words = [self.inline.read(paragraph) for paragraph in cell.iter(f"{_W}p")]
                inside += [picture for entry in words for picture in self._pictures(entry)]
                cells.append(" ".join(filter(None, (entry.plain for entry in words))))
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                extra = int(span.get(f"{_W}val", "1")) - 1 if span is not None else 0
                if extra or cell.find(f"{_W}tcPr/{_W}vMerge") is not None:
                    self.losses.counts["merged cell"] += 1
                cells += [""] * min(max(extra, 0), 12)
                if cell.find(f".//{_W}tbl") is not None:
                    self.losses.counts["inner table"] += 1
            rows.append(cells)
        width = max(map(len, rows), default=0)
        rows = [row + [""] * (width - len(row)) for row in rows if any(row)]
        return [*([Grid(rows)] if rows else []), *inside]

    def _note_what_is_beside_the_text(self) -> None:
        """Keep the words of footnotes and comments for the report."""
        for relation in self.document.part.rels.values():
            kind = relation.reltype.rsplit("/", 1)[-1]
            if relation.is_external or kind not in ("footnotes", "endnotes", "comments"):
                continue
            root = etree.fromstring(relation.target_part.blob, _parser())
            texts = [_text_of(entry) for entry in root if entry.get(f"{_W}type") is None]
            target = self.losses.comments if kind == "comments" else self.losses.footnotes
            target += [text[:600] for text in texts if text]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)


def _format_at(plan: etree._Element, level: str) -> str:
    for depth in plan.findall(f"{_W}lvl"):
        if depth.get(f"{_W}ilvl") == level:
            form = depth.find(f"{_W}numFmt")
            return form.get(f"{_W}val", "") if form is not None else ""
    return ""


def _blocks(container: Any) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables, those inside content controls and insertions too."""
    for element in container:
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}smartTag"):
            yield from _blocks(element)


def _text_of(element: etree._Element) -> str:
    return " ".join("".join(node.text or "" for node in element.iter(f"{_W}t")).split())


def _take_title(manuscript: Manuscript) -> None:
    """Make the first heading the title where the text begins with it, and level the others."""
    parts = manuscript.parts
    first = next((part for part in parts if not isinstance(part, Picture)), None)
    if isinstance(first, Heading) and first.level <= 1:
        manuscript.title = first.text
        parts.remove(first)
    lead = next((part for part in parts if isinstance(part, Text) and part.is_lead), None)
    if lead is not None:
        manuscript.lead = lead.plain
        parts.remove(lead)
    highest = min((part.level for part in parts if isinstance(part, Heading)), default=1)
    for part in parts:
        if isinstance(part, Heading):
            part.level = 2 if part.level <= max(highest, 1) else 3
