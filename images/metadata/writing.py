"""Writing whose a picture is into every file that leaves the house: IPTC-IIM and XMP, and nothing else."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from images.metadata import iim
from images.metadata.xmp import NAMESPACES

_PHOTOSHOP = b"Photoshop 3.0\x00"
_XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\x00"
_APP1, _APP13 = b"\xff\xe1", b"\xff\xed"
_MOST_BYTES = 65_000


@dataclass(frozen=True)
class Notice:
    """What a published file says: whose it is in both languages, whose rights, what it shows."""

    credit_ru: str = ""
    credit_en: str = ""
    copyright: str = ""
    headline: str = ""
    caption_ru: str = ""
    caption_en: str = ""
    city: str = ""
    source: str = ""

    @property
    def credit(self) -> str:
        """The name for readers of one line: in both languages where they differ."""
        names = dict.fromkeys(name for name in (self.credit_ru, self.credit_en) if name)
        return " / ".join(names)

    @property
    def caption(self) -> str:
        return "\n".join(dict.fromkeys(text for text in (self.caption_ru, self.caption_en) if text))


def jpeg_segments(notice: Notice) -> bytes:
    """Return the APP1 (XMP) and APP13 (IPTC-IIM 4.2 in a Photoshop resource) segments of a JPEG."""
    return _segment(_APP1, _XMP_HEADER + xmp_packet(notice)) + _segment(_APP13, _PHOTOSHOP + _resource(notice))


def xmp_packet(notice: Notice) -> bytes:
    """Return an XMP packet (ISO 16684-1) that says ``notice``."""
    spaces = " ".join(
        f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("dc", "photoshop", "xmpRights") if prefix in NAMESPACES
    )
    parts = [
        _list("dc:creator", "Seq", [notice.credit]),
        _choice("dc:rights", {"x-default": notice.copyright}),
        _choice("dc:title", {"x-default": notice.headline}),
        _choice(
            "dc:description",
            {
                "x-default": notice.caption_ru or notice.caption_en,
                "ru": notice.caption_ru,
                "en": notice.caption_en,
            },
        ),
        _plain("photoshop:Credit", notice.credit),
        _plain("photoshop:Headline", notice.headline),
        _plain("photoshop:City", notice.city),
        _plain("photoshop:Source", notice.source),
        _plain("xmpRights:Marked", "True" if notice.copyright else ""),
    ]
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="{NAMESPACES["x"]}"><rdf:RDF xmlns:rdf="{NAMESPACES["rdf"]}">'
        f'<rdf:Description rdf:about="" {spaces}>{"".join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="r"?>'
    )
    return packet.encode()


def _resource(notice: Notice) -> bytes:
    """Return the IPTC block as resource 0x0404 of Photoshop's own container."""
    block = iim.build(
        [
            (iim.BYLINE, notice.credit_ru or notice.credit_en),
            (iim.CREDIT, notice.credit_en or notice.credit_ru),
            (iim.COPYRIGHT, notice.copyright),
            (iim.HEADLINE, notice.headline),
            (iim.CAPTION, notice.caption),
            (iim.CITY, notice.city),
            (iim.SOURCE, notice.source),
        ]
    )
    padding = b"\x00" * (len(block) % 2)
    return b"8BIM\x04\x04\x00\x00" + len(block).to_bytes(4, "big") + block + padding


def _segment(marker: bytes, payload: bytes) -> bytes:
    if len(payload) > _MOST_BYTES:
        return b""
    return marker + (len(payload) + 2).to_bytes(2, "big") + payload


def _plain(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _list(name: str, kind: str, texts: list[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _choice(name: str, texts: dict[str, str]) -> str:
    items = "".join(
        f'<rdf:li xml:lang="{language}">{escape(text)}</rdf:li>' for language, text in texts.items() if text
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>" if items else ""
