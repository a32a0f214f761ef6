"""IPTC-IIM 4.2: the records a press photograph has carried since 1991, read and written."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone

from images.metadata.fields import Metadata

Records = dict[tuple[int, int], list[bytes]]

_TAG_MARKER = 0x1C
_CHARSET = (1, 90)
_UTF8 = b"\x1b%G"
_TIME = re.compile(rb"(\d{2})(\d{2})(\d{2})(?:([+-])(\d{2})(\d{2}))?")
#: Letters above ASCII that stand alone or in pairs inside a word of Latin letters: café, Müller, naïve.
_LATIN_WORD = re.compile(rb"[A-Za-z][\x80-\xff]{1,2}(?![\x80-\xff])|(?<![\x80-\xff])[\x80-\xff]{1,2}[A-Za-z]")

#: Fields of record 2 and the most bytes each may hold (IIM 4.2, section 6).
HEADLINE, OBJECT_NAME, CAPTION, BYLINE, CREDIT, SOURCE, COPYRIGHT, CITY, DATE, TIME, KEYWORDS = (
    (2, 105), (2, 5), (2, 120), (2, 80), (2, 110), (2, 115), (2, 116), (2, 90), (2, 55), (2, 60), (2, 25),
)  # fmt: skip
_MOST_BYTES = {HEADLINE: 256, OBJECT_NAME: 64, CAPTION: 2000, BYLINE: 32, CREDIT: 32, SOURCE: 32, COPYRIGHT: 128,
               CITY: 32, KEYWORDS: 64}  # fmt: skip


def parse(block: bytes) -> Records:
    """Return the datasets of an IIM block by record and number; reading ends where the block is damaged."""
    records: Records = {}
    at = 0
    while at + 5 <= len(block) and block[at] == _TAG_MARKER:
        key = (block[at + 1], block[at + 2])
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        at += 5
        if size & 0x8000:  # an extended dataset: so many bytes of length follow
            count = size & 0x7FFF
            if count > 4:
                break
            size = int.from_bytes(block[at : at + count], "big")
            at += count
        if at + size > len(block):
            break
        records.setdefault(key, []).append(block[at : at + size])
        at += size
    return records


def understand(block: bytes) -> Metadata:
    """Return what an IIM block says, in the charset of record 1:90, else UTF-8, else Windows-1251."""
    records = parse(block)
    sample = b" ".join(value for key, values in records.items() if key in _MOST_BYTES for value in values)
    charset = _charset(records, sample)

    def texts(key: tuple[int, int]) -> list[str]:
        return [_decoded(value, charset) for value in records.get(key, [])]

    def first(*keys: tuple[int, int]) -> str:
        return next((text for key in keys for text in texts(key) if text.strip()), "")

    return Metadata(
        headline=first(HEADLINE, OBJECT_NAME),
        caption=first(CAPTION),
        byline=", ".join(dict.fromkeys(filter(None, map(str.strip, texts(BYLINE))))),
        credit=first(CREDIT),
        source=first(SOURCE),
        copyright=first(COPYRIGHT),
        city=first(CITY),
        taken_at=_moment(records.get(DATE, [b""])[0], records.get(TIME, [b""])[0]),
        keywords=texts(KEYWORDS),
    )


def build(values: Iterable[tuple[tuple[int, int], str]]) -> bytes:
    """Return an IIM block in UTF-8 that says ``values``, each no longer than its field allows."""
    block = dataset(_CHARSET, _UTF8) + dataset((2, 0), b"\x00\x04")
    for key, text in values:
        raw = text.encode()[: _MOST_BYTES[key]].decode(errors="ignore").encode()
        if raw:
            block += dataset(key, raw)
    return block


def dataset(key: tuple[int, int], raw: bytes) -> bytes:
    return bytes([_TAG_MARKER, *key]) + len(raw).to_bytes(2, "big") + raw


def _charset(records: Records, sample: bytes) -> str:
    """Choose one charset for the whole block."""
    if records.get(_CHARSET, [b""])[0] == _UTF8:
        return "utf-8"
    if _is_utf8(sample):
        return "utf-8"
    lonely = b"".join(_LATIN_WORD.findall(sample))
    foreign = len(re.findall(rb"[\x80-\xff]", sample))
    in_latin_words = len(re.findall(rb"[\x80-\xff]", lonely))
    return "cp1252" if in_latin_words == foreign else "cp1251"


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(raw: bytes, charset: str) -> str:
    if charset != "utf-8":
        return raw.decode(charset, errors="ignore")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(raw) - 3:  # cut within a letter, by a program that counts bytes
            return raw[: error.start].decode("utf-8")
        return raw.decode("cp1251", errors="ignore")


def _moment(day: bytes, clock: bytes) -> datetime | None:
    """Return date 2:55 (CCYYMMDD) with time 2:60 (HHMMSS±HHMM), naive where no zone is given."""
    try:
        found = date(int(day[:4]), int(day[4:6]), int(day[6:8]))
    except ValueError:
        return None
    match = _TIME.match(clock)
    if match is None:
        return datetime.combine(found, time())
    try:
        hours, minutes, seconds = (int(part) for part in match.groups()[:3])
        zone = None
        if match[4]:
            offset = timedelta(hours=int(match[5]), minutes=int(match[6]))
            zone = timezone(-offset if match[4] == b"-" else offset)
        return datetime.combine(found, time(hours, minutes, seconds, tzinfo=zone))
    except ValueError:
        return datetime.combine(found, time())
