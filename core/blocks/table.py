"""The table of a body, with every word of it open to translators."""

from decimal import Decimal
from hashlib import sha1
from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)
from wagtail_localize.segments import StringSegmentValue

from core.blocks.groups import TEXT

MOST_COLUMNS = 12
MOST_ROWS = 200


class TableBlock(TypedTableBlock):
    """Rows and columns with headings.

    Words are translated, numbers are written as each language writes them. A segment's path is made from its
    text, not from its place: moving a row or a column loses no translation, and words that come twice are
    translated once.
    """

    text = blocks.CharBlock(label=_("Text"), required=False, default="", max_length=1000)
    number = blocks.DecimalBlock(label=_("Number"), required=False)
    row_heading = blocks.CharBlock(label=_("Headings of the rows"), required=False, default="", max_length=200)

    def clean(self, table: TypedTable) -> TypedTable:
        cleaned = super().clean(table)
        problem = ""
        if len(cleaned.columns) > MOST_COLUMNS:
            problem = gettext("A table may have up to %(limit)d columns.") % {"limit": MOST_COLUMNS}
        elif len(cleaned.row_data) > MOST_ROWS:
            problem = gettext("A table may have up to %(limit)d rows.") % {"limit": MOST_ROWS}
        elif not self.is_deferred_validation and not (cleaned.columns and cleaned.row_data):
            problem = gettext("Add at least one column and one row.")
        if problem:
            raise TypedTableBlockValidationError(non_block_errors=[problem])
        return cleaned

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        """Return one segment for each different text of the table, in reading order."""
        texts = {_path(text): text for text in self._texts(table)}
        return [StringSegmentValue(path, text) for path, text in texts.items()]

    def restore_translated_segments(self, table: TypedTable, segments: list[StringSegmentValue]) -> TypedTable:
        """Return a table of the same shape with the words of ``segments`` in place of its own."""
        words = {segment.path: segment.render_text() for segment in segments}

        def translated(value: Any) -> Any:
            return words.get(_path(value), value) if isinstance(value, str) else value

        return TypedTable(
            columns=[{**column, "heading": translated(column["heading"])} for column in table.columns],
            row_data=[{"values": [translated(value) for value in row["values"]]} for row in table.row_data],
            caption=translated(table.caption),
        )

    def get_preview_value(self) -> TypedTable:
        columns = [
            {"block": self.child_blocks["row_heading"], "heading": gettext("Ticket")},
            {"block": self.child_blocks["number"], "heading": gettext("Price, ₽")},
        ]
        rows = [
            (pgettext("kind of ticket", "Full"), Decimal(500)),
            (pgettext("kind of ticket", "Student"), Decimal(300)),
        ]
        return TypedTable(columns=columns, row_data=[{"values": list(row)} for row in rows], caption=gettext("Tickets"))

    def _texts(self, table: TypedTable) -> list[str]:
        """Return all texts that hold a letter: figures and times alone are the same in every language."""
        texts = [table.caption, *(column["heading"] for column in table.columns)]
        for row in table.row_data:
            texts += [value for value in row["values"] if isinstance(value, str)]
        return [text for text in texts if text and any(char.isalpha() for char in text)]

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns. Give each column a heading; numbers stand under one another.")
        group = TEXT
        template = "blocks/table.html"


def _path(text: str) -> str:
    """Return a path component for ``text``, the same wherever the text stands."""
    return sha1(text.encode(), usedforsecurity=False).hexdigest()[:16]
