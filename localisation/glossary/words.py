"""Words as the glossary compares them: dictionary forms of Russian, stems of English."""

import re
from functools import lru_cache

from core.lemmas import lemmas

WORD = re.compile(r"\w+(?:[-’']\w+)*")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouy]")


@lru_cache(maxsize=50_000)
def forms(word: str) -> frozenset[str]:
    """Return what a word in any form is compared by, in small letters without ё.

    Russian words by their dictionary forms, all others by an English stem; the alphabet tells which.
    """
    lowered = word.lower()
    if _CYRILLIC.search(lowered):
        return frozenset(lemmas(lowered.replace("’", "").replace("'", "")))
    return frozenset({stem(lowered)})


def stem(word: str) -> str:
    """Return an English word without the endings of number, possession and tense.

    >>> stem("galleries"), stem("opened"), stem("running"), stem("museum's")
    ('gallery', 'open', 'run', 'museum')
    """
    word = re.sub(r"[’']s?$", "", word.lower())
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if len(rest) > 2 and word.endswith(ending) and _VOWEL.search(rest):
            is_doubled = rest[-1] == rest[-2] and rest[-1] not in "lsz"
            return rest[:-1] if is_doubled else rest
    return word[:-1] if len(word) > 4 and word.endswith("e") else word
