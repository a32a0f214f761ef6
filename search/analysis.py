"""Words of a text as the index keeps them; a question's words are taken apart by the same rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.lemmas import lemmas, may_be_name
from search.letters import HYPHEN, WORD, folded, is_russian, sounds_like
from search.stems import english_stems
from search.stop_words import STOP_WORDS

#: Before the key of a name that is alike in both scripts; no word begins with it.
SOUND = "~"
#: Positions PostgreSQL tells apart end at 16,383; further words are left out.
LAST_POSITION = 16_000
#: Free positions between two parts of a thing, so that no phrase reaches from one into the next.
GAP = 10
LONGEST_WORD = 60


@dataclass(frozen=True)
class Token:
    """A word as it was written, without accents, and where it stands."""

    position: int
    written: str
    word: str
    joined: str = ""

    @property
    def is_capitalised(self) -> bool:
        return self.written[:1].isupper()


def tokens(text: str, start: int = 1) -> Iterator[Token]:
    """Yield the words of ``text``; a hyphenated word gives its parts, the first with the whole joined up."""
    position = start
    for match in WORD.finditer(text):
        parts = [part for part in HYPHEN.split(match[0]) if folded(part)]
        joined = folded("".join(parts))[:LONGEST_WORD] if len(parts) > 1 else ""
        for number, part in enumerate(parts):
            yield Token(position, part, folded(part)[:LONGEST_WORD], "" if number else joined)
            position += 1


def forms(word: str, stems: dict[str, str]) -> tuple[str, ...]:
    """Return what a folded word is kept under: itself and its dictionary forms or its stem."""
    if is_russian(word):
        return tuple(dict.fromkeys((word, *lemmas(word))))
    stem = stems.get(word, word)
    return (word,) if stem == word else (word, stem)


def stems_of(words: Iterable[str]) -> dict[str, str]:
    """Return the stems of the English words among ``words``, for ``forms``."""
    return english_stems(word for word in words if word.isascii() and word.isalpha())


def vector(parts: Sequence[tuple[str, str]]) -> str:
    """Return PostgreSQL's ``tsvector`` literal of ``(text, weight)`` pairs; stop words are kept in titles (A) only."""
    found: list[tuple[Token, str]] = []
    start = 1
    for text, weight in parts:
        last = start
        for token in tokens(text, start):
            if token.position > LAST_POSITION:
                break
            last = token.position
            if weight == "A" or token.word not in STOP_WORDS:
                found.append((token, weight))
        start = last + GAP
    stems = stems_of(token.word for token, _weight in found)
    places: dict[str, dict[int, str]] = {}
    for token, weight in found:
        for lexeme in _lexemes(token, stems):
            places.setdefault(lexeme, {}).setdefault(token.position, weight)
    return " ".join(
        f"'{lexeme}':" + ",".join(f"{position}{weight}" for position, weight in list(at.items())[:200])
        for lexeme, at in places.items()
    )


def _lexemes(token: Token, stems: dict[str, str]) -> list[str]:
    kept = list(forms(token.word, stems))
    if token.joined:
        kept += forms(token.joined, stems)
    if token.is_capitalised and token.word not in STOP_WORDS:
        kept += [f"{SOUND}{key}" for key in sounds_of(token.word, kept)]
    return list(dict.fromkeys(kept))


def sounds_of(word: str, names: Iterable[str]) -> list[str]:
    """Return the keys that ``names``, forms of ``word``, share with their spellings in the other script.

    None for an ordinary Russian word: касса is no spelling of the surname Каса.
    """
    if is_russian(word) and not may_be_name(word):
        return []
    return [key for name in names if (key := sounds_like(name))]
