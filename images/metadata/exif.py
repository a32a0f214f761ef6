"""EXIF 2.32: what the camera, or an office program, wrote of the picture; trusted least."""

import re
from datetime import datetime

from PIL import Image

from images.metadata.fields import Metadata

_DESCRIPTION, _ARTIST, _COPYRIGHT, _CHANGED = 0x010E, 0x013B, 0x8298, 0x0132
_XP_TITLE, _XP_AUTHOR, _XP_KEYWORDS = 0x9C9B, 0x9C9D, 0x9C9E
_DETAILS, _TAKEN, _OFFSET = 0x8769, 0x9003, 0x9011
_DATE = re.compile(r"(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})")
_ZONE = re.compile(r"[+-]\d{2}:\d{2}")
#: What cameras write where nobody has described anything.
_CAMERA_WORDS = re.compile(
    r"OLYMPUS DIGITAL CAMERA|SONY DSC|DCIM\W.*|DSC_?\d+|SAMSUNG( CSC)?|KODAK.*|MINOLTA.*|\W*", re.I
)


def understand(exif: Image.Exif) -> Metadata:
    """Return what the camera says."""
    details = exif.get_ifd(_DETAILS)
    caption = _text(exif.get(_DESCRIPTION))
    return Metadata(
        headline=_wide_text(exif.get(_XP_TITLE)),
        caption="" if _CAMERA_WORDS.fullmatch(caption) else caption,
        byline=_text(exif.get(_ARTIST)) or _wide_text(exif.get(_XP_AUTHOR)),
        copyright=_text(exif.get(_COPYRIGHT)),
        taken_at=_moment(_text(details.get(_TAKEN) or exif.get(_CHANGED)), _text(details.get(_OFFSET))),
        keywords=_wide_text(exif.get(_XP_KEYWORDS)).split(";"),
    )


def _text(value: object) -> str:
    """Return an “ASCII” field, into which programs write UTF-8 and Windows-1251."""
    if isinstance(value, str):
        raw = value.encode("latin-1", errors="ignore")
    elif isinstance(value, bytes):
        raw = value
    else:
        return ""
    raw = raw.split(b"\x00")[0]
    try:
        return raw.decode("utf-8").strip()
    except UnicodeDecodeError:
        return raw.decode("cp1251", errors="ignore").strip()


def _wide_text(value: object) -> str:
    """Return one of Windows' own fields, UTF-16 in bytes."""
    if isinstance(value, tuple) and all(isinstance(number, int) and 0 <= number < 256 for number in value):
        value = bytes(value)
    return value.decode("utf-16-le", errors="ignore").rstrip("\x00").strip() if isinstance(value, bytes) else ""


def _moment(text: str, zone: str) -> datetime | None:
    match = _DATE.match(text)
    if match is None:
        return None
    offset = zone if _ZONE.fullmatch(zone) else ""
    try:
        year, month, day, hour, minute, second = match.groups()
        return datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{second}{offset}")
    except ValueError:
        return None
