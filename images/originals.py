"""An original for the press: all its pixels, whose it is written in, nothing of the camera's memory."""

import io

from PIL import Image, ImageOps

from core.slugs import transliterated_slug
from images.metadata import jpeg_segments
from images.models import Photo

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_JFIF, _PROFILE, _ADOBE, _COMMENT = 0xE0, 0xE2, 0xEE, 0xFE
_UPRIGHT = 1
_ORIENTATION = 0x0112


def press_name(photo: Photo) -> str:
    """Return a file name that tells what it is: ``izluchina-premiere-42.jpg``."""
    return f"{transliterated_slug(photo.title)}-{photo.pk}.jpg"


def press_copy(photo: Photo) -> bytes:
    """Return the original as a JPEG with the library's words in IPTC and XMP.

    An upright JPEG keeps its very pixels: only its headers are rewritten. Anything else is encoded anew at
    95 %, with its colour profile. Raises ``OSError`` when the original cannot be read.
    """
    with photo.open_file() as file:
        content = file.read()
    words = jpeg_segments(photo.full_notice)
    with Image.open(io.BytesIO(content)) as picture:
        if picture.format in {"JPEG", "MPO"} and picture.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT:
            cleaned = without_metadata(content, words)
            if cleaned:
                return cleaned
        profile = picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
        if upright.mode not in {"RGB", "L", "CMYK"}:
            upright = upright.convert("RGB")
        upright.info = {}
        buffer = io.BytesIO()
        upright.save(buffer, "JPEG", quality=95, subsampling=0, extra=words, icc_profile=profile)
    return buffer.getvalue()


def without_metadata(content: bytes, words: bytes = b"") -> bytes:
    """Return a JPEG without its metadata, with the segments ``words`` in their place; empty where it is damaged.

    Kept are what the pixels need: JFIF, colour profile, Adobe's colour transform. What follows the first
    picture (a phone's second view, a film) goes too.
    """
    if content[:2] != b"\xff\xd8":
        return b""
    kept, at = bytearray(b"\xff\xd8"), 2
    is_written = False
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        size = int.from_bytes(content[at + 2 : at + 4], "big")
        segment = content[at : at + 2 + size]
        if size < 2 or len(segment) < size + 2:
            return b""
        if not is_written and marker != _JFIF:
            kept += words
            is_written = True
        if marker == _SCAN:
            end = _end_of_picture(content, at + len(segment))
            return bytes(kept + content[at:end]) if end else b""
        at += len(segment)
        is_profile = marker == _PROFILE and segment[4:16] == b"ICC_PROFILE\x00"
        if marker in {_JFIF, _ADOBE} or is_profile or not (0xE0 <= marker <= 0xEF or marker == _COMMENT):
            kept += segment
    return b""


def _end_of_picture(content: bytes, at: int) -> int:
    """Return the place after the end-of-image marker of the scans that begin at ``at``; 0 where it is missing."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            return 0
        marker = content[at + 1]
        if marker == _END:
            return at + 2
        if marker == 0x00 or 0xD0 <= marker <= 0xD7 or marker == 0xFF:  # a stuffed byte, a restart, padding
            at += 1 if marker == 0xFF else 2
        else:  # tables or the next scan of a progressive picture
            at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
