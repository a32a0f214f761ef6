"""Numbers, times and months of a text, whichever way its language writes them."""

import re
from collections import Counter
from decimal import Decimal

from core.lemmas import lemmas
from localisation.glossary.words import WORD

MONTHS_RU = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
]
MONTHS_EN = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMBER_RU = {name: number for number, name in enumerate(MONTHS_RU, 1)}
_NUMBER_EN = {
    **{name[:3]: number for number, name in enumerate(MONTHS_EN, 1)},
    **{name: number for number, name in enumerate(MONTHS_EN, 1)},
    "sept": 9,
}

#: Words for small numbers: English style writes them out.
_WORDS_EN = {
    word: number
    for number, words in enumerate(
        [
            "zero",
            "one|first|once",
            "two|second|twice",
            "three|third",
            "four|fourth",
            "five|fifth",
            "six|sixth",
            "seven|seventh",
            "eight|eighth",
            "nine|ninth",
            "ten|tenth",
            "eleven|eleventh",
            "twelve|twelfth",
        ]
    )
    for word in words.split("|")
}
_WORDS_RU = {
    word: number
    for number, words in enumerate(
        [
            "ноль",
            "один|первый",
            "два|второй|оба|двое",
            "три|третий|трое",
            "четыре|четвертый|четверо",
            "пять|пятый",
            "шесть|шестой",
            "семь|седьмой",
            "восемь|восьмой",
            "девять|девятый",
            "десять|десятый",
            "одиннадцать|одиннадцатый",
            "двенадцать|двенадцатый",
        ]
    )
    for word in words.split("|")
}
_ROMAN = re.compile(r"\b(?=[IVXLC]+\b)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_TIME = re.compile(
    r"\b(\d{1,2})[:.](\d{2})\s*([ap])\.?m\b|\b(\d{1,2})\s*([ap])\.?m\b|\b(\d{1,2}):(\d{2})\b", re.IGNORECASE
)
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_THOUSANDS_EN = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MULTIPLES = {"тыс": 10**3, "thousand": 10**3, "млн": 10**6, "миллион": 10**6, "million": 10**6}
_NUMBER = re.compile(rf"(\d+(?:[.,]\d+)?)(?:\+?[ \u00a0]?((?:{'|'.join(_MULTIPLES)})\w*))?", re.IGNORECASE)


def numbers_in(text: str, language: str) -> Counter[str]:
    """Return the numbers of a plain text, alike for both languages: ``5 000`` and ``5,000`` are ``5000``,
    ``2.30 pm`` is ``14:30``, ``3,5`` is ``3.5``, ``42 тысячи`` is ``42000``."""
    found: Counter[str] = Counter()

    def take_time(match: re.Match[str]) -> str:
        hours, minutes = match[1] or match[4] or match[6], match[2] or match[7] or "00"
        half = (match[3] or match[5] or "").lower()
        hour = int(hours) % 12 + (12 if half == "p" else 0) if half else int(hours)
        found[f"{hour}:{minutes}"] += 1
        return " "

    text = _TIME.sub(take_time, text)
    text = _GROUPED.sub("", text)
    if language == "en":
        text = _THOUSANDS_EN.sub("", text)
    for match in _NUMBER.finditer(text):
        number = Decimal(match[1].replace(",", ".")) * _times(match[2])
        found[f"{number.normalize():f}"] += 1
    return found


def _times(word: str | None) -> int:
    """Return what ``thousand``, ``тыс.`` and the like make of the number before them."""
    return next((times for beginning, times in _MULTIPLES.items() if word and word.lower().startswith(beginning)), 1)


def numbers_in_words(text: str, language: str) -> Counter[str]:
    """Return the small numbers a text writes out, and its Roman numerals, as ``numbers_in`` would."""
    found: Counter[str] = Counter()
    for match in WORD.finditer(text):
        for part in match[0].lower().split("-"):
            if language == "en":
                number = _WORDS_EN.get(part)
            else:
                number = next((_WORDS_RU[form] for form in lemmas(part) if form in _WORDS_RU), None)
            if number is not None:
                found[str(number)] += 1
    for match in _ROMAN.finditer(text):
        if match[0]:
            found[str(_roman(match[0]))] += 1
    return found


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[char] for char in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def months_in(text: str, language: str) -> Counter[int]:
    """Return the months a text names, 1 to 12. “May” and “March” that open a sentence need a number."""
    found: Counter[int] = Counter()
    for match in WORD.finditer(text):
        number = _month_ru(match[0]) if language == "ru" else _month_en(match, text)
        if number:
            found[number] += 1
    return found


def _month_ru(word: str) -> int:
    return next((_NUMBER_RU[form] for form in lemmas(word.lower()) if form in _NUMBER_RU), 0)


def _month_en(match: re.Match[str], text: str) -> int:
    word = match[0]
    if not word[0].isupper():
        return 0
    number = _NUMBER_EN.get(word.lower(), 0)
    before = text[: match.start()].rstrip()
    opens_sentence = not before or before[-1] in ".!?"
    has_number = any(char.isdigit() for char in text[max(match.start() - 5, 0) : match.end() + 5])
    return number if number not in {3, 5} or has_number or not opens_sentence else 0
