"""One query a model for everything that a page's stream fields point to."""

import re
from collections import defaultdict
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from wagtail.blocks import Block, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.models import Page

from core.bilingual import current_language
from core.visibility import open_to_all

Objects = dict[int, models.Model]
_LINK = re.compile(r'<a\b[^>]*\blinktype="(page|document)"[^>]*>')
_ID = re.compile(r'\bid="(\d{1,18})"')


@dataclass
class Wanted:
    """The keys that a page's stream fields hold, by model, and what to join when they are fetched."""

    keys: dict[type[models.Model], set[int]] = field(default_factory=lambda: defaultdict(set))
    joins: dict[type[models.Model], set[str]] = field(default_factory=lambda: defaultdict(set))


Loaded = dict[type[models.Model], Objects]
_loaded: ContextVar[Loaded | None] = ContextVar("loaded_references", default=None)


def load_references(page: models.Model, also: dict[type[models.Model], set[int]] | None = None) -> Loaded:
    """Turn the raw values of every stream field of ``page`` into objects, with one query for each model.

    ``also`` names keys that the page needs besides, fetched in the same queries. Returns all objects by
    model and key.
    """
    streams = [
        (stream_field.stream_block, getattr(page, stream_field.name))
        for stream_field in page._meta.get_fields()
        if isinstance(stream_field, StreamField)
    ]
    wanted = Wanted()
    for model, keys in (also or {}).items():
        wanted.keys[model] |= keys
    for block, stream in streams:
        _collect(block, list(stream.raw_data), wanted)
    found = {model: fetch(model, keys, wanted.joins[model]) for model, keys in wanted.keys.items() if keys}
    with _available(found):
        for _block, stream in streams:
            for _child in stream:
                pass
    return found


def already_loaded(model: type[models.Model]) -> Objects | None:
    """Return the objects of ``model`` fetched for the page being read, or None outside of that."""
    found = _loaded.get()
    return None if found is None else found.get(model, {})


def fetch(model: type[models.Model], keys: Iterable[int], joins: Iterable[str] = ()) -> Objects:
    """Return the objects of ``model`` by key, in one query; pages come with their translations.

    ``joins`` are foreign keys to load in the same query. A page's translation for the reader is asked of
    :func:`in_reader_language`.
    """
    if issubclass(model, Page):
        return _fetch_pages(model, keys)
    queryset = model._default_manager.filter(pk__in=set(keys))
    names = tuple(joins)  # select_related() without a name would follow every foreign key
    return {found.pk: found for found in (queryset.select_related(*names) if names else queryset)}


def in_reader_language(page: Page | None) -> Page | None:
    """Return the version of ``page`` in the reader's language that anybody may read, or None.

    Costs nothing for a page that came with ``load_references``; a query otherwise (an editor's preview).
    """
    if page is None:
        return None
    group = getattr(page, "_group", None)
    if group is None:
        fetched = _fetch_pages(type(page), [page.pk] if page.pk else []).get(page.pk)
        group = getattr(fetched, "_group", [])
    language = current_language()
    return next(
        (version for version in group if version.is_open_to_all and version.locale.language_code == language),
        None,
    )


def linked_keys(html: str) -> dict[type[models.Model], set[int]]:
    """Return the keys of the pages and documents that rich text links to."""
    keys: dict[type[models.Model], set[int]] = {Page: set(), get_document_model(): set()}
    for match in _LINK.finditer(html):
        key = _ID.search(match[0])
        if key:
            keys[Page if match[1] == "page" else get_document_model()].add(int(key[1]))
    return keys


def _fetch_pages(model: type[Page], keys: Iterable[int]) -> Objects:
    """Fetch pages and all their translations in one query; each page knows its group, oldest first."""
    keys = set(keys)
    for_cards = getattr(model.objects, "for_cards", None) or getattr(model, "for_serving", model.objects.all)
    groups: dict[Any, list[Page]] = defaultdict(list)
    same_group = model.objects.filter(pk__in=keys).values("translation_key")
    versions = for_cards().annotate(
        is_open_to_all=models.ExpressionWrapper(open_to_all(), output_field=models.BooleanField())
    )
    for version in versions.filter(translation_key__in=same_group).select_related("locale").order_by("pk"):
        groups[version.translation_key].append(version)
    found: Objects = {}
    for group in groups.values():
        for version in group:
            version._group = group
            version.__dict__["original"] = group[0]
            if version.pk in keys:
                found[version.pk] = version
    return found


@contextmanager
def _available(found: Loaded) -> Generator[None, None, None]:
    token = _loaded.set(found)
    try:
        yield
    finally:
        _loaded.reset(token)


def _collect(block: Block, value: Any, wanted: Wanted) -> None:
    """Walk raw JSON beside its block definition and note the keys that choosers and links hold."""
    if value is None:
        return
    if isinstance(block, ChooserBlock):
        if isinstance(value, int):
            wanted.keys[block.model_class].add(value)
            wanted.joins[block.model_class].update(getattr(block, "joins", ()))
    elif isinstance(block, RichTextBlock):
        for model, keys in linked_keys(str(value)).items():
            wanted.keys[model] |= keys
    elif isinstance(block, StreamBlock):
        for child in value:
            child_block = block.child_blocks.get(child.get("type"))
            if child_block is not None:
                _collect(child_block, child.get("value"), wanted)
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            if isinstance(value, dict):
                _collect(child_block, value.get(name), wanted)
    elif isinstance(block, ListBlock):
        for item in value:
            is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            _collect(block.child_block, item["value"] if is_wrapped else item, wanted)
