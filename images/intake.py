"""A new file comes in: what it says of itself fills what nobody has typed, and becomes the credit."""

import re
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO

from anyascii import anyascii
from django.db.models import Q
from django.utils import timezone
from PIL import Image, ImageOps

from images.likeness import difference_hash
from images.metadata import Metadata, read
from images.models import CreditLine, Photo

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
#: The word before the name, a mark or a year that belongs to the interface or to the law, not to the name.
_BEFORE_NAME = re.compile(
    r"^\s*(?:(?:фото(?:граф)?|photo(?:graph(?:er|y)?)?(?:\s+by)?|foto|автор|credit|©|\(c\)|copyright)\s*[:—–-]?\s+|©\s*"
    r"|(?:фото|photo|foto)\s*:\s*)+(?:\d{4}(?:[–-]\d{4})?,?\s+)?",
    re.IGNORECASE,
)


def language_of(text: str) -> str:
    """Return ``"ru"`` for a text with more Cyrillic letters than Latin ones, else ``"en"``."""
    return "ru" if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)) else "en"


def take_in(photo: Photo, file: BinaryIO) -> Metadata:
    """Read ``file`` and fill the empty fields of ``photo``, which is not saved. Never overwrites what is there.

    Returns what was read. The file is left at its beginning.
    """
    found, words = read(file)
    photo.read_metadata = words
    for name in ("headline", "city", "source"):
        if not getattr(photo, name):
            setattr(photo, name, getattr(found, name)[: photo._meta.get_field(name).max_length])
    _fill_title(photo, found)
    _fill_caption(photo, found)
    if photo.taken_at is None and found.taken_at:
        photo.taken_at = _aware(found.taken_at)
    if photo.credit_id is None:
        photo.credit = credit_for(found)
    photo.perceptual_hash = _hash_of(file)
    return found


def tag(photo: Photo, keywords: list[str]) -> None:
    """Give a saved photograph the keywords of its file as tags, where it has none."""
    names = [keyword[:100] for keyword in keywords if keyword.strip()]
    if names and not photo.tags.exists():
        photo.tags.add(*names)


def credit_for(found: Metadata) -> CreditLine | None:
    """Return the credit line that a file names, found by either name; one made as a proposal where it is new.

    The by-line names a person, the credit who provides the picture: both stand in one line, as newspapers
    print them. None where the file names nobody.
    """
    name = credit_name(found)
    if not name:
        return None
    byline, credit = clean_name(found.byline), clean_name(found.credit)
    both_names = CreditLine.objects.filter(name_ru__in=(byline, credit), name_en__in=(byline, credit)).first()
    existing = matching_credit(name) or both_names or matching_credit(byline)
    return existing or propose_credit(name)


def credit_name(found: Metadata) -> str:
    """Return the name in one line: the photographer, then the agency or house."""
    byline, credit = clean_name(found.byline), clean_name(found.credit)
    if byline and credit and credit.casefold() not in byline.casefold() and byline.casefold() not in credit.casefold():
        return f"{byline} / {credit}"[:160]
    longest = max(byline, credit, key=len)
    return (longest or clean_name(found.copyright))[:160].strip()


def clean_name(text: str) -> str:
    """Return a name without “Photo:”, “©”, a year and line ends."""
    return _BEFORE_NAME.sub("", " ".join(text.split())).strip(" .,;/")


def matching_credit(name: str) -> CreditLine | None:
    """Return the credit line one of whose names is ``name``, whatever the case; a confirmed one first."""
    name = clean_name(name)
    if not name:
        return None
    same = Q(name_ru__iexact=name) | Q(name_en__iexact=name)
    return CreditLine.objects.filter(same).order_by("is_proposed", "pk").first()


def propose_credit(name: str) -> CreditLine:
    """Return a new credit line to be confirmed: a Cyrillic name comes with its transliteration to start from."""
    english = _in_latin(name) if language_of(name) == "ru" else name
    line, _is_new = CreditLine.objects.get_or_create(
        name_ru=name, name_en=english[:160], defaults={"is_proposed": True}
    )
    return line


def _in_latin(name: str) -> str:
    """Transliterate a Russian name as English print would set it: quotation marks curly, no apostrophe for ь."""
    return anyascii(name).replace("'", "").replace("<<", "“").replace(">>", "”")


def _fill_title(photo: Photo, found: Metadata) -> None:
    """Put the headline where nothing but the name of the file stands."""
    if found.headline and _letters(photo.title) in {"", _letters(PurePath(photo.file.name or "").stem)}:
        photo.title = found.headline[:255]


def _fill_caption(photo: Photo, found: Metadata) -> None:
    if not found.caption:
        return
    language = getattr(photo, "caption_language", "") or language_of(found.caption)
    name = f"caption_{language}"
    if not getattr(photo, name):
        setattr(photo, name, " ".join(found.caption.split())[:400])


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", anyascii(text)).casefold()


def _aware(moment: datetime) -> datetime:
    """A camera that names no zone shows the time of the house."""
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _hash_of(file: BinaryIO) -> int | None:
    try:
        file.seek(0)
        with Image.open(file) as picture:
            picture.draft("L", (128, 128))
            return difference_hash(ImageOps.exif_transpose(picture))
    except Exception:  # a damaged picture resembles nothing
        return None
    finally:
        file.seek(0)
