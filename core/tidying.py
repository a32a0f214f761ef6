"""Typography on the way in: quotation marks, dashes, ellipses and spaces as each language sets them.

``core.typography`` makes spaces unbreakable whenever a text is shown; this module changes the text itself, once, when
an editor pastes, imports or asks for it. Code, addresses, placeholders and markup stay as they are.
"""

import html as entities
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from core.typography import markup_pieces, typeset

_LANGUAGES = ("ru", "en")
_MOST_ROUNDS = 4


class Edit(NamedTuple):
    """Characters from ``start`` to ``end`` of a text, and what takes their place."""

    start: int
    end: int
    text: str


Rule = Callable[[str], Iterable[Edit]]

#: What no rule may reach into: addresses, e-mails, file names, placeholders, template tags, entities, code.
_PROTECTED = re.compile(
    r"\b(?:https?|ftp|mailto|tel):\S+|\bwww\.\S+|[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:ru|com|org|net|info|рф|su|io|html?|docx?|xlsx?|pdf|jpe?g|png|zip|txt|py|js|css)\b\S*"
    r"|%\(\w+\)[a-z]|%[sd]\b|\{\{.*?\}\}|\{%.*?%\}|\{[\w:. -]*\}|&[#\w]+;|`[^`\n]*`|\ufffc+"
)


def tidy(text: str, language: str) -> str:
    """Return plain ``text`` set as ``language`` (``"ru"`` or ``"en"``) wants it; another language is left alone.

    Doing it twice is the same as once.
    """
    return _settled(text, language, lambda value: _joined(_once([value], language)))


def tidy_html(html: str, language: str) -> str:
    """Return ``html`` with its text set for ``language``; tags, attributes and code stay as they are."""
    return _settled(html, language, lambda value: _once_in_html(value, language))


def _settled(value: str, language: str, change: Callable[[str], str]) -> str:
    """Return what ``change`` leaves alone: a text that will not settle is returned as it came."""
    if language not in _LANGUAGES or not value:
        return value
    current = value
    for _round in range(_MOST_ROUNDS):
        changed = change(current)
        if changed == current:
            return current
        current = changed
    return value


def _once_in_html(html: str, language: str) -> str:
    pieces = list(markup_pieces(html))
    texts = [_plain(text) if source == text else text for source, text in pieces]
    changed = _once(texts, language, [source == text for source, text in pieces])
    return "".join(text if source == old else source for (source, old), text in zip(pieces, changed, strict=True))


def _plain(text: str) -> str:
    """Write the entities of typographic characters as characters; those that markup needs stay."""
    return re.sub(
        r"&(?:quot|apos|nbsp|laquo|raquo|bdquo|[lr][sd]quo|[mn]dash|hellip|numero|#(?:34|39|160|x27|x22|xa0));",
        lambda match: entities.unescape(match[0]),
        text,
        flags=re.IGNORECASE,
    )


def _joined(texts: list[str]) -> str:
    return "".join(texts)


def _once(texts: list[str], language: str, writable: list[bool] | None = None) -> list[str]:
    """Apply every rule to the joined ``texts``, then put the changes back into the piece they fall in."""
    for rule in _RULES[language]:
        whole = _joined(texts)
        protected = [match.span() for match in _PROTECTED.finditer(whole)]
        edits = [
            edit
            for edit in rule(whole)
            if whole[edit.start : edit.end] != edit.text
            and not any(start < max(edit.end, edit.start + 1) and edit.start < end for start, end in protected)
        ]
        texts = _applied(texts, edits, writable)
    return _held_spaces(texts, language, writable)


def _applied(texts: list[str], edits: list[Edit], writable: list[bool] | None) -> list[str]:
    result: list[str] = []
    start = 0
    remaining = sorted(edits)
    for number, text in enumerate(texts):
        end = start + len(text)
        changed: list[str] = []
        position = start
        for edit in remaining:
            inside = start <= edit.start and (edit.end <= end and edit.start < end)
            if inside and edit.start >= position and (writable is None or writable[number]):
                changed += [text[position - start : edit.start - start], edit.text]
                position = edit.end
        result.append("".join(changed) + text[position - start :])
        start = end
    return result


