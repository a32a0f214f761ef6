"""Letters made alike: ё and е, é and e, hyphens and quotes; names in both scripts; the other keyboard layout."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

#: Marks inside a word that nobody hears: stress, soft hyphens, joiners, apostrophes.
_SILENT = re.compile("[\u0300\u0301\u00ad\u200b-\u200d\u2060'’ʼ`´‘]")
_CYRILLIC = re.compile("[а-я]")
_POSSESSIVE = re.compile("['’ʼ]s$", re.IGNORECASE)
_INNER = "[-‐‑'’ʼ`´‘]"
_LETTER = "(?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])"
#: A word with its hyphens and apostrophes.
WORD = re.compile(f"[^\\W_]{_LETTER}*(?:{_INNER}{_LETTER}+)*")
HYPHEN = re.compile("[-‐‑]")

#: Spellings of one sound in Latin letters, in the order they are replaced.
_SOUNDS = (
    ("shch", "w"), ("sch", "w"), ("sh", "w"), ("zh", "z"), ("ch", "q"), ("kh", "h"), ("ph", "f"), ("tz", "c"),
    ("ts", "c"), ("ck", "k"), ("x", "ks"), ("yo", "o"), ("jo", "o"), ("io", "o"), ("ye", "e"), ("ie", "e"),
    ("yu", "u"), ("ju", "u"), ("iu", "u"), ("ya", "a"), ("ja", "a"), ("ia", "a"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_ENDING = re.compile(r"(?<=ov|ev|in)a$|(?<=sk)(?:i|ii|aa|aia|a|oi)$")

_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return ``word`` in small letters without accents, ё, apostrophes and the English possessive.

    >>> folded("Café’s"), folded("Ёлка"), folded("й")
    ('cafe', 'елка', 'й')
    """
    word = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", word))
    word = _SILENT.sub("", word.casefold()).replace("ё", "е")
    if word.isascii() or _CYRILLIC.search(word):
        return unicodedata.normalize("NFC", word)
    bare = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(char for char in bare if not unicodedata.combining(char)))


def is_russian(word: str) -> bool:
    """Whether a folded word is written in Russian letters."""
    return _CYRILLIC.search(word) is not None


@lru_cache(maxsize=20_000)
def sounds_like(word: str) -> str:
    """Return a key that spellings of one name in either script share: Третьяков, Tretyakov, Tretiakov.

    Empty for a word too short to tell.
    """
    latin = anyascii(word).lower().replace("'", "")
    if not latin.isascii() or not latin.isalpha() or len(latin) < 4:
        return ""
    for spelling, sound in _SOUNDS:
        latin = latin.replace(spelling, sound)
    key = _ENDING.sub("", _DOUBLE.sub(r"\1", latin))
    return key if len(key) >= 3 else ""


def other_layout(text: str) -> str:
    """Return what the same keys give in the other keyboard layout: ``vepjq`` is музей, ``ьгыугь`` museum.

    Empty where the text is in both scripts or in neither.
    """
    has_russian = re.search("[а-яё]", text, re.IGNORECASE) is not None
    has_latin = re.search("[a-z]", text, re.IGNORECASE) is not None
    if has_russian == has_latin:
        return ""
    return text.translate(_TO_LATIN if has_russian else _TO_RUSSIAN)
