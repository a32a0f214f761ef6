"""The accessible view: what a visitor may choose and the cookie that remembers it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

COOKIE = "a11y"
COOKIE_AGE = 365 * 24 * 60 * 60

#: Of each setting: its code, its name, and its values with their names, the usual one first.
SETTINGS: tuple[tuple[str, str | Promise, tuple[tuple[str, str | Promise], ...]], ...] = (
    ("fs", _("Text size"), (("1", "100 %"), ("2", "125 %"), ("3", "150 %"), ("4", "200 %"))),
    (
        "cs",
        _("Colours"),
        (
            ("0", pgettext_lazy("colours", "Standard")),
            ("bw", _("Black on white")),
            ("wb", _("White on black")),
            ("bl", _("Navy on pale blue")),
            ("be", _("Brown on beige")),
            ("bg", _("Green on brown")),
        ),
    ),
    (
        "sp",
        _("Line spacing"),
        (("1", pgettext_lazy("spacing", "Standard")), ("2", _("Wider")), ("3", _("Widest"))),
    ),
    (
        "ls",
        _("Letter spacing"),
        (("1", pgettext_lazy("spacing", "Standard")), ("2", _("Wider")), ("3", _("Widest"))),
    ),
    (
        "im",
        pgettext_lazy("display settings", "Images"),
        (("1", pgettext_lazy("images", "On")), ("2", _("Greyscale")), ("3", pgettext_lazy("images", "Off"))),
    ),
    ("ff", _("Typeface"), (("1", _("Site fonts")), ("2", _("Sans serif")))),
)


@dataclass(frozen=True)
class Choice:
    """One radio button."""

    value: str
    name: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class Setting:
    """A group of radio buttons."""

    code: str
    name: str | Promise
    choices: tuple[Choice, ...]


class Display:
    """How one visitor wants to see the site."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        given = values or {}
        self.values = {
            code: given[code] if given.get(code) in dict(choices) else choices[0][0]
            for code, _name, choices in SETTINGS
        }

    @classmethod
    def from_cookie(cls, text: str) -> Self:
        """Read ``fs2-csbw-sp1-im1-ff1``; anything else is the usual view."""
        return cls({part[:2]: part[2:] for part in text[:60].split("-") if re.fullmatch(r"[a-z]{2}\w{1,3}", part)})

    def to_cookie(self) -> str:
        return "-".join(f"{code}{value}" for code, value in self.values.items())

    @property
    def attributes(self) -> dict[str, str]:
        """What differs from the usual view, for ``data-`` attributes of the page."""
        return {code: self.values[code] for code, _name, choices in SETTINGS if self.values[code] != choices[0][0]}

    @property
    def settings(self) -> list[Setting]:
        return [
            Setting(
                code,
                name,
                tuple(Choice(value, label, value == self.values[code]) for value, label in choices),
            )
            for code, name, choices in SETTINGS
        ]
