"""Dictionary forms of Russian words, by pymorphy3 and the OpenCorpora dictionary (CC BY-SA 3.0).

The dictionary takes half a second and 30 MB: it is loaded with the first word that asks for it, once per process.
"""

import re
from collections import defaultdict
from functools import cache, lru_cache

from pymorphy3 import MorphAnalyzer

_RUSSIAN = re.compile(r"[а-яё]+(?:-[а-яё]+)*")
#: A form that the dictionary holds for less likely than this is passed over, unless it is the first.
_LEAST_LIKELY = 0.02
_MOST_FORMS = 4
#: Surnames, first names, patronymics, places, organisations in the marks of OpenCorpora.
_NAMES = ("Surn", "Name", "Patr", "Geox", "Orgn")


@cache
def _analyser() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=50_000)
def lemmas(word: str) -> tuple[str, ...]:
    """Return the dictionary forms that ``word`` may be a form of, likeliest first, in small letters without ё.

    ``стали`` is a form of two words: ``("стать", "сталь")``. A word that is not Russian is its own form.

    >>> lemmas("музеев")
    ('музей',)
    """
    word = word.lower()
    if not _RUSSIAN.fullmatch(word):
        return (word,)
    likely: defaultdict[str, float] = defaultdict(float)
    for reading in _analyser().parse(word):
        likely[reading.normal_form.replace("ё", "е")] += reading.score
    forms = sorted(likely, key=lambda form: -likely[form])[:_MOST_FORMS]
    return (forms[0], *(form for form in forms[1:] if likely[form] >= _LEAST_LIKELY))


def lemma(word: str) -> str:
    """Return the likeliest dictionary form of ``word``."""
    return lemmas(word)[0]


@lru_cache(maxsize=5_000)
def all_forms(word: str) -> frozenset[str]:
    """Return every form of the words that ``word`` may be a form of, without ё: to mark them in a text."""
    word = word.lower()
    if not _RUSSIAN.fullmatch(word):
        return frozenset((word,))
    wanted = set(lemmas(word))
    readings = [reading for reading in _analyser().parse(word) if reading.normal_form.replace("ё", "е") in wanted]
    return frozenset(form.word.replace("ё", "е") for reading in readings for form in reading.lexeme)


@lru_cache(maxsize=20_000)
def may_be_name(word: str) -> bool:
    """Return whether ``word`` is a name of a person or a place, or none the dictionary knows: names are such."""
    readings = _analyser().parse(word.lower())
    return not readings[0].is_known or any(tag in reading.tag for reading in readings for tag in _NAMES)


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """Return whether the dictionary holds ``word``."""
    return _analyser().word_is_known(word.lower())