def _held_spaces(texts: list[str], language: str, writable: list[bool] | None) -> list[str]:
    """Make unbreakable the spaces that may not break, except in what is protected."""
    whole = _joined(texts)
    spaced = typeset(whole, language)
    for match in _PROTECTED.finditer(whole):
        spaced = spaced[: match.start()] + match[0] + spaced[match.end() :]
    result: list[str] = []
    position = 0
    for number, text in enumerate(texts):
        keep = writable is not None and not writable[number]
        result.append(text if keep else spaced[position : position + len(text)])
        position += len(text)
    return result


def _by(pattern: str, replacement: str, flags: int = 0) -> Rule:
    """Return the rule that replaces ``pattern``."""
    expression = re.compile(pattern, flags)
    return lambda text: [Edit(*match.span(), match.expand(replacement)) for match in expression.finditer(text)]


_OPENERS = "([{«„“‘—–\u00a0"

_SHARED: tuple[Rule, ...] = (
    _by(r"(?<!\.)\.\.\.(?!\.)", "…"),
    _by(r"(?<=\S)[ \u00a0]{2,}(?=\S)", " "),
    _by(r"(?<=\w)[ \u00a0]+(?=[,;:!?](?:\s|$))", ""),
    _by(r"(?<=\S)[ \u00a0]*(?<=[ \u00a0])(?:-{1,3}|–)(?=[ \u00a0])", " —"),
    _by(r"^(?:--?|–)(?=[ \u00a0]\w)", "—", re.MULTILINE),
    _by(r"(?<=[^\W\d])---?(?=[^\W\d])", "—"),
    _by(r"(?<![\d.,:–-])(\d{1,2}:\d{2})-(\d{1,2}:\d{2})(?![\d–-])", r"\1–\2"),
    _by(r"(?<![\w.,:/–-])(\d{4})-(\d{4})(?![\w/–-])", r"\1–\2"),
    _by(r"(?<![\w.,:/–-])([IVXLC]+)-([IVXLC]+)(?![\w–-])", r"\1–\2"),
    _by(r"№[ \u00a0]?(?=\d)", "№\u00a0"),
    _by(r"§[ \u00a0]?(?=\d)", "§\u00a0"),
    _by(r"(?<![\w.,+])(0|6|12|16|18)[ \u00a0]\+(?![\w+])", r"\1+"),
    _by(r"(?<!\w)\([cCсС]\)(?=[ \u00a0]?\d{4})", "©"),
)


def _ranges(text: str) -> Iterable[Edit]:
    """A short range of numbers that grows: 3–5, 10–15."""
    for match in re.finditer(r"(?<![\w.,:/+()–-])(?<!\d )(\d{1,3})-(\d{1,3})(?![\w/:–-])(?![.,]\d)", text):
        if int(match[1]) < int(match[2]):
            yield Edit(*match.span(), f"{match[1]}–{match[2]}")


def _thousands(text: str) -> Iterable[Edit]:
    """A sum of money in groups of three digits."""
    for match in re.finditer(r"(?<![\d.,])(\d{5,9})(?=[ \u00a0]?(?:₽|руб|рублей|тыс\.|человек))", text):
        yield Edit(*match.span(), f"{int(match[1]):,}".replace(",", "\u00a0") if match[1][0] != "0" else match[1])


class _Mark(NamedTuple):
    position: int
    is_double: bool
    is_opening: bool


def _paired(marks: Iterable[_Mark]) -> list[tuple[int, int, bool]]:
    """Return ``(opening, closing, is_double)`` for the marks that belong together."""
    waiting: list[_Mark] = []
    pairs: list[tuple[int, int, bool]] = []
    for mark in marks:
        if mark.is_opening:
            waiting.append(mark)
            continue
        same = [place for place, other in enumerate(waiting) if other.is_double == mark.is_double]
        if not same or (not mark.is_double and same[-1] != len(waiting) - 1):
            continue
        pairs.append((waiting[same[-1]].position, mark.position, mark.is_double))
        del waiting[same[-1] :]
    return pairs


