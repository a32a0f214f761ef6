"""Opening hours as editors type them: ``10:00–14:00, 15:00–20:00``, a line a day."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Pair = list[str]  # ["10:00", "20:00"]
_RANGE = re.compile(r"^(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})$")


def parse_intervals(text: str) -> list[Pair]:
    """Read ``10:00–14:00, 15:00–20:00`` into ``[["10:00", "14:00"], ["15:00", "20:00"]]``.

    A closing time at or before the opening one means past midnight; 24:00 is midnight. An empty text is a
    closed day. Raises ``ValidationError`` naming what could not be read.
    """
    pairs: list[Pair] = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[,;]", text))):
        match = _RANGE.match(part)
        hours = [int(number) for number in match.groups()] if match else []
        if (
            not hours
            or hours[0] > 23
            or hours[2] > 24
            or hours[1] > 59
            or hours[3] > 59
            or (hours[2] == 24 and hours[3])
        ):
            raise ValidationError(
                _("“%(text)s” is not a time range. Write it as 10:00–20:00."), params={"text": part[:40]}
            )
        pairs.append([f"{hours[0]:02}:{hours[1]:02}", f"{hours[2] % 24:02}:{hours[3]:02}"])
    return pairs


def format_intervals(pairs: list[Pair] | None) -> str:
    """Return ``[["10:00", "20:00"]]`` as ``10:00–20:00``; midnight as a closing time is 24:00."""
    return ", ".join(f"{opens}–{'24:00' if closes == '00:00' else closes}" for opens, closes in pairs or [])


class IntervalsFormField(forms.CharField):
    """One day's hours as text."""

    def prepare_value(self, value: Any) -> Any:
        return format_intervals(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[Pair]:
        return value if isinstance(value, list) else parse_intervals(super().to_python(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return format_intervals(initial or []) != (data or "").strip()


class WeekWidget(forms.MultiWidget):
    """Seven lines, Monday to Sunday."""

    template_name = "venues/widgets/week.html"

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["css/admin-week.css"]}

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.TextInput(attrs={"placeholder": "10:00–20:00"}) for _day in range(7)], attrs)

    def decompress(self, value: Any) -> list[str]:
        week = value if isinstance(value, list) else []
        return [format_intervals(day) if isinstance(day, list) else day for day in week] or [""] * 7

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        # A list passes Django's widget as it is: stored hours would be shown in brackets.
        context = super().get_context(name, self.decompress(value), attrs)
        for weekday, subwidget in enumerate(context["widget"]["subwidgets"]):
            subwidget["label"] = WEEKDAYS[weekday]
        return context


class WeekFormField(forms.MultiValueField):
    """Seven days' hours."""

    widget = WeekWidget

    def __init__(self, **kwargs: Any) -> None:
        fields = [IntervalsFormField(required=False) for _day in range(7)]
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[list[Pair]]) -> list[list[Pair]]:
        week = [day or [] for day in data_list]
        return week + [[] for _day in range(7 - len(week))]


class IntervalsField(models.JSONField):
    """Hours of one day: pairs of local wall times."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return IntervalsFormField(
            required=False, label=kwargs.get("label") or capfirst(self.verbose_name), help_text=self.help_text
        )


class WeekField(models.JSONField):
    """Hours of a week: seven lists of pairs of local wall times, Monday first."""

    description = gettext_lazy("A week of opening hours")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return WeekFormField(
            required=False, label=kwargs.get("label") or capfirst(self.verbose_name), help_text=self.help_text
        )
