"""Loads the demo content: records, pages, translations, settings, in one transaction."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.roles import ensure_roles
from home.demo.content import Item, is_translated, other_language, source_language
from home.demo.desk import load_desk
from home.demo.filling import fill
from home.demo.frame import load_frame
from home.demo.indexing import indexed_at_the_end
from home.demo.loading import Loading, NewPage, Say
from home.demo.localising import edit_source, translate
from home.demo.newsroom import load_newsroom
from home.demo.records import load_records
from home.demo.tree import make_pages, make_sections
from home.demo.visitor import load_visitor
from home.demo.words import paragraphs


def load(say: Say, today: date | None = None) -> int:
    """Make what is missing of the demo content and return how many pages that were.

    ``today`` is the day dates are counted from, by the site's clock. Pages and records that are there
    already stay as editors have left them. Either everything is made or nothing.
    """
    loading = Loading(say, today or timezone.localdate())
    with transaction.atomic(), indexed_at_the_end(say):
        say(f"Records and {len(loading.content.photos)} photographs …")
        load_records(loading.content, loading.keys)
        made = _load_pages(loading)
        ensure_roles()  # rights on pages need the home pages
        load_frame(loading)
        load_newsroom(loading)
        load_visitor()
    return made


def _load_pages(loading: Loading) -> int:
    content = loading.content
    sections = make_sections(loading)
    lists = {"venue": content.venues, "article": content.articles, "event": content.events, "page": content.pages}
    new = {kind: make_pages(loading, kind, items, "ru") for kind, items in lists.items()}
    _finish(loading, sections)
    for kind, items in lists.items():
        new[kind] += make_pages(loading, kind, items, "en")
    for kind, pages in new.items():
        if pages:
            loading.say(f"{len(pages)} pages ({kind}) in both languages …")
        _finish(loading, pages)
    for made in (made for pages in new.values() for made in pages if "outdated" in made.item):
        _outdate(made, made.item["outdated"])
    load_desk(loading, [made for pages in new.values() for made in pages])
    return len(sections) + sum(map(len, new.values()))


def _finish(loading: Loading, pages: list[NewPage]) -> None:
    """Fill and publish pages, then translate those that have both languages."""
    for new in pages:
        fill(loading, new)
    for new in pages:
        if is_translated(new.item):
            target = other_language(source_language(new.item))
            page = type(new.page).objects.get(pk=new.page.pk)
            translate(page, loading.locales[target], new.words, new.item[f"slug_{target}"])


def _outdate(new: NewPage, later: Item) -> None:
    """Edit the source of a translated page, so that its translation is out of date."""
    language = source_language(new.item)
    texts = list(new.item["body"][later["block"]][f"html_{language}"])
    texts[later["paragraph"]] = later[f"html_{language}"]
    edit_source(new.page, later["block"], paragraphs(texts))
