"""The texts of a translation as a saving needs them: bare, in one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from localisation.editor.segments import MACHINE
from localisation.jobs.counting import Amount, characters_in, words_in


@dataclass
class Made:
    """The translation a text has."""

    pk: int
    data: str
    is_machine: bool
    has_error: bool
    tool: str
    updated_at: datetime

    @property
    def version(self) -> str:
        return self.updated_at.isoformat()

    @property
    def counts(self) -> bool:
        """Whether the text counts as translated."""
        return not self.has_error and bool(self.data.strip())


@dataclass
class Row:
    """One text at one place, and its translation if it has one."""

    key: str
    string_id: int
    context_id: int
    path: str
    source: str
    made: Made | None
    #: How often the text stands at this place.
    occurrences: int = 1

    @property
    def words(self) -> int:
        return words_in(self.source) * self.occurrences

    @property
    def characters(self) -> int:
        return characters_in(self.source) * self.occurrences


@dataclass(frozen=True)
class Progress:
    """How many texts and words are done."""

    texts: int
    texts_done: int
    amount: Amount

    @property
    def percent(self) -> int:
        """Of the words, 0 to 100; 100 only when nothing is left."""
        return self.amount.done * 100 // self.amount.total if self.amount.total else 100


def rows_of(translation: Translation) -> list[Row]:
    """Return all texts with their translations in one query, a text twice at one place once."""
    made = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
    ).values(
        json=JSONObject(
            pk="pk",
            data="data",
            type="translation_type",
            error="has_error",
            tool="tool_name",
            at="updated_at",
        )
    )
    segments = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .annotate(made=Subquery(made[:1]))
        .order_by("order", "pk")
        .values_list(
            "string_id",
            "context_id",
            "string__data_hash",
            "context__path_id",
            "context__path",
            "string__data",
            "made",
        )
    )
    rows: dict[str, Row] = {}
    for string_id, context_id, data_hash, path_id, path, source, json in segments:
        key = f"{data_hash}.{path_id}"
        if key in rows:
            rows[key].occurrences += 1
        else:
            rows[key] = Row(key, string_id, context_id, path, source, _made(json))
    return list(rows.values())


def progress_of(rows: list[Row]) -> Progress:
    """Return how far the texts are."""
    done = [row for row in rows if row.made and row.made.counts]
    return Progress(
        texts=len(rows),
        texts_done=len(done),
        amount=Amount(
            total=sum(row.words for row in rows),
            done=sum(row.words for row in done),
            characters=sum(row.characters for row in rows),
        ),
    )


def _made(json: dict[str, Any] | None) -> Made | None:
    if not json:
        return None
    return Made(
        pk=json["pk"],
        data=json["data"],
        is_machine=json["type"] == MACHINE,
        has_error=json["error"],
        tool=json["tool"],
        updated_at=datetime.fromisoformat(json["at"]),
    )
