"""Word files for tests, good and hostile."""

import io
import zipfile
from collections.abc import Callable

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches
from docx.text.paragraph import Paragraph
from PIL import Image

from tests.images.factories import jpeg_bytes


def content_of(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_link(paragraph: Paragraph, text: str, address: str) -> None:
    """Add a hyperlink, as Word writes it."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>')
    paragraph._p.append(link)


def add_raw(paragraph: Paragraph, xml: str) -> None:
    """Add an element to a paragraph; ``xml`` has the prefix ``w`` for WordprocessingML."""
    opening = xml.index(">") if "/>" not in xml[: xml.index(">") + 1] else xml.index("/>")
    paragraph._p.append(parse_xml(f"{xml[:opening]} {nsdecls('w', 'r')}{xml[opening:]}"))


def add_picture(document: WordDocument, colour: str, alt: str = "") -> None:
    document.add_picture(io.BytesIO(jpeg_bytes(300, 200, colour)), width=Inches(2))
    if alt:
        next(document.paragraphs[-1]._p.iter(qn("wp:docPr"))).set("descr", alt)


def press_release() -> bytes:
    """A press release with everything an article can hold, and some things it cannot."""
    document = Document()
    document.add_heading('Выставка "Река" открылась', 0)
    document.add_paragraph("Полтора века набережной - в сорока снимках.", style="Subtitle")
    opening = document.add_paragraph("Сорок снимков из собрания ")
    opening.add_run("музея города").bold = True
    opening.add_run(" показывают, как менялся берег. Подробности — ")
    add_link(opening, "на сайте музея", "https://museum.example/reka")
    add_link(opening, "здесь", "javascript:alert(1)")
    document.add_heading("Что смотреть", 1)
    document.add_paragraph("Стекло и бумага", style="List Bullet")
    document.add_paragraph("Карты 1941-1945", style="List Bullet")
    document.add_paragraph("Сначала зал №1", style="List Number")
    document.add_paragraph("Река - это улица.", style="Quote")
    add_picture(document, "#123456", "Набережная со стороны моста")
    document.add_paragraph("Набережная, 1909 год", style="Caption")
    document.add_paragraph("Фото: Анна Северова")
    document.add_heading("Сколько стоит", 2)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Билет", "Цена", "Полный", "500 ₽"), strict=True):
        cell.text = text
    document.add_paragraph("")
    add_picture(document, "#654321")
    add_picture(document, "#162534")
    document.add_paragraph("Фото предоставлены музеем города")
    closing = document.add_paragraph("До 5 мая")
    add_raw(closing, "<w:ins><w:r><w:t> включительно</w:t></w:r></w:ins>")
    add_raw(closing, "<w:del><w:r><w:delText> 2020</w:delText></w:r></w:del>")
    add_raw(closing, '<w:r><w:footnoteReference w:id="1"/></w:r>')
    document.add_comment(closing.runs, text="Проверить дату", author="Редактор", initials="Р")
    return content_of(document)


def changed(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return the package with its parts, by name, as ``change`` leaves them."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def plain_word() -> bytes:
    document = Document()
    document.add_paragraph("Слова")
    return content_of(document)


def with_macros() -> bytes:
    return changed(plain_word(), lambda parts: parts.update({"word/vbaProject.bin": b"x"}))


def with_entities() -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    return changed(plain_word(), lambda parts: parts.update({"word/document.xml": bomb}))


def with_wide_entities() -> bytes:
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'.encode("utf-16")
    return changed(plain_word(), lambda parts: parts.update({"word/styles.xml": bomb}))


def zip_bomb() -> bytes:
    return changed(plain_word(), lambda parts: parts.update({"word/document.xml": b" " * (41 * 1024 * 1024)}))


def with_many_pictures(count: int = 500) -> bytes:
    return changed(plain_word(), lambda parts: parts.update({f"word/media/image{n}.jpg": b"x" for n in range(count)}))


def with_broken_text() -> bytes:
    return changed(plain_word(), lambda parts: parts.update({"word/document.xml": b"<w:document><w:bo"}))


def with_outer_picture() -> bytes:
    """A file whose picture is only linked to."""
    document = Document()
    document.add_paragraph("Слова")
    add_picture(document, "#123456")
    blip = next(document.paragraphs[-1]._p.iter(qn("a:blip")))
    key = document.part.relate_to("http://127.0.0.1:9/x.jpg", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    del blip.attrib[qn("r:embed")]
    blip.set(qn("r:link"), key)
    return content_of(document)


def with_damaged_picture() -> bytes:
    document = Document()
    document.add_paragraph("Слова")
    add_picture(document, "#123456")
    add_picture(document, "#abcdef")

    def damage(parts: dict[str, bytes]) -> None:
        name = sorted(name for name in parts if name.startswith("word/media/"))[0]
        parts[name] = parts[name][:200]

    return changed(content_of(document), damage)


def with_bomb_picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("1", (12_000, 10_000)).save(buffer, "PNG")
    document = Document()
    document.add_paragraph("Слова")
    document.add_picture(buffer, width=Inches(2))
    return content_of(document)
