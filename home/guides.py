"""The guides of docs/, read in the admin: an editor has no repository to look into."""

import re
from dataclasses import dataclass
from itertools import pairwise
from mimetypes import guess_type
from pathlib import PurePosixPath
from urllib.parse import unquote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.bilingual import current_language

#: Whose guide it is, by its file's name.
GUIDES: dict[str, str | Promise] = {"editors": _("Guide for editors"), "translators": _("Guide for translators")}
#: A chapter is a heading of the second level; the first is the guide's name.
CHAPTER = "h2"
#: Seconds a browser keeps a picture.
KEPT = 3600
LINK = re.compile(r"(?P<name>\w+)(?:\.\w{2})?\.md(?P<chapter>#.*)?")


@dataclass(frozen=True)
class Guide:
    """A guide in one language: its title, its chapters as (anchor, words), and the whole as HTML."""

    title: str
    chapters: tuple[tuple[str, str], ...]
    html: str


def read_guide(name: str, language: str) -> Guide:
    """Return the guide ``docs/<name>.md`` in ``language``, English where it has no file of its own.

    Read as CommonMark with tables; HTML in it is shown as text. Pictures and other guides are led to their addresses
    in the admin. Raises KeyError for a name that is no guide.
    """
    title = str(GUIDES[name])
    files = [settings.GUIDES_DIR / f"{name}.{language}.md", settings.GUIDES_DIR / f"{name}.md"]
    text = next(file for file in files if file.exists()).read_text()
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    chapters = []
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open":
            anchor = slugify(words.content, allow_unicode=True)
            opening.attrSet("id", anchor)
            if opening.tag == CHAPTER:
                chapters.append((anchor, words.content))
            elif opening.tag == "h1":
                title = words.content
        for token in words.children or ():
            _lead(token)
    body = tokens[3:] if tokens[0].tag == "h1" else tokens  # the page has the title above
    # The text is the repository's own and HTML in it is off, so what is rendered can be trusted.
    return Guide(title, tuple(chapters), mark_safe(markdown.renderer.render(body, markdown.options, {})))


def _lead(token: Token) -> None:
    """Give a picture or a link between guides its address in the admin."""
    if token.type == "image":
        token.attrSet("src", reverse("guide_picture", args=[PurePosixPath(str(token.attrs["src"])).name]))
        token.attrSet("loading", "lazy")
    elif token.type == "link_open":
        address = unquote(str(token.attrs["href"]))
        if address.startswith("#"):
            token.attrSet("href", address)
        elif (found := LINK.fullmatch(address)) and found["name"] in GUIDES:
            token.attrSet("href", reverse("guide", args=[found["name"]]) + (found["chapter"] or ""))


def guide(request: HttpRequest, name: str) -> HttpResponse:
    """Show a guide in the language of the admin."""
    if name not in GUIDES:
        raise Http404
    found = read_guide(name, current_language())
    others = [(reverse("guide", args=[other]), label) for other, label in GUIDES.items() if other != name]
    context = {"guide": found, "others": others, "page_title": found.title, "header_icon": "doc-full"}
    return render(request, "home/admin/guide.html", context)


def guide_picture(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with a picture of the guides."""
    pictures = settings.GUIDES_DIR / "images"
    if pictures / name not in pictures.iterdir():
        raise Http404
    answer = HttpResponse((pictures / name).read_bytes(), content_type=guess_type(name)[0])
    patch_cache_control(answer, private=True, max_age=KEPT)
    return answer
