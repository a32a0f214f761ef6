"""What texts are found by in the memory: a digest for exact matches, word stems and length for similar ones."""

import re
from uuid import UUID, uuid5

from localisation.editor.markup import plain

_NAMESPACE = UUID("7c1f6f3e-6f0a-4f57-9d7e-0f3f2f8a51c4")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_WORD = re.compile(r"\w+")
#: A Russian word beyond its fifth letter is mostly ending.
STEM = 5
#: Shorter words are in every sentence and tell nothing.
SHORTEST = 3
MOST_STEMS = 60
#: By how many of its longest words a text is looked for.
TELLING = 8


def normalised(html: str) -> str:
    """Return a text with every run of spaces, no-break ones too, as one space."""
    return _SPACES.sub(" ", html).strip()


def digest(html: str) -> UUID:
    """Return what two texts have in common that differ in spaces alone."""
    return uuid5(_NAMESPACE, normalised(html))


def comparable(html: str) -> str:
    """Return the words of a text as they are compared: without markup, in small letters, ё as е."""
    return normalised(plain(html)).lower().replace("ё", "е")


def rarest(text: str) -> list[str]:
    """Return the beginnings of the longest words of a text: the longer a word, the fewer texts have it."""
    words = sorted(set(_WORD.findall(text)), key=lambda word: (-len(word), word))
    return list(dict.fromkeys(word[:STEM] for word in words))[:TELLING]


def stems(text: str) -> list[str]:
    """Return the different word beginnings of a text from ``comparable``; of short words if it has no others."""
    words = _WORD.findall(text)
    telling = [word for word in words if len(word) >= SHORTEST] or words
    return list(dict.fromkeys(word[:STEM] for word in telling))[:MOST_STEMS]
