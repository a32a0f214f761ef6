"""Tidies the typography of a whole page: its fields, what hangs on it, and every block of its body."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from core.tidying import tidy, tidy_html

_SKIPPED = {"slug", "draft_title", "url_path", "path", "content_type", "latest_revision"}
_TOKENS = re.compile(r"\w+|\s|[^\w\s]")
_VISIBLE = {"\u00a0": "⍽"}


@dataclass(frozen=True)
class Change:
    """One text that typography changes, and where it stands."""

    place: str
    before: str
    after: str

    @property
    def marked(self) -> SafeString:
        """The new text with what differs marked; no-break spaces are made visible."""
        old, new = (_TOKENS.findall(_words(text)) for text in (self.before, self.after))
        result: list[str] = []
        for kind, _start, _end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            text = "".join(_VISIBLE.get(token, token) for token in new[first:last])
            result.append(format_html("<mark>{}</mark>" if kind != "equal" and text else "{}", text))
        return mark_safe("".join(result))


def _words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html)).strip()


def tidy_page(page: Page) -> list[Change]:
    """Tidy every text of ``page`` in place, without saving, and return what has changed."""
    language = page.locale.language_code
    changes = _tidy_fields(page, language, "")
    for relation in get_all_child_relations(type(page)):
        children = getattr(page, relation.get_accessor_name())
        if not hasattr(children, "get_object_list"):
            continue
        for child in children.get_object_list():
            changes += _tidy_fields(child, language, f"{relation.related_model._meta.verbose_name}: ")
    return changes


def _tidy_fields(record: models.Model, language: str, prefix: str) -> list[Change]:
    changes: list[Change] = []
    for field in record._meta.get_fields():
        if not isinstance(field, models.Field) or field.name in _SKIPPED or not field.editable:
            continue
        place = f"{prefix}{field.verbose_name}"
        if isinstance(field, StreamField):
            changes += _tidy_stream(record, field, language, place)
        elif _is_text(field):
            old = getattr(record, field.name) or ""
            change = tidy_html if isinstance(field, RichTextField) else tidy
            new = change(old, _language_of(field.name, language))
            if new != old and (field.max_length is None or len(new) <= field.max_length):
                setattr(record, field.name, new)
                changes.append(Change(str(place), old, new))
    return changes


def _is_text(field: models.Field) -> bool:
    is_words = isinstance(field, models.CharField | models.TextField)
    is_address = isinstance(field, models.SlugField | models.URLField | models.EmailField)
    return is_words and not is_address and not field.choices


def _language_of(name: str, language: str) -> str:
    """Return the language of a column: ``title_en`` is English on a Russian page too."""
    return next((code for code, _label in settings.LANGUAGES if name.endswith(f"_{code}")), language)


def _tidy_stream(record: models.Model, field: StreamField, language: str, place: str) -> list[Change]:
    walker = _Walker(language, place)
    block = field.stream_block
    raw = block.get_prep_value(getattr(record, field.name))
    changed = walker.walk(block, raw)
    if walker.changes:
        setattr(record, field.name, StreamValue(block, changed, is_lazy=True))
    return walker.changes


class _Walker:
    """Goes through the raw values of a stream and returns them tidied."""

    def __init__(self, language: str, place: str) -> None:
        self.language = language
        self.place = place
        self.changes: list[Change] = []

    def walk(self, block: blocks.Block, raw: Any) -> Any:
        if isinstance(block, blocks.StreamBlock):
            return [self._child(block.child_blocks.get(child["type"]), child) for child in raw or []]
        if isinstance(block, blocks.ListBlock):
            return [self._child(block.child_block, item) for item in raw or []]
        if isinstance(block, blocks.StructBlock):
            known = block.child_blocks
            return {name: self.walk(known[name], value) if name in known else value for name, value in raw.items()}
        if isinstance(block, TypedTableBlock):
            return self._table(block, raw)
        if isinstance(block, blocks.RichTextBlock):
            return self._text(block, raw, tidy_html)
        if isinstance(block, blocks.CharBlock | blocks.TextBlock):
            return self._text(block, raw, tidy)
        return raw

    def _child(self, block: blocks.Block | None, item: Any) -> Any:
        if block is None:
            return item
        if isinstance(item, dict) and "value" in item and "type" in item:
            if isinstance(block, blocks.StructBlock):
                self.place, kept = str(block.label), self.place
                item = {**item, "value": self.walk(block, item["value"])}
                self.place = kept
                return item
            return {**item, "value": self.walk(block, item["value"])}
        return self.walk(block, item)

    def _table(self, block: TypedTableBlock, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        kinds = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
        return {
            **raw,
            "caption": self._text(block, raw.get("caption", ""), tidy),
            "columns": [{**column, "heading": self._text(block, column["heading"], tidy)} for column in raw["columns"]],
            "rows": [
                {
                    **row,
                    "values": [
                        self.walk(kind, value) if kind is not None else value
                        for kind, value in zip(kinds, row["values"], strict=False)
                    ],
                }
                for row in raw["rows"]
            ],
        }

    def _text(self, block: blocks.Block, raw: Any, change: Callable[[str, str], str]) -> Any:
        if not isinstance(raw, str):
            return raw
        new = change(raw, self.language)
        limit = getattr(getattr(block, "field", None), "max_length", None)
        if new == raw or (limit and len(new) > limit):
            return raw
        label = str(block.label)
        place = label if label == self.place else f"{self.place}: {label}" if label else self.place
        self.changes.append(Change(place, raw, new))
        return new
