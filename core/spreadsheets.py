"""Words of strangers on their way into a spreadsheet."""

import re

_FORMULA = re.compile(r"[=+@\t\r-]")
_NUMBER = re.compile(r"[+-]?[\d\s().-]*")


def as_text(value: str) -> str:
    """Return ``value`` with an apostrophe before it where a spreadsheet would run it as a formula.

    Numbers, telephone numbers among them, stay as they are.
    """
    return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value
