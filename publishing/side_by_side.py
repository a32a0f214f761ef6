"""Drafts of one page in several languages set side by side on one page."""

from django.utils.safestring import SafeString, mark_safe
from lxml import html

#: Attributes that name an element of the same page by its id; some name several.
_POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list", "popovertarget", "form")


def main_part(content: bytes, suffix: str) -> SafeString:
    """Return what stands in ``<main>`` of a whole page of this site, every id in it ended with ``suffix``.

    Two pages in one would otherwise share ids: a label would name the field of the other.
    """
    main = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8")).get_element_by_id("main")
    ids = {element.get("id") for element in main.iterdescendants() if element.get("id")}
    for element in main.iterdescendants():
        if element.get("id"):
            element.set("id", f"{element.get('id')}{suffix}")
        for name in _POINTERS:
            if element.get(name):
                words = element.get(name).split()
                element.set(name, " ".join(f"{word}{suffix}" if word in ids else word for word in words))
        if element.get("href", "").removeprefix("#") in ids and element.get("href", "").startswith("#"):
            element.set("href", f"{element.get('href')}{suffix}")
    parts = [html.tostring(child, encoding="unicode") for child in main]
    return mark_safe("".join(parts))
