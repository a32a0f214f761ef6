"""Walking through what a StreamField holds."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue


def struct_values(value: Any) -> Iterator[StructValue]:
    """Yield every struct in the value of a block, the outer ones before those within them."""
    if isinstance(value, StreamValue):
        for child in value:
            yield from struct_values(child.value)
    elif isinstance(value, ListValue):
        for item in value:
            yield from struct_values(item)
    elif isinstance(value, StructValue):
        yield value
        for item in value.values():
            yield from struct_values(item)
