"""One query a model for everything that a page's stream fields point to."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from wagtail.blocks import ChooserBlock, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

Loaded = dict[type[models.Model], dict[int, models.Model]]
_loaded: ContextVar[Loaded | None] = ContextVar("loaded_references", default=None)


def load_references(page: models.Model) -> None:
    """Turn the raw values of every stream field of ``page`` into objects, with one query for each model."""
    streams = [
        (field, getattr(page, field.name)) for field in page._meta.get_fields() if isinstance(field, StreamField)
    ]
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for field, stream in streams:
        _collect(field.stream_block, list(stream.raw_data), wanted)
    found = {model: {obj.pk: obj for obj in model._default_manager.filter(pk__in=ids)} for model, ids in wanted.items()}
    with _available(found):
        for _field, stream in streams:
            for _child in stream:
                pass


def already_loaded(model: type[models.Model]) -> dict[int, models.Model] | None:
    """Return the objects of ``model`` fetched for the page being read, or None outside of that."""
    found = _loaded.get()
    return None if found is None else found.get(model, {})


@contextmanager
def _available(found: Loaded) -> Iterator[None]:
    token = _loaded.set(found)
    try:
        yield
    finally:
        _loaded.reset(token)


def _collect(block: Any, value: Any, wanted: dict[type[models.Model], set[int]]) -> None:
    """Walk raw JSON beside its block definition and note the keys that choosers hold."""
    if value is None:
        return
    if isinstance(block, ChooserBlock):
        if isinstance(value, int):
            wanted[block.model_class].add(value)
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
