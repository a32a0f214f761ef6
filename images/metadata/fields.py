"""The fields press photographs carry, whichever standard wrote them."""

import re
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, Self

#: Control characters and the halves of surrogate pairs: no database keeps them, nobody means them.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
#: Longer than any caption; what is longer is damage.
_MOST_LETTERS = 4000
_MOST_KEYWORDS = 50


@dataclass
class Metadata:
    """What one standard, or all together, say of a picture. An empty text says nothing.

    ``taken_at`` is naive where the file names no zone: cameras write the time of their place.
    """

    headline: str = ""
    caption: str = ""
    byline: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    city: str = ""
    taken_at: datetime | None = None
    keywords: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, str):
                setattr(self, one.name, clean_text(value))
        self.keywords = list(dict.fromkeys(filter(None, map(clean_text, self.keywords))))[:_MOST_KEYWORDS]

    def filled_from(self, other: Self) -> Self:
        """Return these fields with the gaps filled from a less trusted reading."""
        return type(self)(**{one.name: getattr(self, one.name) or getattr(other, one.name) for one in fields(self)})

    def made_whole_from(self, other: Self) -> Self:
        """Return these fields, the texts that ``other`` goes on from where they were cut taken from it."""

        def whole(name: str) -> Any:
            mine, theirs = getattr(self, name), getattr(other, name)
            return theirs if isinstance(mine, str) and mine and theirs.startswith(mine) else mine

        return type(self)(**{one.name: whole(one.name) for one in fields(self)})

    def as_json(self) -> dict[str, object]:
        """Return the fields that say something, as JSON keeps them; dates in ISO 8601."""
        values = {name: value for name, value in asdict(self).items() if value}
        if self.taken_at:
            values["taken_at"] = self.taken_at.isoformat()
        return values


def clean_text(text: str) -> str:
    """Return ``text`` without unprintable characters, outer space and unreasonable length."""
    lines = _UNPRINTABLE.sub("", text[: 2 * _MOST_LETTERS].replace("\r\n", "\n").replace("\r", "\n"))
    return lines.strip()[:_MOST_LETTERS].rstrip()
