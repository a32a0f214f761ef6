"""XMP (ISO 16684-1): the XML packet of a picture, read without entities and without the network, and written."""

import re
from datetime import datetime

from lxml import etree  # ty: ignore[missing-module-member] (compiled, without stubs)

from images.metadata.fields import Metadata

_MOST_BYTES = 1_000_000
NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
_RDF = f"{{{NAMESPACES['rdf']}}}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PROLOGUE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?")


def understand(packet: bytes) -> Metadata:
    """Return what an XMP packet says. One with a document type, which no camera writes, says nothing.

    Raises ``etree.XMLSyntaxError`` for what is no XML.
    """
    if len(packet) > _MOST_BYTES or _PROLOGUE.search(packet):
        return Metadata()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    start = packet.find(b"<")
    root = etree.fromstring(packet[max(start, 0) :].rstrip(b"\x00 \r\n"), parser)
    properties = _properties(root)

    def first(*names: str) -> str:
        return next((text for name in names for text in properties.get(name, []) if text.strip()), "")

    return Metadata(
        headline=first("photoshop:Headline", "dc:title"),
        caption=first("dc:description"),
        byline=", ".join(dict.fromkeys(filter(None, map(str.strip, properties.get("dc:creator", []))))),
        credit=first("photoshop:Credit"),
        source=first("photoshop:Source"),
        copyright=first("dc:rights"),
        city=first("photoshop:City"),
        taken_at=parse_moment(first("photoshop:DateCreated", "exif:DateTimeOriginal", "xmp:CreateDate")),
        keywords=properties.get("dc:subject", []),
    )


def _properties(root: etree._Element) -> dict[str, list[str]]:
    """Return the texts of each property of each description: attributes, plain elements, bags, sequences, choices."""
    prefixes = {address: prefix for prefix, address in NAMESPACES.items()}
    found: dict[str, list[str]] = {}

    def note(tag: object, texts: list[str]) -> None:
        if isinstance(tag, str) and tag.startswith("{"):
            address, name = tag[1:].split("}", 1)
            if address in prefixes and texts:
                found.setdefault(f"{prefixes[address]}:{name}", []).extend(texts)

    for description in root.iter(f"{_RDF}Description"):
        for name, value in description.attrib.items():
            note(name, [str(value)])
        for child in description:
            items = sorted(child.iter(f"{_RDF}li"), key=lambda item: item.get(_LANGUAGE) != "x-default")
            note(child.tag, [item.text or "" for item in items] or [child.text or ""])
    return found


def parse_moment(text: str) -> datetime | None:
    """Return an ISO 8601 date or moment as XMP writes it, naive where no zone is given; None where it is none."""
    match = _DATE.match(text.strip())
    if match is None:
        return None
    day, clock, zone = match.groups()
    try:
        return datetime.fromisoformat(f"{day}T{clock or '00:00'}{(zone or '').replace('Z', '+00:00')}")
    except ValueError:
        return None
