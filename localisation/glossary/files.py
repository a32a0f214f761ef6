"""The glossary as files: CSV for spreadsheets, TBX-Basic (ISO 30042:2008) for translation programs."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml import etree  # ty: ignore[missing-module-member] (compiled, without stubs)

from localisation.models import GlossaryTerm

COLUMNS = ("term_ru", "term_en", "note", "forbidden_ru", "forbidden_en", "is_case_sensitive")
YES = {"1", "yes", "true", "да", "x"}
MAX_BYTES = 5 * 1024 * 1024
LANGUAGES = ("ru", "en")
#: What a spreadsheet takes a formula by, and the mark that keeps it from doing so, itself.
FORMULA_STARTS = tuple("=+-@\t\r'")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PREFERRED, DEPRECATED = "preferredTerm-admn-sts", "deprecatedTerm-admn-sts"


class UnusableFileError(Exception):
    """A file that holds no glossary; its text says why, to the person who sent it."""


@dataclass
class Draft:
    """A term as a file has it; ``place`` is where in the file."""

    place: str
    term_ru: str = ""
    term_en: str = ""
    note: str = ""
    forbidden_ru: list[str] = field(default_factory=list)
    forbidden_en: list[str] = field(default_factory=list)
    is_case_sensitive: bool = False


def write_csv(terms: Iterable[GlossaryTerm]) -> str:
    """Return the terms as CSV (RFC 4180) with a byte order mark, so that spreadsheets read it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for term in terms:
        row = [term.term_ru, term.term_en, term.note]
        row += [" | ".join(term.forbidden(language)) for language in LANGUAGES]
        writer.writerow([_unspoken(value) for value in row] + ["1" if term.is_case_sensitive else ""])
    return "\ufeff" + out.getvalue()


def _unspoken(value: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _spoken(value: str) -> str:
    """A text as it was before ``_unspoken``; an apostrophe that begins a word stays."""
    return value[1:] if value.startswith("'") and value[1:].startswith(FORMULA_STARTS) else value


def read_csv(content: bytes) -> list[Draft]:
    """Return the terms of a CSV with a line of headings; commas, semicolons or tabs, UTF-8 or Windows-1251.

    Raises ``UnusableFileError``.
    """
    text = _decoded(content)
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    headings = [str(name or "").strip().lower() for name in rows.fieldnames or []]
    if not {"term_ru", "term_en"} <= set(headings):
        raise UnusableFileError(
            _("The first line must name the columns: %(columns)s.") % {"columns": ", ".join(COLUMNS)}
        )
    rows.fieldnames = headings
    try:
        return [_from_row(row, rows.line_num) for row in rows]
    except csv.Error as error:
        raise UnusableFileError(_("This file is damaged.")) from error


def _from_row(row: dict[str, str], number: int) -> Draft:
    def cell(name: str) -> str:
        value = row.get(name)
        return _spoken(value.strip()) if isinstance(value, str) else ""

    return Draft(
        place=_("line %(number)d") % {"number": number},
        term_ru=cell("term_ru"),
        term_en=cell("term_en"),
        note=cell("note"),
        forbidden_ru=_list(cell("forbidden_ru")),
        forbidden_en=_list(cell("forbidden_en")),
        is_case_sensitive=cell("is_case_sensitive").lower() in YES,
    )


def _list(value: str) -> list[str]:
    return [part.strip() for part in value.replace("\n", "|").split("|") if part.strip()]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnusableFileError(_("This file is not a text."))


def write_tbx(terms: Iterable[GlossaryTerm]) -> bytes:
    """Return the terms as TBX-Basic; words not to be used are deprecated terms."""
    root = etree.Element("martif", {"type": "TBX-Basic", _LANG: "ru"})
    header = etree.SubElement(root, "martifHeader")
    source = etree.SubElement(etree.SubElement(header, "fileDesc"), "sourceDesc")
    etree.SubElement(source, "p").text = "Glossary"
    encoding = etree.SubElement(header, "encodingDesc")
    etree.SubElement(encoding, "p", {"type": "XCSURI"}).text = "TBXBasicXCSV02.xcs"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for term in terms:
        entry = etree.SubElement(body, "termEntry", {"id": f"t{term.pk}"})
        if term.note:
            etree.SubElement(entry, "note").text = term.note
        for language in LANGUAGES:
            section = etree.SubElement(entry, "langSet", {_LANG: language})
            _add_term(section, term.term(language), PREFERRED)
            for word in term.forbidden(language):
                _add_term(section, word, DEPRECATED)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add_term(section: etree._Element, word: str, status: str) -> None:
    tig = etree.SubElement(section, "tig")
    etree.SubElement(tig, "term").text = word
    etree.SubElement(tig, "termNote", {"type": "administrativeStatus"}).text = status


def read_tbx(content: bytes) -> list[Draft]:
    """Return the terms of a TBX file of either edition of ISO 30042. Raises ``UnusableFileError``.

    Document types and entities are refused: nothing is expanded, nothing is fetched.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnusableFileError(_("Files with a document type are not read. Save it without one."))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusableFileError(_("This is not a TBX file, or it is damaged.")) from error
    entries = [element for element in root.iter() if _name(element) in {"termEntry", "conceptEntry"}]
    if not entries:
        raise UnusableFileError(_("There are no terms in this file."))
    return [_from_entry(entry, number) for number, entry in enumerate(entries, 1)]


def _from_entry(entry: etree._Element, number: int) -> Draft:
    draft = Draft(place=_("entry %(number)d") % {"number": number})
    notes = [child.text or "" for child in entry if _name(child) in {"note", "descrip"}]
    draft.note = "\n".join(note.strip() for note in notes if note.strip())
    for section in entry:
        language = (section.get(_LANG) or "")[:2].lower()
        if _name(section) in {"langSet", "langSec"} and language in LANGUAGES:
            _read_section(section, draft, language)
    return draft


def _read_section(section: etree._Element, draft: Draft, language: str) -> None:
    for term in (element for element in section.iter() if _name(element) == "term"):
        word = " ".join("".join(term.itertext()).split())
        around = term.getparent()
        statuses = [note.text for note in (around.iter() if around is not None else ()) if _name(note) == "termNote"]
        if any(status and status.startswith("deprecated") for status in statuses):
            getattr(draft, f"forbidden_{language}").append(word)
        elif not getattr(draft, f"term_{language}"):
            setattr(draft, f"term_{language}", word)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def drafts_of(name: str, content: bytes) -> Iterator[Draft] | list[Draft]:
    """Return the terms of a file, read as its name says. Raises ``UnusableFileError``."""
    if len(content) > MAX_BYTES:
        raise UnusableFileError(_("This file is too large for a glossary."))
    is_xml = name.lower().endswith((".tbx", ".xml")) or content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<")
    return read_tbx(content) if is_xml else read_csv(content)
