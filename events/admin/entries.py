"""Times and days as editors type them: ``12:00–13:30, 15:00`` and ``5.12.2026, 2026-12-12``."""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.recurrence import Slot

_CLOCK = r"(\d{1,2})[:.](\d{2})"
_TIMES = re.compile(rf"{_CLOCK}(?:\s*[-–—]\s*{_CLOCK})?")
_LOCAL_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SHOWN = 40


class TimesField(forms.CharField):
    """One or several times of a day, each with its end or without."""

    def to_python(self, value: Any) -> list[Slot]:
        return [_slot(part) for part in _parts(super().to_python(value) or "")]

    def prepare_value(self, value: Any) -> Any:
        return times_text(value) if isinstance(value, (list, tuple)) else value


class DaysField(forms.CharField):
    """Days, separated by commas or on lines of their own."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[date]:
        return sorted({_day(part) for part in _parts(super().to_python(value) or "")})

    def prepare_value(self, value: Any) -> Any:
        return days_text(value) if isinstance(value, (list, tuple)) else value


def times_text(slots: Any) -> str:
    """What ``TimesField`` reads."""
    return ", ".join(f"{slot.starts:%H:%M}" + (f"–{slot.ends:%H:%M}" if slot.ends else "") for slot in slots)


def days_text(days: Any) -> str:
    """What ``DaysField`` reads."""
    return ", ".join(f"{day:%d.%m.%Y}" for day in days)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


def _slot(text: str) -> Slot:
    match = _TIMES.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        hour, minute, end_hour, end_minute = match.groups()
        ends = None
        if end_hour:
            ends = time() if (end_hour, end_minute) == ("24", "00") else time(int(end_hour), int(end_minute))
        return Slot("", time(int(hour), int(minute)), ends)
    except ValueError as error:
        raise ValidationError(
            _("“%(text)s” is not a time. Write it as 12:00 or 12:00–13:30."), params={"text": text[:_SHOWN]}
        ) from error


def _day(text: str) -> date:
    local, iso = _LOCAL_DAY.fullmatch(text), _ISO_DAY.fullmatch(text)
    try:
        if local:
            day, month, year = map(int, local.groups())
            return date(year, month, day)
        if iso:
            return date(*map(int, iso.groups()))
    except ValueError:
        pass
    raise ValidationError(
        _("“%(text)s” is not a day of the calendar. Write it as 05.12.2026."), params={"text": text[:_SHOWN]}
    )
