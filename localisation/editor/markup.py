"""Markup of a text as numbered tokens that can be moved but not broken: ``⟨1⟩links⟨/1⟩``.

A text as wagtail-localize keeps it is HTML with inline tags alone, attributes replaced by ``id``:
``a <a id="a1">link</a>``. Its tokens are numbered in the order of the original: ``a ⟨1⟩link⟨/1⟩``. A line break
is a line break.
"""

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

TOKEN = re.compile(r"⟨(/?)(\d{1,3})⟩")
#: What XML 1.0 cannot hold (§2.2) and nobody can type; Word leaves some of it behind.
_CONTROLS = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class BrokenMarkupError(ValueError):
    """Tokens that make no markup; its text says why, to the person who translates."""


@dataclass(frozen=True)
class Tag:
    """An inline tag of the original: its number, its name (``a``, ``b``) and its ``id``, if it has one."""

    number: int
    name: str
    id: str

    @property
    def is_link(self) -> bool:
        return self.name == "a"

    @property
    def opening(self) -> str:
        return f'<{self.name} id="{self.id}">' if self.id else f"<{self.name}>"

    @property
    def closing(self) -> str:
        return f"</{self.name}>"


class _Reader(HTMLParser):
    """Turns HTML into a list of texts, line breaks, opening and closing tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(("break", "", "") if tag == "br" else ("open", tag, dict(attrs).get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            self.parts.append(("close", tag, ""))

    def handle_data(self, data: str) -> None:
        self.parts.append(("text", data, ""))


def _parts(html: str) -> list[tuple[str, str, str]]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parts


def tags_of(html: str) -> list[Tag]:
    """Return the tags of an original in the order they open, numbered from 1."""
    opened = [part for part in _parts(html) if part[0] == "open"]
    return [Tag(number, name, key) for number, (_kind, name, key) in enumerate(opened, 1)]


def without_controls(text: str) -> str:
    """Return a text without characters that no file and no page should hold."""
    return _CONTROLS.sub("", text)


def to_tokens(html: str, original: str | None = None) -> str:
    """Return ``html`` with its tags as tokens, numbered as in ``original`` (itself, if none is given).

    A tag that the original does not have is left out; its words stay.
    """
    free: defaultdict[tuple[str, str], deque[int]] = defaultdict(deque)
    for tag in tags_of(html if original is None else original):
        free[tag.name, tag.id].append(tag.number)
    text: list[str] = []
    opened: list[int | None] = []
    for kind, name, key in _parts(html):
        if kind == "text":
            text.append(without_controls(name))
        elif kind == "break":
            text.append("\n")
        elif kind == "open":
            waiting = free[name, key]
            opened.append(waiting.popleft() if waiting else None)
            text.append(f"⟨{opened[-1]}⟩" if opened[-1] else "")
        elif opened:
            number = opened.pop()
            text.append(f"⟨/{number}⟩" if number else "")
    return "".join(text)


def from_tokens(text: str, original: str) -> str:
    """Return the HTML of a translation typed with tokens, in the form wagtail-localize keeps.

    Raises ``BrokenMarkupError`` for tokens that the original does not have, that come twice, that are not
    closed, or that cross each other. A token left out is no markup broken: the checks speak of it.
    """
    tags = {tag.number: tag for tag in tags_of(original)}
    text = without_controls(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if "<br" not in original:
        text = re.sub(r"\s*\n\s*", " ", text)
    html: list[str] = []
    opened: list[int] = []
    seen: set[int] = set()
    position = 0
    for match in TOKEN.finditer(text):
        html.append(_escaped(text[position : match.start()]))
        position = match.end()
        number = int(match[2])
        if number not in tags:
            raise BrokenMarkupError(_("The original has no mark %(mark)s.") % {"mark": match[0]})
        if match[1]:
            if not opened or opened[-1] != number:
                raise BrokenMarkupError(
                    _("The mark %(mark)s closes what is not open there: marks stand in pairs, one inside another.")
                    % {"mark": match[0]}
                )
            opened.pop()
            html.append(tags[number].closing)
            continue
        if number in seen:
            raise BrokenMarkupError(_("The mark %(mark)s stands twice.") % {"mark": match[0]})
        seen.add(number)
        opened.append(number)
        html.append(tags[number].opening)
    if opened:
        raise BrokenMarkupError(
            _("The mark %(mark)s is not closed: %(closing)s is missing.")
            % {"mark": f"⟨{opened[-1]}⟩", "closing": f"⟨/{opened[-1]}⟩"}
        )
    html.append(_escaped(text[position:]))
    return StringValue.from_translated_html("".join(html)).data


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")


def plain(html: str) -> str:
    """Return the words of a text without its tags; line breaks are line breaks."""
    return "".join("\n" if kind == "break" else name for kind, name, _key in _parts(html) if kind in {"text", "break"})
