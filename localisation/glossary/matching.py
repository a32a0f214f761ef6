"""Finding the glossary's terms in a text, in whatever form they take there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache

from localisation.glossary.words import WORD, forms
from localisation.models import GlossaryTerm

#: Seconds for which another process may not know of a new term.
KEPT = 60


@dataclass(frozen=True)
class Hit:
    """A term found in a text, from one character to another."""

    term: GlossaryTerm
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    """The words of a term, each by its forms and whether it begins with a capital."""

    words: tuple[frozenset[str], ...]
    capitals: tuple[bool, ...]


@dataclass(frozen=True)
class _Token:
    forms: frozenset[str]
    is_capital: bool
    start: int
    end: int


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(forms(match[0]), match[0][:1].isupper(), match.start(), match.end()) for match in WORD.finditer(text)
    ]


def _phrase(text: str) -> Phrase:
    tokens = _tokens(text)
    return Phrase(tuple(token.forms for token in tokens), tuple(token.is_capital for token in tokens))


def _stands_at(phrase: Phrase, tokens: list[_Token], position: int, is_case_sensitive: bool) -> bool:
    if position + len(phrase.words) > len(tokens):
        return False
    for offset, wanted in enumerate(phrase.words):
        token = tokens[position + offset]
        if not wanted & token.forms:
            return False
        if is_case_sensitive and phrase.capitals[offset] != token.is_capital:
            return False
    return True


class Glossary:
    """All terms of the house, ready to be looked for. Costs nothing for each text but its own words."""

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self.terms = list(terms)
        self._index: dict[str, dict[str, list[tuple[Phrase, GlossaryTerm]]]] = {}
        for language in ("ru", "en"):
            index: dict[str, list[tuple[Phrase, GlossaryTerm]]] = {}
            for term in self.terms:
                phrase = _phrase(term.term(language))
                for form in phrase.words[0] if phrase.words else ():
                    index.setdefault(form, []).append((phrase, term))
            self._index[language] = index

    @classmethod
    def load(cls) -> "Glossary":
        """Return the glossary: asked for with every text that is saved, so it is kept for a minute."""
        glossary = cache.get(GlossaryTerm.CACHE_KEY)
        if glossary is None:
            glossary = cls(GlossaryTerm.objects.all())
            cache.set(GlossaryTerm.CACHE_KEY, glossary, KEPT)
        return glossary

    @property
    def allowed_words(self) -> frozenset[str]:
        """Words in Cyrillic that the glossary wants in English texts: names left as they are, in small letters."""
        return frozenset(match[0].lower() for term in self.terms for match in WORD.finditer(term.term_en))

    def find(self, text: str, language: str) -> list[Hit]:
        """Return the terms of ``language`` in a plain text, in its order; the longer of two that overlap."""
        tokens = _tokens(text)
        index = self._index[language]
        hits: list[Hit] = []
        position = 0
        while position < len(tokens):
            found = self._at(tokens, position, index)
            if not found:
                position += 1
                continue
            length = max(len(phrase.words) for phrase, _term in found)
            start, end = tokens[position].start, tokens[position + length - 1].end
            hits += [Hit(term, start, end) for phrase, term in found if len(phrase.words) == length]
            position += length
        return hits

    @staticmethod
    def _at(
        tokens: list[_Token], position: int, index: dict[str, list[tuple[Phrase, GlossaryTerm]]]
    ) -> list[tuple[Phrase, GlossaryTerm]]:
        found: dict[int, tuple[Phrase, GlossaryTerm]] = {}
        for form in tokens[position].forms:
            for phrase, term in index.get(form, ()):
                if _stands_at(phrase, tokens, position, term.is_case_sensitive):
                    found[term.pk or id(term)] = (phrase, term)
        return list(found.values())


def holds(text: str, phrase_text: str, is_case_sensitive: bool = False) -> bool:
    """Whether a plain text holds the words of ``phrase_text`` one after another, in any form."""
    tokens, phrase = _tokens(text), _phrase(phrase_text)
    return bool(phrase.words) and any(
        _stands_at(phrase, tokens, position, is_case_sensitive) for position in range(len(tokens))
    )
