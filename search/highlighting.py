"""Marks what was found in the text as it was written, by dictionary form, and cuts the passage around it."""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.lemmas import all_forms
from search.analysis import sounds_of
from search.letters import HYPHEN, WORD, folded, is_russian, sounds_like
from search.questions import SHORTEST_NAME, Question
from search.stems import english_stems

#: Characters of a passage.
PASSAGE = 230
#: Characters of a text that are looked through for the passage.
LOOKED_THROUGH = 40_000
_STEM_START = 3


@dataclass(frozen=True)
class Marker:
    """What of a text answers a question."""

    words: frozenset[str]
    stems: frozenset[str]
    sounds: frozenset[str]

    @classmethod
    def of(cls, question: Question) -> "Marker":
        names = [name for token in question.telling for name in (token.word, token.joined) if name]
        return cls(
            words=frozenset(form for name in names for form in all_forms(name)) | frozenset(names),
            stems=frozenset(question.stems.get(name, name) for name in names if not is_russian(name)),
            sounds=frozenset(key for name in names if len(name) >= SHORTEST_NAME for key in sounds_of(name, [name])),
        )

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return where in ``text`` the words stand that answer: pairs of beginning and end."""
        found = []
        unsure: dict[str, list[tuple[int, int]]] = {}
        starts = {stem[:_STEM_START] for stem in self.stems}
        for match in WORD.finditer(text):
            names = {folded(match[0]), *map(folded, HYPHEN.split(match[0]))}
            if names & self.words or (match[0][0].isupper() and self.sounds & {sounds_like(name) for name in names}):
                found.append(match.span())
            elif self.stems:
                for name in names:
                    if name[:_STEM_START] in starts:
                        unsure.setdefault(name, []).append(match.span())
        for name, stem in english_stems(word for word in unsure if word.isascii() and word.isalpha()).items():
            if stem in self.stems:
                found += unsure[name]
        return sorted(set(found))

    def mark(self, text: str) -> SafeString:
        """Return all of ``text`` escaped, with what was found inside ``<mark>``."""
        return _marked(text, self.places(text))

    def passage(self, *texts: str) -> SafeString:
        """Return the passage of the first text that answers best; the beginning of the first where none does."""
        texts = tuple(" ".join(text[:LOOKED_THROUGH].split()) for text in texts)
        for text in texts:
            places = self.places(text)
            if places:
                return self._cut(text, places)
        first = next(filter(None, texts), "")
        return self._cut(first, [])

    def _cut(self, text: str, places: list[tuple[int, int]]) -> SafeString:
        if len(text) <= PASSAGE:
            return _marked(text, places)
        start = _start_of_best(places)
        start = 0 if start < PASSAGE // 3 else _word_start(text, start - PASSAGE // 4)
        end = _word_end(text, start + PASSAGE)
        inside = [(first - start, last - start) for first, last in places if start <= first and last <= end]
        before = "… " if start else ""
        after = " …" if end < len(text) else ""
        return mark_safe(f"{before}{_marked(text[start:end].rstrip(), inside)}{after}")


def _start_of_best(places: list[tuple[int, int]]) -> int:
    """Return where the passage with most of ``places`` begins."""
    if not places:
        return 0
    return max(
        places, key=lambda place: (sum(place[0] <= first < place[0] + PASSAGE for first, _ in places), -place[0])
    )[0]


def _word_start(text: str, place: int) -> int:
    space = text.find(" ", max(place, 0))
    return space + 1 if 0 <= space < place + 40 else max(place, 0)


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", 0, place)
    return space if space > place - 40 else place


def _marked(text: str, places: list[tuple[int, int]]) -> SafeString:
    parts, last = [], 0
    for start, end in places:
        if start < last:
            continue
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    parts.append(escape(text[last:]))
    return mark_safe(re.sub(r"</mark> <mark>", " ", "".join(parts)))
