"""The checks of a translated text: a table of rules, each a function from a text to sentences.

An error keeps a translation from being handed in and published; a warning is listed and lets it pass.
Nothing here asks the database.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.typography import typeset_html
from localisation.checks.numbers import MONTHS_EN, MONTHS_RU, months_in, numbers_in, numbers_in_words
from localisation.editor.markup import plain, tags_of
from localisation.glossary.matching import Glossary, holds
from localisation.glossary.words import WORD

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_STRAIGHT = re.compile(r"[\"]|(?<=\w)'(?=\w)")
_SPACES = re.compile(r"[ \u00a0]{2,}|[ \u00a0](?=[,.;:!?…](?:\s|$))")
FOREIGN_QUOTES = {"en": "«»„", "ru": "“”‘"}
#: A text longer than this that has no letter of its language looks untranslated.
WORDS_OF_A_SENTENCE = 3


class Severity(StrEnum):
    """Whether a finding stands in the way."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing found in a translated text: the rule's name, how bad it is, and a sentence for the translator."""

    code: str
    severity: Severity
    message: str

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


@dataclass
class Text:
    """A text and its translation (HTML with inline tags alone), and what they are held against."""

    source: str
    target: str
    source_language: str
    target_language: str
    glossary: Glossary
    limit: int | None = None
    advised: int | None = None

    @cached_property
    def source_words(self) -> str:
        return plain(self.source)

    @cached_property
    def words(self) -> str:
        return plain(self.target)


Rule = Callable[[Text], Iterable[str]]


def length(text: Text) -> Iterator[str]:
    """The text fits its field."""
    if text.limit is not None and len(text.words) > text.limit:
        yield _("%(length)d characters: at most %(limit)d fit.") % {"length": len(text.words), "limit": text.limit}


def advised_length(text: Text) -> Iterator[str]:
    """Search engines show the whole text."""
    if text.advised is not None and len(text.words) > text.advised:
        yield _("%(length)d characters: search engines show about %(limit)d.") % {
            "length": len(text.words),
            "limit": text.advised,
        }


def links(text: Text) -> Iterator[str]:
    """Every link of the original is there, once, and no other."""
    wanted = {tag.id: tag for tag in tags_of(text.source) if tag.is_link}
    given = Counter(tag.id for tag in tags_of(text.target) if tag.is_link)
    for key, tag in wanted.items():
        if not given[key]:
            yield _("The link ⟨%(number)d⟩ is missing.") % {"number": tag.number}
        elif given[key] > 1:
            yield _("The link ⟨%(number)d⟩ stands twice.") % {"number": tag.number}
    if given.keys() - wanted.keys():
        yield _("There is a link that the original does not have.")


def formatting(text: Text) -> Iterator[str]:
    """Bold, italic and the like are where the original has them."""
    wanted = Counter(tag.name for tag in tags_of(text.source) if not tag.is_link)
    given = Counter(tag.name for tag in tags_of(text.target) if not tag.is_link)
    missing = (wanted - given).total()
    if missing:
        yield ngettext(
            "%(count)d mark of formatting is missing.", "%(count)d marks of formatting are missing.", missing
        ) % {"count": missing}


def cyrillic(text: Text) -> Iterator[str]:
    """No Russian is left in English; names that stay in Russian are in the glossary."""
    if text.target_language != "en":
        return
    allowed = text.glossary.allowed_words
    words = [match[0] for match in WORD.finditer(text.words) if _CYRILLIC.search(match[0])]
    left = list(dict.fromkeys(word for word in words if word.lower() not in allowed))
    if left:
        yield _(
            "Russian is left in the English text: %(words)s. A name that stays as it is belongs into the glossary."
        ) % {"words": ", ".join(left[:5])}


def mixed_alphabets(text: Text) -> Iterator[str]:
    """No word is made of letters of two alphabets that look alike."""
    for match in WORD.finditer(text.words):
        if any(_CYRILLIC.search(part) and _LATIN.search(part) for part in re.split(r"[-’']", match[0])):
            yield _("“%(word)s” mixes Russian and Latin letters.") % {"word": match[0]}


def untranslated(text: Text) -> Iterator[str]:
    """The text is not the original itself."""
    if text.target_language != "ru" or len(text.words.split()) < WORDS_OF_A_SENTENCE:
        return
    if _LATIN.search(text.words) and not _CYRILLIC.search(text.words):
        yield _("This looks untranslated: there is no Russian in it.")


