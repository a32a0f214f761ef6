"""Tokens of a text as inline elements of XLIFF and TMX, and back: ``⟨1⟩link⟨/1⟩`` ↔ ``<g id="1">link</g>``."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from lxml import etree  # ty: ignore[missing-module-member] (compiled, without stubs)

from localisation.editor.markup import TOKEN, Tag

#: Turns a tag, or None for a line break, and the number of the break into an empty element.
Make = Callable[[Tag | None, int], etree._Element]


class UnreadableInlineError(ValueError):
    """Inline elements that are not ours; its text says which."""


def fill(element: etree._Element, text: str, tags: dict[int, Tag], make: Make) -> None:
    """Put a text with tokens into ``element``, its tags and line breaks as elements that ``make`` makes."""
    opened = [element]
    breaks = 0
    position = 0
    for match in TOKEN.finditer(text):
        breaks = _append(opened[-1], text[position : match.start()], make, breaks)
        position = match.end()
        number = int(match[2])
        if match[1]:
            if len(opened) > 1:
                opened.pop()
        else:
            child = make(tags[number], number)
            opened[-1].append(child)
            opened.append(child)
    _append(opened[-1], text[position:], make, breaks)


def _append(element: etree._Element, text: str, make: Make, breaks: int) -> int:
    """Add words to an element, each line break as an element; return how many breaks there have been."""
    for number, line in enumerate(text.split("\n")):
        if number:
            breaks += 1
            element.append(make(None, breaks))
        if not line:
            continue
        if len(element):
            element[-1].tail = (element[-1].tail or "") + line
        else:
            element.text = (element.text or "") + line
    return breaks


def text_of(element: etree._Element, pairs: set[str], breaks: set[str], through: set[str]) -> str:
    """Return the text with tokens inside an element.

    ``pairs`` are names of elements whose ``id`` is a token's number, ``breaks`` those of line breaks, ``through``
    those that only their words are taken of (a tool's own segment marks). Raises ``UnreadableInlineError`` for
    any other.
    """
    parts = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):  # a comment, a processing instruction
            parts.append(child.tail or "")
            continue
        name = etree.QName(child).localname
        if name in pairs:
            number = child.get("id") or child.get("i") or ""
            if not (number.isascii() and number.isdigit() and len(number) <= 3):
                raise UnreadableInlineError(
                    _("The mark with the id “%(id)s” is not of this text.") % {"id": number[:20]}
                )
            parts.append(f"⟨{number}⟩{text_of(child, pairs, breaks, through)}⟨/{number}⟩")
        elif name in breaks:
            parts.append("\n")
        elif name in through:
            parts.append(text_of(child, pairs, breaks, through))
        else:
            raise UnreadableInlineError(_("The element <%(name)s> is not known here.") % {"name": name[:40]})
        parts.append(child.tail or "")
    return "".join(parts)
