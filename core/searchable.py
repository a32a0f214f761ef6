"""What things say of themselves to the search: rooms describe, ``search`` keeps and finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from wagtail.search import index


@dataclass(frozen=True)
class Searchable:
    """One thing in one language: its words from the weightiest to the lightest, and what results are narrowed by.

    ``names`` are people, topics and places; a name may come in both scripts. ``moments`` are the beginnings of an
    event's dates. Before ``shown_from`` nobody finds it. ``needs_mention`` is for what only pages lead to: it is
    found once a page that can be found itself mentions it.
    """

    language: str
    title: str
    kind: str = "pages"
    names: tuple[str, ...] = ()
    lead: str = ""
    body: str = ""
    topic_ids: tuple[int, ...] = ()
    venue_key: UUID | None = None
    photo_id: int | None = None
    published_at: datetime | None = None
    moments: tuple[datetime, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    time_zone: str = ""
    shown_from: datetime | None = None
    address: str = ""
    needs_mention: bool = False


Describe = Callable[[models.Model], Iterable[Searchable]]

#: Records that can be found besides pages, and what describes them; a room adds its own in ``AppConfig.ready``.
RECORDS: dict[type[models.Model], Describe] = {}


def register(model: type[models.Model], describe: Describe) -> None:
    """Let records of ``model`` be found: ``describe`` gives one ``Searchable`` for each language a record has."""
    RECORDS[model] = describe


def other_text(record: index.Indexed, besides: tuple[str, ...] = ("title", "lead")) -> str:
    """Return the text of all fields that ``record`` declares for search, without those named."""
    parts: list[str] = []
    for field in record.get_search_fields():
        if isinstance(field, index.SearchField) and field.field_name not in besides:
            value = field.get_value(record)
            parts += [str(item) for item in value] if isinstance(value, list | tuple) else [str(value or "")]
    return "\n".join(part for part in parts if part)
