"""Rich text as a visitor reads it: links in their language, safe markup, typography."""

import re
from typing import Any

import nh3
from django.db import models
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import RichText

from core.bilingual import current_language
from core.foreign import mark_foreign
from core.references import Objects, already_loaded, fetch, in_reader_language, linked_keys
from core.typography import typeset_html

#: What the toolbar of the rich text editor offers.
FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]
SAFE_SCHEMES = {"http", "https", "mailto", "tel"}
_TAGS = {"a", "b", "br", "em", "i", "li", "ol", "p", "strong", "sub", "sup", "ul"}
_ATTRIBUTES = {"a": {"href", "hreflang"}}
_ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')

Links = dict[type[models.Model], Objects]


def expand(source: str, links: Links | None = None) -> SafeString:
    """Return rich text from the database as HTML for a visitor.

    ``links`` holds the pages and documents that the text links to; without it they are fetched, with one
    query each. A link to a page leads to its version in the reader's language, or, where there is none, to
    the original and says so by ``hreflang``. A link that leads nowhere is plain text.
    """
    if links is None:
        links = {model: fetch(model, keys) for model, keys in linked_keys(source).items() if keys}

    def replace(match: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        start = _opening_tag(attributes, links)
        return f"{start}{match[2]}</a>" if start else match[2]

    html = _ANCHOR.sub(replace, source) if "<a" in source else source
    html = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=SAFE_SCHEMES, link_rel=None)
    language = current_language()
    return mark_safe(mark_foreign(typeset_html(html, language), language))


def _opening_tag(attributes: dict[str, str], links: Links) -> str:
    """Return the opening tag of a link, or an empty string where it leads nowhere."""
    kind, key = attributes.get("linktype"), attributes.get("id", "")
    if not kind:
        return f'<a href="{attributes["href"]}">' if attributes.get("href") else ""
    number = int(key) if key.isdecimal() and len(key) < 19 else 0
    if kind == "document":
        document = links.get(get_document_model(), {}).get(number)
        return f'<a href="{escape(document.url)}">' if document else ""
    found = links.get(Page, {}).get(number) if kind == "page" else None
    page = found if isinstance(found, Page) else None
    version = in_reader_language(page)
    if version is not None:
        return f'<a href="{escape(version.url)}">' if version.url else ""
    if page is not None and page.is_open_to_all and page.url:
        return f'<a href="{escape(page.url)}" hreflang="{page.locale.language_code}">'
    return ""


class Prose(RichText):
    """A rich text of the body, with the pages and documents its links lead to."""

    links: Links | None = None

    @property
    def html(self) -> SafeString:
        return expand(str(self.source or ""), self.links)

    def __html__(self) -> SafeString:
        return self.html

    def __bool__(self) -> bool:
        return bool(self.source)


class ProseBlock(blocks.RichTextBlock):
    """Text with links, lists, bold and italic."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": FEATURES, **kwargs})

    def to_python(self, value: str | None) -> Prose:
        prose = Prose(value or "")
        pages = already_loaded(Page)
        if pages is not None:
            prose.links = {Page: pages, get_document_model(): already_loaded(get_document_model()) or {}}
        return prose

    def normalize(self, value: RichText | str | None) -> Prose:
        if isinstance(value, Prose):
            return value
        return Prose((value.source if isinstance(value, RichText) else value and str(value)) or "")

    def value_from_form(self, value: str) -> Prose:
        return Prose(value)

    class Meta:
        default = ""
        icon = "pilcrow"
