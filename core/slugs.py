"""Addresses from titles: one transliteration for server and editor."""

import re
from functools import cache

from anyascii import anyascii
from django.utils.text import slugify

MAX_LENGTH = 80
#: What the editor's browser transliterates: letters with marks, Cyrillic, dashes, quotation marks, the numero sign.
_RANGES = ((0x00A1, 0x0180), (0x0400, 0x0530), (0x2010, 0x2040), (0x2116, 0x2117))


def transliterated_slug(title: str) -> str:
    """Return a lower-case ASCII slug of ``title``: ``Щука и ёж`` gives ``shchuka-i-ezh``.

    Cuts at a word boundary near 80 characters; returns ``"page"`` where nothing usable remains.
    """
    slug = slugify(_ascii(title))
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rsplit("-", 1)[0][:MAX_LENGTH]
    return slug or "page"


def _ascii(text: str) -> str:
    return anyascii(text).replace("'", "").replace("`", "")


@cache
def browser_formatters() -> list[tuple[str, str, str]]:
    """Return ``(regular expression, replacement, JavaScript flags)`` that make a browser agree with the server.

    Wagtail's slug field applies them, in this order, before its own cleaning. The last ones cut a long title
    where ``transliterated_slug`` cuts it.
    """
    letters: dict[str, str] = {}
    for first, end in _RANGES:
        for char in map(chr, range(first, end)):
            if char.lower() in (char, "i\u0307") and (ascii_text := _ascii(char).lower()) != char:
                letters[ascii_text] = letters.get(ascii_text, "") + char
    formatters = [(f"[{re.escape(chars)}]", ascii_text, "giu") for ascii_text, chars in letters.items()]
    return [
        *formatters,
        (r"[^-\w\s]", "", "g"),
        (r"[-\s]+", "-", "g"),
        (r"^[-_]+|[-_]+$", "", "g"),
        (rf"^(?=.{{{MAX_LENGTH + 1}}})(.{{1,{MAX_LENGTH}}})-.*$", "$1", ""),
        (rf"^(.{{{MAX_LENGTH}}}).+$", "$1", ""),
    ]
