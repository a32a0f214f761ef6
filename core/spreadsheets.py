"""Words of strangers on their way into a spreadsheet."""

import re
from typing import ClassVar

from wagtail.admin.views.mixins import SpreadsheetExportMixin

_FORMULA = re.compile(r"[=+@\t\r-]")
_NUMBER = re.compile(r"[+-]?[\d\s().-]*")


def as_text(value: str) -> str:
    """Return ``value`` with an apostrophe before it where a spreadsheet would run it as a formula.

    Numbers, telephone numbers among them, stay as they are.
    """
    return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value


class PlainExportMixin(SpreadsheetExportMixin):
    """A list of the admin whose words, whoever wrote them, run in no spreadsheet it is exported to.

    In XLSX Wagtail sees to that by itself.
    """

    custom_value_preprocess: ClassVar[dict] = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: {SpreadsheetExportMixin.FORMAT_CSV: as_text},
    }
