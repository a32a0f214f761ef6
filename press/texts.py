"""The words of a press pack: the text as a document, captions as text and as a table."""

import io
from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from docx import Document
from lxml import html
from openpyxl import Workbook
from wagtail.models import Page

from core.feeds import printable
from core.spreadsheets import as_text

Row = dict[str, Any]


def text_document(page: Page) -> bytes:
    """Return the page's text as a .docx (ECMA-376), in the active language, with the centre and its contact below."""
    document = Document()
    document.add_heading(printable(page.title), level=0)
    if page.lead:
        document.add_paragraph(printable(page.lead)).runs[0].bold = True
    for style, text in _paragraphs(page):
        document.add_paragraph(printable(text), style=style)
    if page.boilerplate and page.boilerplate.text:
        document.add_heading(_("About the centre"), level=1)
        document.add_paragraph(printable(page.boilerplate.text))
    contact = page.press_contact
    if contact:
        document.add_heading(_("Press contact"), level=1)
        said = [contact.name, contact.role, contact.phone, contact.email]
        document.add_paragraph("\n".join(printable(text) for text in said if text))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _paragraphs(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the style and text of each paragraph of the body."""
    for child in page.body:
        source = getattr(child.value, "source", None)
        if source is not None:
            yield from _of_rich_text(source)
        elif child.block_type == "heading":
            yield "Heading 2", " ".join(child.block.get_searchable_content(child.value))
        else:
            for text in child.block.get_searchable_content(child.value):
                if text.strip():
                    yield ("Quote" if child.block_type == "quote" else "Normal"), strip_tags(text)


def _of_rich_text(source: str) -> Iterator[tuple[str, str]]:
    if not source.strip():
        return
    for element in html.fragment_fromstring(source, create_parent="div"):
        if not isinstance(element.tag, str):
            continue
        items = element.findall("li") if element.tag in {"ul", "ol"} else [element]
        style = {"ul": "List Bullet", "ol": "List Number", "h2": "Heading 2", "h3": "Heading 3"}.get(
            element.tag, "Normal"
        )
        for item in items:
            text = item.text_content().strip()
            if text:
                yield style, text


def captions_text(rows: list[Row], language: str) -> str:
    """Return file name, caption and credit of each photograph, in ``language``."""
    parts = []
    for row in rows:
        credit = row[f"credit_{language}"]
        said = [row["file"], row[f"caption_{language}"], _("Photo: %(name)s") % {"name": credit} if credit else ""]
        parts.append("\r\n".join(text for text in said if text))
    return "\ufeff" + "\r\n\r\n".join(parts) + "\r\n"


def captions_table(rows: list[Row]) -> bytes:
    """Return the same for both languages as an .xlsx."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Файл / File", "Подпись", "Caption", "Фото", "Photo", "px", "bytes"])
    for row in rows:
        texts = [row["file"], row["caption_ru"], row["caption_en"], row["credit_ru"], row["credit_en"]]
        sheet.append([*map(_cell, texts), f"{row['width']} × {row['height']}", row["size"]])
    for column, width in zip("ABCDEF", (40, 60, 60, 30, 30, 14), strict=True):
        sheet.column_dimensions[column].width = width
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(text: str) -> str:
    """Return a caption fit for a cell: no sign that a file cannot hold, no formula."""
    return as_text(printable(text))