def numbers(text: Text) -> Iterator[str]:
    """The numbers and times are those of the original."""
    given, wanted = numbers_in(text.words, text.target_language), numbers_in(text.source_words, text.source_language)
    missing = wanted - given
    extra = given - wanted
    if missing:
        missing -= numbers_in_words(text.words, text.target_language)
    if extra:
        extra -= numbers_in_words(text.source_words, text.source_language)
    if missing:
        yield _("Not in the translation: %(numbers)s.") % {"numbers": ", ".join(missing)}
    if extra:
        yield _("Not in the original: %(numbers)s.") % {"numbers": ", ".join(extra)}


def dates(text: Text) -> Iterator[str]:
    """The months are those of the original."""
    wanted, given = months_in(text.source_words, text.source_language), months_in(text.words, text.target_language)
    if set(wanted) != set(given) and wanted:
        names = MONTHS_RU if text.source_language == "ru" else MONTHS_EN
        differing = sorted(set(wanted) - set(given)) or sorted(set(wanted))
        yield _("The date differs from the original: %(months)s.") % {
            "months": ", ".join(names[number - 1] for number in differing)
        }


def quotes(text: Text) -> Iterator[str]:
    """Quotation marks are those of the language, none straight."""
    if _STRAIGHT.search(text.words):
        yield (
            _("Straight quotation marks: English has “these” and ’.")
            if text.target_language == "en"
            else _("Straight quotation marks: Russian has «these» and „these“ inside.")
        )
    found = [char for char in FOREIGN_QUOTES.get(text.target_language, "") if char in text.words]
    if found and not (text.target_language == "ru" and "„" in text.words):
        yield _("Quotation marks of the other language: %(marks)s.") % {"marks": " ".join(found)}


def spaces(text: Text) -> Iterator[str]:
    """No space is double, and none stands before a comma."""
    if _SPACES.search(text.words):
        yield _("A space too many.")


def no_break_spaces(text: Text) -> Iterator[str]:
    """Spaces that may not break do not."""
    if typeset_html(text.target, text.target_language) != text.target:
        yield _("No-break spaces are missing; they are set when the text is saved here.")


def terms(text: Text) -> Iterator[str]:
    """Terms are translated as the glossary has them, and no forbidden word is used."""
    said: set[tuple[str, str]] = set()
    by_place: dict[tuple[int, int], list[str]] = {}
    for hit in text.glossary.find(text.source_words, text.source_language):
        by_place.setdefault((hit.start, hit.end), []).append(hit.term.term(text.target_language))
        for word in hit.term.forbidden(text.target_language):
            if holds(text.words, word):
                said.add((word, hit.term.term(text.target_language)))
    for (start, end), wanted in by_place.items():
        if not any(holds(text.words, term) for term in wanted):
            yield _("The glossary has “%(term)s” for “%(word)s”.") % {
                "term": " / ".join(wanted),
                "word": text.source_words[start:end],
            }
    for word, term in sorted(said):
        yield _("“%(word)s” is not to be used here; the glossary has “%(term)s”.") % {"word": word, "term": term}


RULES: tuple[tuple[str, Severity, Rule], ...] = (
    ("length", Severity.ERROR, length),
    ("links", Severity.ERROR, links),
    ("cyrillic", Severity.ERROR, cyrillic),
    ("mixed", Severity.WARNING, mixed_alphabets),
    ("untranslated", Severity.WARNING, untranslated),
    ("numbers", Severity.WARNING, numbers),
    ("dates", Severity.WARNING, dates),
    ("formatting", Severity.WARNING, formatting),
    ("terms", Severity.WARNING, terms),
    ("quotes", Severity.WARNING, quotes),
    ("spaces", Severity.WARNING, spaces),
    ("no-break-spaces", Severity.WARNING, no_break_spaces),
    ("advised-length", Severity.WARNING, advised_length),
)


def check(text: Text) -> list[Finding]:
    """Return what the rules find in a translated text, errors first; nothing for a blank one."""
    if not text.words.strip():
        return []
    return [Finding(code, severity, message) for code, severity, rule in RULES for message in rule(text)]
