"""The translation memory as TMX 1.4b (LISA OSCAR, 26 April 2005), out and in."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _
from lxml import etree  # ty: ignore[missing-module-member] (compiled, without stubs)

from localisation.editor.markup import TOKEN, tags_of, to_tokens
from localisation.exchange.reading import MAX_BYTES, parse_xml
from localisation.exchange.units import UnusableFileError
from localisation.models import MemoryEntry

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LANGUAGES = ("ru", "en")
MOST_PAIRS = 200_000
#: The markup of running text as it is sent in ``bpt``, and taken back.
_OPENING = re.compile(r'<(a|b|code|em|i|mark|s|small|strong|sub|sup|u)( id="[A-Za-z0-9_-]{1,20}")?>')

HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="centre" creationtoolversion="1" segtype="block" o-tmf="centre" \
adminlang="en" srclang="*all*" datatype="html"/><body>
"""
FOOTER = "</body></tmx>\n"


def write(entries: Iterable[MemoryEntry]) -> Iterator[bytes]:
    """Yield a file piece by piece, markup in pairs of ``bpt`` and ``ept`` (§2)."""
    yield HEADER.encode()
    for entry in entries:
        yield _unit(entry).encode()
    yield FOOTER.encode()


def _unit(entry: MemoryEntry) -> str:
    moment = entry.updated_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    texts = "".join(
        f"<tuv xml:lang={quoteattr(language)}><seg>{_segment(getattr(entry, language), entry.ru)}</seg></tuv>"
        for language in LANGUAGES
    )
    origin = f"<note>{escape(entry.origin)}</note>" if entry.origin else ""
    return f'<tu tuid="{entry.pk}" changedate="{moment}">{origin}{texts}</tu>\n'


def _segment(html: str, numbered_as: str) -> str:
    """Return a text as the content of ``seg``; tags of both languages carry the same numbers."""
    tags = {tag.number: tag for tag in tags_of(numbered_as)}
    parts, position = [], 0
    text = to_tokens(html, numbered_as)
    for match in TOKEN.finditer(text):
        parts.append(escape(text[position : match.start()]))
        position = match.end()
        number = int(match[2])
        if match[1]:
            parts.append(f'<ept i="{number}">{escape(tags[number].closing)}</ept>')
        else:
            kind = "link" if tags[number].is_link else tags[number].name
            parts.append(f'<bpt i="{number}" x="{number}" type="{kind}">{escape(tags[number].opening)}</bpt>')
    parts.append(escape(text[position:]))
    return "".join(parts)


def read(name: str, data: bytes) -> list[dict[str, str]]:
    """Return the pairs of a file as HTML by language code, each with a Russian and an English text.

    Regional variants (``en-GB``) count as their language. Raises ``UnusableFileError``.
    """
    if len(data) > MAX_BYTES:
        raise UnusableFileError(_("“%(name)s” is too large.") % {"name": name})
    root = parse_xml(name, data)
    if etree.QName(root).localname != "tmx":
        raise UnusableFileError(_("“%(name)s” is no TMX file.") % {"name": name})
    pairs = []
    for unit in root.iter("{*}tu"):
        texts = {language: text for language, text in map(_text, unit.iterfind("{*}tuv")) if text.strip()}
        if set(LANGUAGES) <= set(texts):
            pairs.append({language: texts[language] for language in LANGUAGES})
        if len(pairs) > MOST_PAIRS:
            raise UnusableFileError(_("“%(name)s” holds too many texts.") % {"name": name})
    return pairs


def _text(variant: etree._Element) -> tuple[str, str]:
    """Return the language of a variant and its text as HTML; empty where there is none."""
    language = (variant.get(XML_LANG) or variant.get("lang") or "").lower().replace("_", "-").split("-")[0]
    segment = variant.find("{*}seg")
    return language, "" if segment is None else _html(segment)


def _html(segment: etree._Element) -> str:
    """Return the words of a segment with the tags this site has sent itself; other codes are left out."""
    parts = [_escaped(segment.text)]
    opened: list[tuple[str, str]] = []
    for child in segment:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        code = _OPENING.fullmatch(child.text or "")
        if name == "bpt" and code:
            opened.append((child.get("i", ""), code[1]))
            parts.append(code[0])
        elif name == "ept" and opened and opened[-1][0] == child.get("i", ""):
            parts.append(f"</{opened.pop()[1]}>")
        elif name in {"hi", "sub"}:
            parts.append(_escaped("".join(child.itertext())))
        parts.append(_escaped(child.tail))
    parts += [f"</{tag}>" for _number, tag in reversed(opened)]
    return "".join(parts)


def _escaped(text: str | None) -> str:
    return escape(text or "").replace("\n", "<br/>")
