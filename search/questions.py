"""A visitor's question taken apart into what the index is asked."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from core.lemmas import lemmas
from search.analysis import SOUND, Token, forms, sounds_of, stems_of, tokens
from search.letters import is_russian
from search.stop_words import STOP_WORDS
from search.terms import Group, Terms, Word

LONGEST_QUERY = 200
MOST_WORDS = 20
#: Shorter words are not looked for by their sound.
SHORTEST_NAME = 4
_PHRASE = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»]")


@dataclass(frozen=True)
class Question:
    """What was typed: at most 200 characters, words and phrases in quotation marks."""

    text: str

    @classmethod
    def read(cls, text: str) -> "Question":
        return cls(" ".join(text.split())[:LONGEST_QUERY].strip())

    @cached_property
    def words(self) -> list[Token]:
        """All words, stop words too; signs and emoji are none."""
        return list(tokens(self.text))[:MOST_WORDS]

    @cached_property
    def telling(self) -> list[Token]:
        """The words that say something; the stop words where there are no others."""
        return [token for token in self.words if token.word not in STOP_WORDS] or self.words

    @property
    def is_of_stop_words(self) -> bool:
        return bool(self.words) and all(token.word in STOP_WORDS for token in self.words)

    @cached_property
    def stems(self) -> dict[str, str]:
        return stems_of(name for token in self.words for name in (token.word, token.joined) if name)

    @cached_property
    def terms(self) -> Terms:
        """What is asked of the index: each phrase in quotation marks and each other word that tells something."""
        groups = []
        loose = self.text
        for phrase in _PHRASE.findall(self.text):
            asked = _phrase(list(tokens(phrase)), self.stems)
            if asked:
                groups.append(asked)
                loose = loose.replace(phrase, " ", 1)
        loose_tokens = list(tokens(loose))[:MOST_WORDS]
        telling = [token for token in loose_tokens if token.word not in STOP_WORDS]
        groups += [(Word(_lexemes(token, self.stems)),) for token in telling or ([] if groups else loose_tokens)]
        return Terms(tuple(dict.fromkeys(groups)))

    @property
    def beginning(self) -> Terms:
        """What is asked by a question still being typed: its last word may go on."""
        if not self.words:
            return Terms()
        *whole, last = self.words
        asked = [(self._word(token),) for token in whole if token.word not in STOP_WORDS]
        others = tuple(form for form in forms(last.word, self.stems) if form != last.word)
        return Terms((*asked, (Word(others, begins=last.word),)))

    @cached_property
    def key(self) -> str:
        """The question without forms and order of its words, to know it again: ``выставка музей``."""
        # A form of several words counts as the first of them by the alphabet: часы and часов are one question.
        names = (
            min(lemmas(token.word)) if is_russian(token.word) else self.stems.get(token.word, token.word)
            for token in self.telling
        )
        return " ".join(sorted(set(names)))

    def _word(self, token: Token) -> Word:
        return Word(tuple(sorted(forms(token.word, self.stems))))


def _lexemes(token: Token, stems: dict[str, str]) -> tuple[str, ...]:
    lexemes = set(forms(token.word, stems))
    if token.joined:
        lexemes |= set(forms(token.joined, stems))
    keys = sounds_of(token.word, lexemes) if len(token.word) >= SHORTEST_NAME else []
    return tuple(sorted(lexemes | {f"{SOUND}{key}" for key in keys}))


def _phrase(words: list[Token], stems: dict[str, str]) -> Group:
    """Return the group that asks for ``words`` side by side, by any of their forms; stop words leave a gap."""
    kept = [token for token in words if token.word not in STOP_WORDS]
    positions = [token.position for token in kept]
    distances = [1, *(later - earlier for earlier, later in pairwise(positions))]
    return tuple(
        Word(tuple(sorted(forms(token.word, stems))), distance)
        for token, distance in zip(kept, distances[: len(kept)], strict=True)
    )
