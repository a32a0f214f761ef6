"""Typography: which spaces may not break, in Russian and in English."""

import re
from collections.abc import Iterator
from functools import lru_cache

NO_BREAK = "\u00a0"
_HELD = "\ufffc"  # stands for code that is not to be touched

#: Prepositions, conjunctions and particles that do not stand at the end of a Russian line.
_RU_LEADING = (
    "а|без|безо|бы|в|во|вы|где|да|для|до|его|её|за|и|из|изо|или|им|их|к|как|ко|мы|на|над|не|ни|но|о|об|обо|"
    "он|от|ото|по|под|при|про|с|со|та|те|то|ту|ты|у|чем|что|я"
)
#: Particles that do not stand at the beginning of a Russian line.
_RU_TRAILING = "б|бы|ж|же|ли|ль"
#: Shortened words that belong to what follows them.
_RU_SHORTENED = (
    "акад|бул|в|г|гг|гл|гр|д|доц|им|кв|корп|наб|обл|оф|пер|пл|пос|пр|проф|просп|р|рис|с|св|см|ст|стр|табл|тел|т|ул|ш"
)
_EN_SHORTENED = "Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vol|pp?|fig|ch|c"

_SPACE_BEFORE_DASH = re.compile(r"(?<=\S) (?=[—–](?:\s|$))", re.MULTILINE)
_SPACE_AFTER_OPENING_DASH = re.compile(r"^([«“„(]?[—–]) (?=\S)", re.MULTILINE)
_SPACE_BEFORE_SIGN = re.compile(r"(?<=[\d%]) (?=[₽$€£¥%‰°])")
_SPACE_AFTER_SIGN = re.compile(r"(?<=[№§]) (?=[\dA-Za-zА-Яа-яЁё])")
_SPACE_IN_NUMBER = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_SPACE_AFTER_INITIAL = re.compile(r"(?<![\w])([A-ZА-ЯЁ]\.) (?=[A-ZА-ЯЁ])")
_SPACE_BEFORE_INITIALS = re.compile(r"(?<=[a-zа-яё]) (?=[A-ZА-ЯЁ]\.[ \u00a0]?[A-ZА-ЯЁ]\.)")

_EVERYWHERE = (
    _SPACE_BEFORE_DASH,
    _SPACE_AFTER_OPENING_DASH,
    _SPACE_BEFORE_SIGN,
    _SPACE_AFTER_SIGN,
    _SPACE_IN_NUMBER,
    _SPACE_AFTER_INITIAL,
    _SPACE_BEFORE_INITIALS,
)
_RULES = {
    "ru": (
        *_EVERYWHERE,
        re.compile(rf"(?<![\w-])({_RU_LEADING}) (?=\S)", re.IGNORECASE),
        re.compile(rf"(?<=\w) (?=(?:{_RU_TRAILING})(?![\w-]))", re.IGNORECASE),
        re.compile(rf"(?<![\w-])((?:{_RU_SHORTENED})\.) (?=[\w«])", re.IGNORECASE),
        re.compile(r"(?<=\d) (?=[^\W\d_])"),
    ),
    "en": (
        *_EVERYWHERE,
        re.compile(rf"\b((?:{_EN_SHORTENED})\.?) (?=[A-Z\d])"),
        re.compile(r"(?<=\d) (?=[A-Z]|(?:[ap]m|[ckm]?m|[km]?g|km|ha|bn|m|thousand|million|billion|per)\b)"),
    ),
}

_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_UNTOUCHED = {"code", "kbd", "pre", "samp", "script", "style", "svg", "textarea"}
_INLINE = {"a", "abbr", "b", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub"}
_INLINE |= {"sup", "time", "u"}


@lru_cache(maxsize=4096)
def typeset(text: str, language: str) -> str:
    """Return plain ``text`` with the spaces that may not break made U+00A0, as ``language`` wants it.

    Takes ``"ru"`` or ``"en"``; a text in any other language is returned as it is. Changes nothing but
    spaces, keeps the length, and doing it twice is the same as once.
    """
    for rule in _RULES.get(language, ()):
        text = rule.sub(_hold_spaces, text)
    return text


def typeset_html(html: str, language: str) -> str:
    """Return ``html`` with its text set for ``language``; tags, addresses and code stay as they are.

    A short word is held to the next one across inline tags (``в <b>доме</b>``), not across blocks.
    """
    if language not in _RULES or " " not in html:
        return html
    pieces = list(markup_pieces(html))
    spaced = typeset("".join(text for _source, text in pieces), language)
    result: list[str] = []
    position = 0
    for source, text in pieces:
        is_text = source == text
        result.append(spaced[position : position + len(text)] if is_text else source)
        position += len(text)
    return "".join(result)


def markup_pieces(html: str) -> Iterator[tuple[str, str]]:
    """Yield ``(source, text)``: the same text twice, or a tag or code with what stands for it in the text."""
    position = 0
    skipping = ""
    for match in _TAG.finditer(html):
        if position < match.start():
            text = html[position : match.start()]
            yield text, _HELD if skipping else text
        position = match.end()
        found = _NAME.match(match[0])
        name = found[1].lower() if found else ""
        if skipping:
            if name == skipping and match[0].startswith("</"):
                skipping = ""
            yield match[0], ""
            continue
        if name in _UNTOUCHED and not match[0].startswith("</"):
            skipping = name
        yield match[0], "" if not name or name in _INLINE or name in _UNTOUCHED else "\n"
    if position < len(html):
        yield html[position:], _HELD if skipping else html[position:]


def _hold_spaces(match: re.Match[str]) -> str:
    return match[0].replace(" ", NO_BREAK)
