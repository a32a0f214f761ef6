"""Makes the draft: the body's blocks from what was read, the page and its first revision."""

import json
from itertools import groupby
from typing import Any
from uuid import uuid4

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from accounts.models import User
from articles.models import ArticleIndexPage, ArticlePage
from articles.word.parts import Grid, Heading, Manuscript, Part, Picture, Quotation, Text
from articles.word.pictures import PictureShelf
from articles.word.report import Report, report_of
from core.blocks.table import MOST_COLUMNS, MOST_ROWS
from core.slugs import transliterated_slug
from core.tidying import tidy, tidy_html
from images.models import Photo

LOG_ACTION = "articles.word_import"
LONGEST_TITLE = 255
LONGEST_CELL = 1000
LONGEST_QUOTE = 2000

Block = tuple[str, Any]


def write_draft(manuscript: Manuscript, section: ArticleIndexPage, user: User, fallback_title: str) -> ArticlePage:
    """Return the new draft below ``section``, in its language; the report is kept with the page's history.

    All or nothing: when anything fails, neither rows nor files remain.
    """
    language = section.locale.language_code
    title = tidy(manuscript.title or fallback_title, language)
    shelf = PictureShelf(user, language, _cut(title, LONGEST_TITLE))
    try:
        with transaction.atomic():
            body = _Body(manuscript, shelf, language)
            article = ArticlePage(
                title=_cut(title, LONGEST_TITLE),
                slug=find_available_slug(section, transliterated_slug(title)),
                lead=tidy(manuscript.lead, language),
                body=json.dumps(body.blocks(), ensure_ascii=False),
                locale=section.locale,
                owner=user,
                live=False,
            )
            section.add_child(instance=article)
            article.save_revision(user=user, log_action=True, clean=False)
            report = report_of(manuscript, shelf, is_title_cut=len(title) > LONGEST_TITLE, tables_as_text=body.as_text)
            log(article, LOG_ACTION, user=user, data=report.as_data())
    except BaseException:
        shelf.clear()
        raise
    return article


def latest_report(article: ArticlePage) -> Report | None:
    """Return what the import of this article said; None for one that was not imported."""
    entry = PageLogEntry.objects.filter(page=article.pk, action=LOG_ACTION).order_by("-timestamp").first()
    return Report.from_data(entry.data) if entry else None


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + "…"


class _Body:
    """The blocks of the body, in the order of the file."""

    def __init__(self, manuscript: Manuscript, shelf: PictureShelf, language: str) -> None:
        self.parts = manuscript.parts
        self.shelf = shelf
        self.language = language
        self.as_text = 0

    def blocks(self) -> list[dict[str, Any]]:
        found: list[Block] = []
        for kind, parts in groupby(self._with_plain_tables(), key=type):
            found += self._group(kind, list(parts))
        return [{"type": name, "value": value, "id": str(uuid4())} for name, value in found]

    def _with_plain_tables(self) -> list[Part]:
        """Turn tables that the site's own table cannot hold into paragraphs, row by row."""
        parts: list[Part] = []
        for part in self.parts:
            if not isinstance(part, Grid) or _fits(part):
                parts.append(part)
                continue
            self.as_text += 1
            lines = ["; ".join(filter(None, row)) for row in part.rows]
            parts += [Text(_escaped(line), line) for line in lines if line]
        return parts

    def _group(self, kind: type, parts: list[Any]) -> list[Block]:
        if kind is Text:
            return [("paragraph", tidy_html(_prose(parts), self.language))]
        if kind is Picture:
            return self._pictures(parts)
        if kind is Heading:
            return [
                ("heading", {"text": _cut(tidy(part.text, self.language), 200), "level": str(part.level)})
                for part in parts
            ]
        if kind is Quotation:
            return [_quotation(parts, self.language)]
        return [("table", self._table(part)) for part in parts]

    def _pictures(self, pictures: list[Picture]) -> list[Block]:
        brought = [(picture, photo) for picture in pictures if (photo := self.shelf.bring(picture))]
        items = [self._photo(picture, photo) for picture, photo in brought]
        if len(items) > 1:
            photos = [{"type": "item", "value": item, "id": str(uuid4())} for item in items]
            return [("gallery", {"title": "", "photos": photos})]
        return [("photo", {**item, "size": "text"}) for item in items]

    def _photo(self, picture: Picture, photo: Photo) -> dict[str, Any]:
        """Return the values of a photograph; a caption that its record has too is left to the record."""
        caption = tidy(picture.caption, self.language)
        kept = getattr(photo, f"caption_{self.language}")
        return {"photo": photo.pk, "caption": "" if caption == kept else caption, "alt": "", "decorative": False}

    def _table(self, grid: Grid) -> dict[str, Any]:
        rows = [[tidy(cell, self.language)[:LONGEST_CELL] for cell in row] for row in grid.rows]
        headings, *others = rows
        return {
            "columns": [{"type": "text", "heading": heading} for heading in headings],
            "rows": [{"values": row} for row in others],
            "caption": "",
        }


def _fits(grid: Grid) -> bool:
    widest, longest = len(grid.rows[0]), max(len(cell) for row in grid.rows for cell in row)
    return 1 < len(grid.rows) <= MOST_ROWS + 1 and widest <= MOST_COLUMNS and longest <= LONGEST_CELL


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _prose(texts: list[Text]) -> str:
    """Return rich text: paragraphs, and lists of neighbouring items."""
    html = ""
    for tag, group in groupby(texts, key=lambda text: text.list_tag):
        items = list(group)
        if tag:
            html += f"<{tag}>" + "".join(f"<li>{item.html}</li>" for item in items) + f"</{tag}>"
        else:
            html += "".join(f"<p>{item.html}</p>" for item in items)
    return html


def _quotation(parts: list[Quotation], language: str) -> Block:
    """Return one quotation; a last line that begins with a dash says whose words they are."""
    lines = [line.strip() for part in parts for line in part.text.splitlines() if line.strip()]
    name = ""
    if len(lines) > 1 and lines[-1].startswith(("—", "–", "-")):
        name = lines.pop().lstrip("—–- ")[:160]
    text = tidy("\n".join(lines), language)[:LONGEST_QUOTE]
    return "quote", {"text": text, "person": None, "name": tidy(name, language), "role": "", "is_pull": False}
