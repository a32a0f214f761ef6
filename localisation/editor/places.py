"""Where the texts of a page stand, in words a person understands: “Gallery, photograph 3, caption”.

Nothing is asked of the database: the places are read from the frozen content of a ``TranslationSource`` and the
definitions of fields and blocks.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import TranslationSource

#: Fields for search engines: they stand last, whatever their order in the model.
LAST = ("seo_title", "search_description")
#: What search engines show of a text; longer ones are a warning.
ADVISED = {"seo_title": 70, "search_description": 160}
#: What another language may have another of, by the block that chooses it.
CHOICES = {"photo": ImageChooserBlock, "document": DocumentChooserBlock, "address": blocks.URLBlock}
#: Blocks without words: what they hold is chosen, not translated.
NOT_TEXT = (blocks.ChooserBlock, blocks.URLBlock, blocks.EmailBlock)


@dataclass(frozen=True)
class Place:
    """A place of one text: its path, what it is called, the block or field it belongs to, and how much it holds."""

    path: str
    label: str
    group: str
    group_label: str
    icon: str = "pilcrow"
    photo_id: int | None = None
    limit: int | None = None
    advised: int | None = None
    is_blank: bool = False
    is_plain: bool = True


@dataclass
class Map:
    """All places of a page by path, in the order they are read, and the photographs of the page in theirs.

    ``choices`` are the places where something is chosen that another language may have another of: a
    photograph, a document, an address.
    """

    places: dict[str, Place] = field(default_factory=dict)
    photo_ids: list[int] = field(default_factory=list)
    choices: dict[str, tuple[str, Place]] = field(default_factory=dict)

    @property
    def blanks(self) -> list[Place]:
        """Places of plain text that the original leaves blank."""
        return [place for place in self.places.values() if place.is_blank and place.is_plain]

    def find(self, path: str) -> Place:
        """Return the place of ``path``, or of what it lies in; of the field alone where that is not known."""
        parts = path.split(".")
        for end in range(len(parts), 0, -1):
            place = self.places.get(".".join(parts[:end]))
            if place is not None:
                return place if end == len(parts) else replace(place, path=path, limit=None, is_blank=False)
        name = parts[0].replace("_", " ").capitalize()
        return Place(path, name, parts[0], name)

    def add(self, place: Place) -> None:
        self.places[place.path] = place

    def add_photo(self, key: object) -> None:
        if isinstance(key, int) and key not in self.photo_ids:
            self.photo_ids.append(key)


def map_of(source: TranslationSource) -> Map:
    """Return the places of all texts of a source, blank ones included, named in the language of the moment."""
    model = source.specific_content_type.model_class()
    found = Map()
    if model is None:
        return found
    content = json.loads(source.content_json)
    fields = [translatable.get_field(model) for translatable in get_translatable_fields(model)]
    names = {item.name for item in fields}
    for item in model._meta.get_fields():
        if isinstance(item, models.ForeignKey) and item.related_model is get_image_model() and item.name in names:
            found.add_photo(content.get(item.name))
    for item in sorted(fields, key=_reading_order):
        if item.name != "slug":
            _map_field(item, content.get(item.name), found, content)
    return found


def _reading_order(item: models.Field) -> int:
    """Sort the title first, then the fields as the model has them, those for search engines last."""
    if item.name in LAST:
        return 2 + LAST.index(item.name)
    return 0 if item.name == "title" else 1


def _map_field(item: Any, value: Any, found: Map, content: dict[str, Any]) -> None:
    path = item.name
    if isinstance(item, StreamField):
        children = json.loads(value) if isinstance(value, str) else value or []
        _map_stream(item.stream_block, children, found, path)
    elif isinstance(item, models.ManyToOneRel):
        for number, child in enumerate(content.get(item.name) or [], 1):
            _map_child(item, child, found, path, number)
    elif isinstance(item, models.CharField | models.TextField) and not item.choices:
        label = str(capfirst(item.verbose_name))
        limit = item.max_length if isinstance(item, models.CharField) else None
        found.add(
            Place(
                path=path,
                label=label,
                group=path,
                group_label=label,
                icon="title" if item.name == "title" else "search" if item.name in LAST else "pilcrow",
                limit=limit,
                advised=ADVISED.get(item.name),
                is_blank=not value,
                is_plain=not isinstance(item, RichTextField),
            )
        )


def _map_child(relation: Any, child: dict[str, Any], found: Map, path: str, number: int) -> None:
    """Note the texts of a row that hangs on the page."""
    model = relation.related_model
    key = str(child.get("translation_key", ""))
    name = f"{capfirst(str(model._meta.verbose_name))} {number}"
    for translatable in get_translatable_fields(model):
        item = translatable.get_field(model)
        if isinstance(item, models.CharField | models.TextField) and not item.choices:
            found.add(
                Place(
                    path=f"{path}.{key}.{item.name}",
                    label=_join(name, str(item.verbose_name)),
                    group=f"{path}.{key}",
                    group_label=name,
                    limit=item.max_length,
                    is_blank=not child.get(item.name),
                )
            )


def _map_stream(stream: blocks.BaseStreamBlock, children: list[Any], found: Map, path: str) -> None:
    kinds = Counter(child.get("type") for child in children)
    seen: Counter[str] = Counter()
    for child in children:
        block = stream.child_blocks.get(child.get("type"))
        if block is None:
            continue
        seen[child["type"]] += 1
        name = str(capfirst(block.label))
        if kinds[child["type"]] > 1:
            name = _("%(block)s %(number)d") % {"block": name, "number": seen[child["type"]]}
        key = f"{path}.{child.get('id')}"
        group = Place(path=key, label=name, group=key, group_label=name, icon=block.meta.icon)
        found.add(replace(group, is_plain=False))
        _map_block(block, child.get("value"), found, group)


def _map_block(block: blocks.Block, value: Any, found: Map, place: Place) -> None:
    """Note the texts of a block and of those inside it; ``place`` is where the block stands."""
    if isinstance(block, ImageChooserBlock):
        found.add_photo(value)
    kind = next((kind for kind, types in CHOICES.items() if isinstance(block, types)), "")
    if kind and value:
        found.choices[place.path] = (kind, place)
    elif isinstance(block, NOT_TEXT) or hasattr(block, "get_translatable_segments"):
        pass
    elif isinstance(block, blocks.RichTextBlock):
        found.add(replace(place, is_blank=not value, is_plain=False))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        found.add(replace(place, is_blank=not value, limit=getattr(block.field, "max_length", None), is_plain=True))
    elif isinstance(block, blocks.StructBlock):
        _map_struct(block, value if isinstance(value, dict) else {}, found, place)
    elif isinstance(block, blocks.ListBlock):
        for number, (key, child) in enumerate(_items(value), 1):
            name = _("%(block)s %(number)d") % {"block": block.child_block.label, "number": number}
            label = _join(place.label, name)
            _map_block(block.child_block, child, found, replace(place, path=f"{place.path}.{key}", label=label))
    elif isinstance(block, blocks.BaseStreamBlock):
        for child in value or []:
            inner = block.child_blocks.get(child.get("type"))
            if inner is not None:
                label = _join(place.label, str(inner.label))
                at = replace(place, path=f"{place.path}.{child.get('id')}", label=label)
                _map_block(inner, child.get("value"), found, at)


def _map_struct(block: blocks.StructBlock, value: dict[str, Any], found: Map, place: Place) -> None:
    photo_id = next(
        (
            value.get(name)
            for name, child in block.child_blocks.items()
            if isinstance(child, ImageChooserBlock) and isinstance(value.get(name), int)
        ),
        place.photo_id,
    )
    for name, child in block.child_blocks.items():
        is_list = isinstance(child, blocks.ListBlock)
        label = place.label if is_list else _join(place.label, str(child.label))
        _map_block(
            child, value.get(name), found, replace(place, path=f"{place.path}.{name}", label=label, photo_id=photo_id)
        )


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the items of a list with their ids; a list of the old form has none and is not translated."""
    for item in value or []:
        if isinstance(item, dict) and item.get("type") == "item" and "id" in item:
            yield str(item["id"]), item.get("value")


def _join(place: str, part: str) -> str:
    """Return ``Gallery, caption``; what would be said twice is said once."""
    if place.rstrip("0123456789 ").lower().endswith(part.lower()):
        return place
    return f"{place}, {part[:1].lower()}{part[1:]}"