def _is_opening(text: str, position: int) -> bool:
    """Whether a mark that may be either opens: nothing, a space or an opening sign stands before it."""
    before = text[position - 1] if position else "\n"
    after = text[position + 1] if position + 1 < len(text) else "\n"
    while before in "\"'" and position > 0:
        position -= 1
        before = text[position - 1] if position else "\n"
    return (before.isspace() or before in _OPENERS) and not after.isspace()


def _lines(text: str) -> Iterable[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _russian_quotes(text: str) -> Iterable[Edit]:
    """«Ёлочки», and „лапки“ inside them."""
    for offset, line in _lines(text):
        marks = [
            _Mark(place, True, char in "«„" or (char not in "»" and _is_opening(line, place)))
            for place, char in enumerate(line)
            if char in '"“”„«»' and not (char == '"' and _is_inch(line, place))
        ]
        yield from _with_levels(_paired(marks), offset, (("«", "»"), ("„", "“")))


def _is_inch(line: str, place: int) -> bool:
    """A mark after a figure with no other in the line is an inch: 27" на столе."""
    return place > 0 and line[place - 1].isdigit() and line.count('"') % 2 == 1


def _english_quotes(text: str) -> Iterable[Edit]:
    """“Curly”, and ‘single’ inside them; an apostrophe between letters is no quotation mark."""
    for offset, line in _lines(text):
        marks: list[_Mark] = []
        for place, char in enumerate(line):
            if char in '"“”„«»' and not (char == '"' and _is_inch(line, place)):
                opening = char in "“„«" or (char == '"' and _is_opening(line, place))
                marks.append(_Mark(place, True, opening))
            elif char in "'‘’" and not _is_apostrophe(line, place):
                marks.append(_Mark(place, False, char == "‘" or (char == "'" and _is_opening(line, place))))
        pairs = _paired(marks)
        yield from _with_levels(pairs, offset, (("“", "”"), ("‘", "’")))
        paired = {place for first, last, _is_double in pairs for place in (first, last)}
        for place, char in enumerate(line):
            if char == "'" and place not in paired and (_is_apostrophe(line, place) or _ends_a_word(line, place)):
                yield Edit(offset + place, offset + place + 1, "’")


def _is_apostrophe(line: str, place: int) -> bool:
    before = line[place - 1] if place else " "
    after = line[place + 1] if place + 1 < len(line) else " "
    return after.isalnum() and (before.isalnum() or (after.isdigit() and line[place] != "‘"))


def _ends_a_word(line: str, place: int) -> bool:
    return place > 0 and line[place - 1].isalpha()


def _with_levels(
    pairs: list[tuple[int, int, bool]], offset: int, levels: tuple[tuple[str, str], tuple[str, str]]
) -> Iterable[Edit]:
    """Yield the marks of each pair, as deep as it stands in others; single ones outside stay single."""
    for first, last, is_double in pairs:
        depth = sum(1 for other, end, _double in pairs if other < first and last < end)
        opening, closing = levels[depth % 2 if is_double or depth else 1]
        yield Edit(offset + first, offset + first + 1, opening)
        yield Edit(offset + last, offset + last + 1, closing)


_INITIALS = r"(?<![\w.])([А-ЯЁ]\.)(?:(?=[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ][а-яё])|(?=[А-ЯЁ][а-яё]{2}))"

_RULES: dict[str, tuple[Rule, ...]] = {
    "ru": (
        *_SHARED,
        _russian_quotes,
        _ranges,
        _thousands,
        _by(_INITIALS, "\\1\u00a0"),
        _by(r"(?<=[\u00a0 ][А-ЯЁ]\.)(?=[А-ЯЁ][а-яё]{2})", "\u00a0"),
        _by(r"(?<!\w)([тТ])\.(?=([дпекнч])\.)", "\\1.\u00a0"),
    ),
    "en": (*_SHARED, _english_quotes, _ranges),
}
