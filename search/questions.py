"""A visitor's question taken apart into what the index is asked."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.contrib.postgres.search import SearchQuery

from core.lemmas import lemmas
from search.analysis import SOUND, Token, forms, stems_of, tokens
from search.letters import is_russian, sounds_like
from search.stop_words import STOP_WORDS

LONGEST_QUERY = 200
MOST_WORDS = 20
_PHRASE = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»]")


class TermsQuery(SearchQuery):
    """A ``tsquery`` whose words have been taken apart already."""

    def as_sql(self, compiler: Any, connection: Any, function: Any = None, template: Any = None) -> tuple[str, list]:
        return "%s::tsquery", [self.literal]

    def __init__(self, literal: str) -> None:
        super().__init__(literal, config="simple", search_type="raw")
        self.literal = literal


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
    def groups(self) -> list[str]:
        """What each word and phrase asks for, as operands of a ``tsquery``; all of them must be met."""
        groups = []
        loose = self.text
        for phrase in _PHRASE.findall(self.text):
            asked = _phrase(list(tokens(phrase)), self.stems)
            if asked:
                groups.append(asked)
                loose = loose.replace(phrase, " ", 1)
        loose_tokens = list(tokens(loose))[:MOST_WORDS]
        telling = [token for token in loose_tokens if token.word not in STOP_WORDS]
        groups += [_any_form(_lexemes(token, self.stems)) for token in telling or ([] if groups else loose_tokens)]
        return list(dict.fromkeys(groups))

    @property
    def literal(self) -> str:
        """The ``tsquery`` that what is found meets."""
        return " & ".join(self.groups)

    @property
    def suggesting(self) -> str:
        """The ``tsquery`` of a question still being typed: its last word may go on."""
        if not self.words:
            return ""
        *whole, last = self.words
        asked = [_any_form(set(forms(token.word, self.stems))) for token in whole if token.word not in STOP_WORDS]
        begun = [f"{_quoted(form)}:*" for form in forms(last.word, self.stems) if form == last.word]
        begun += [_quoted(form) for form in forms(last.word, self.stems) if form != last.word]
        return " & ".join([*asked, f"({' | '.join(begun)})"])

    @cached_property
    def key(self) -> str:
        """The question without forms and order of its words, to know it again: ``выставка музей``."""
        # A form of several words counts as the first of them by the alphabet: часы and часов are one question.
        names = (
            min(lemmas(token.word)) if is_russian(token.word) else self.stems.get(token.word, token.word)
            for token in self.telling
        )
        return " ".join(sorted(set(names)))

    def query(self) -> TermsQuery:
        return TermsQuery(self.literal)


def _lexemes(token: Token, stems: dict[str, str]) -> set[str]:
    lexemes = set(forms(token.word, stems))
    if token.joined:
        lexemes |= set(forms(token.joined, stems))
    keys = {sounds_like(form) for form in lexemes} if len(token.word) >= 4 else set()
    return lexemes | {f"{SOUND}{key}" for key in keys if key}


def _any_form(lexemes: set[str]) -> str:
    quoted = sorted(map(_quoted, lexemes))
    return quoted[0] if len(quoted) == 1 else f"({' | '.join(quoted)})"


def _phrase(words: list[Token], stems: dict[str, str]) -> str:
    """Return the operand that asks for ``words`` side by side, by any of their forms; stop words leave a gap."""
    kept = [token for token in words if token.word not in STOP_WORDS]
    if not kept:
        return ""
    asked = _any_form(set(forms(kept[0].word, stems)))
    for before, token in pairwise(kept):
        asked += f" <{token.position - before.position}> {_any_form(set(forms(token.word, stems)))}"
    return f"({asked})"


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "").replace("'", "''") + "'"
