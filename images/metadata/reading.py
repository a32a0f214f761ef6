"""Reading all a file says of itself, the most trusted standard first."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import BinaryIO

from PIL import Image

from images.metadata import exif, iim, xmp
from images.metadata.fields import Metadata

logger = logging.getLogger(__name__)

_PHOTOSHOP_IPTC = 0x0404
_TIFF_IPTC = 33723
#: The year of the first photograph.
_FIRST_YEAR = 1826


def read(file: BinaryIO) -> tuple[Metadata, dict[str, dict[str, object]]]:
    """Return what ``file`` says of itself, and each standard's own words by its name, as JSON keeps them.

    IPTC-IIM is trusted over XMP, XMP over EXIF, field by field; a text that IIM cut at its limit, 32 bytes for
    a name, is taken whole from XMP. Never raises: what is damaged says nothing. The file is left at its beginning.
    """
    together, words = Metadata(), {}
    for name, reading in (("iptc", _iptc), ("xmp", _xmp), ("exif", _exif)):
        found = _read_one(file, name, reading)
        if found.as_json():
            words[name] = found.as_json()
            if name == "xmp":
                together = together.made_whole_from(found)
            together = together.filled_from(found)
    file.seek(0)
    return together, words


def _read_one(file: BinaryIO, name: str, reading: Callable[[Image.Image], Metadata]) -> Metadata:
    try:
        file.seek(0)
        with Image.open(file) as picture:
            found = reading(picture)
    except Exception as error:  # hostile files raise whatever they like, in Pillow, lxml and our own reading
        logger.info("The %s of a picture cannot be read: %s", name, error)
        return Metadata()
    if found.taken_at and not _FIRST_YEAR <= found.taken_at.year <= datetime.now(UTC).year + 1:
        found.taken_at = None
    return found


def _iptc(picture: Image.Image) -> Metadata:
    resources = picture.info.get("photoshop")
    block = resources.get(_PHOTOSHOP_IPTC) if isinstance(resources, dict) else None
    if block is None:
        tags = getattr(picture, "tag_v2", {})
        block = tags.get(_TIFF_IPTC) if tags else None
    return iim.understand(block) if isinstance(block, bytes) else Metadata()


def _xmp(picture: Image.Image) -> Metadata:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp")
    if isinstance(packet, str):
        packet = packet.encode()
    return xmp.understand(packet) if isinstance(packet, bytes) and packet else Metadata()


def _exif(picture: Image.Image) -> Metadata:
    return exif.understand(picture.getexif())
