"""Finding words of one language on the pages of the other: in text, attributes, metadata and feeds."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from django.test import Client

CYRILLIC = re.compile(r"[А-Яа-яЁё]")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*[A-Za-z]")
ROMAN_NUMERAL = re.compile(r"[IVXLCDM]+")
#: Addresses and names of files are spelled alike in both languages.
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|\b[\w-]+\.(?:ru|com|org|example)\b|\b\w+\.(?:txt|pdf|zip)\b")
#: What a Russian reader meets in Latin letters on a Russian page.
LATIN_IN_RUSSIAN = frozenset(
    {
        "AVIF",
        "Atom",
        "CO",
        "DOCX",
        "EN",
        "GIF",
        "ICS",
        "JPEG",
        "JPG",
        "ODS",
        "ODT",
        "OK",
        "PDF",
        "PNG",
        "PO",
        "PPTX",
        "RSS",
    }
    | {"RU", "RuTube", "Rutube", "TXT", "Telegram", "VK", "WebVTT", "Wi-Fi", "XLSX", "ZIP", "cookie", "iCalendar"}
)
TEXT_ATTRIBUTES = ("alt", "title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "label")
META_NAMES = {"description", "og:title", "og:description", "og:site_name", "og:image:alt", "twitter:title"}
#: Properties of schema.org that hold words for people.
HUMAN_PROPERTIES = {
    "addressLocality", "addressRegion", "alternateName", "articleSection", "caption", "creditText", "description",
    "headline", "jobTitle", "keywords", "legalName", "name", "streetAddress", "text", "typicalAgeRange",
}  # fmt: skip
SILENT = {"script", "style", "template", "noscript"}
LANGUAGES = ("ru", "en")


@dataclass(frozen=True)
class Leak:
    """Words of the wrong language: on which page, in what, and the words."""

    url: str
    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.url} · {self.place} · {self.words[:120]}"


def find_leaks(
    client: Client, starts: list[str], *, allowed: frozenset[str] = frozenset(), limit: int = 2000
) -> list[Leak]:
    """Follow every link from ``starts`` below ``/ru/`` and ``/en/`` and return what leaks.

    ``allowed`` are Latin words that belong on Russian pages. Raises ``AssertionError`` on an answer of 500.
    """
    return [leak for page in walk(client, starts, limit) for leak in leaks_of(*page, allowed)]


def walk(client: Client, starts: list[str], limit: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield address, language, content type and text of every public page that links lead to from ``starts``."""
    waiting, seen = list(starts), set(starts)
    while waiting:
        url = waiting.pop(0)
        response = client.get(url)
        assert response.status_code < 500, url
        content_type = response.get("Content-Type", "").split(";")[0]
        if response.status_code in (301, 302):
            found = [response["Location"]]
        elif content_type.startswith("text/") or "xml" in content_type:
            content = b"".join(response).decode() if response.streaming else response.content.decode()
            yield url, language_of(url) or "", content_type, content
            found = links(url, content) if content_type == "text/html" else []
        else:
            found = []
        for address in found:
            address = local(urljoin(url, address))
            if "?" in address and "?" in url:
                continue  # one filter at a time: their combinations show no other words
            if address and address not in seen and len(seen) < limit:
                seen.add(address)
                waiting.append(address)


def links(url: str, html: str) -> list[str]:
    """Return the addresses a page links to, and those its filters would ask for."""
    soup = BeautifulSoup(html, "lxml")
    found = [str(tag["href"]) for tag in soup.select("a[href], link[rel=alternate][href]")]
    for form in soup.find_all("form"):
        if str(form.get("method", "get")).lower() == "get":
            action = form.get("action") or urldefrag(url).url.split("?")[0]
            for field in form.select("select[name]"):
                found += [f"{action}?{field['name']}={option.get('value', '')}" for option in field.find_all("option")]
            for field in form.select("input[type=radio][name], input[type=checkbox][name]"):
                found.append(f"{action}?{field['name']}={field.get('value', '')}")
    return found


def local(url: str) -> str:
    """Return the address without host and fragment if it is a page of ours, else nothing."""
    parts = urlsplit(urldefrag(url).url)
    if parts.netloc not in ("", "testserver") or language_of(parts.path) is None:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def language_of(url: str) -> str | None:
    """Return the language an address begins with."""
    return next((code for code in LANGUAGES if url.startswith(f"/{code}/")), None)


def leaks_of(url: str, language: str, content_type: str, content: str, allowed: frozenset[str]) -> list[Leak]:
    """Return what leaks on one page or feed in ``language``."""
    if content_type == "text/html":
        texts = html_texts(content)
    else:
        texts = iter([(content_type, content, language)]) if language == "en" else iter(())
    return [
        Leak(url, place, " ".join(words))
        for place, text, marked in texts
        if (words := foreign_words(text, marked or language, allowed))
    ]


def foreign_words(text: str, language: str, allowed: frozenset[str]) -> list[str]:
    """Return the words in ``text`` that are not ``language``."""
    if language == "en":
        return [word for word in text.split() if CYRILLIC.search(word)]
    if language == "ru":
        words = LATIN_WORD.findall(ADDRESS.sub(" ", text))
        known = LATIN_IN_RUSSIAN | allowed
        return [word for word in words if word not in known and not ROMAN_NUMERAL.fullmatch(word)]
    return []


def html_texts(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield everything a person may read or hear on a page: where it is, the text, the language it is marked with."""
    return _texts_below(BeautifulSoup(html, "lxml"), "", is_silent=False)


def _texts_below(tag: Tag, outer: str, *, is_silent: bool) -> Iterator[tuple[str, str, str]]:
    for node in tag.children:
        if isinstance(node, Tag):
            language = str(node.get("lang") or "").split("-")[0] or outer
            yield from _attributes(node, language)
            yield from _texts_below(node, language, is_silent=is_silent or node.name in SILENT)
            if node.name == "script" and "json" in str(node.get("type")):
                yield from _json_texts(json.loads(node.string or "null"), language)
        elif (
            isinstance(node, NavigableString)
            and not isinstance(node, PreformattedString)
            and not is_silent
            and node.strip()
        ):
            yield f"<{tag.name}>", str(node), outer


def _attributes(tag: Tag, language: str) -> Iterator[tuple[str, str, str]]:
    for name in TEXT_ATTRIBUTES:
        if tag.get(name):
            yield f"<{tag.name} {name}>", str(tag[name]), language
    if tag.name == "meta" and {tag.get("name"), tag.get("property")} & META_NAMES:
        yield f"<meta {tag.get('name') or tag.get('property')}>", str(tag.get("content", "")), language
    for name, value in tag.attrs.items():
        if language == "en" and name.startswith("data-"):
            yield f"<{tag.name} {name}>", str(value), language
    if tag.name == "input" and tag.get("type") in ("submit", "button", "reset"):
        yield "<input value>", str(tag.get("value", "")), language


def _json_texts(value: object, language: str, name: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the words for people in structured data; in other data, whatever has Cyrillic letters."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _json_texts(child, str(value.get("inLanguage", language)), key)
    elif isinstance(value, list):
        for child in value:
            yield from _json_texts(child, language, name)
    elif isinstance(value, str) and (name in HUMAN_PROPERTIES or CYRILLIC.search(value)):
        yield f"JSON {name}", value, language
