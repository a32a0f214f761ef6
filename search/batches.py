"""Many things a few at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield ``items`` in tuples of ``size``, the last with what is left."""
    iterator = iter(items)
    while batch := tuple(islice(iterator, size)):
        yield batch
