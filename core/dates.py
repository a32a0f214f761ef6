"""Dates in words, as each language writes them."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format

from core.bilingual import current_language

#: The years the site speaks of; a date outside them is a slip of the hand or nonsense in an address.
FIRST_YEAR, LAST_YEAR = 1990, 2100

RU_GENITIVE = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


def known_day(text: str) -> date | None:
    """Return the day that ``text`` names as ``2026-11-29``; none for nonsense and for years outside the site's."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def month_in_date(day: date) -> str:
    """The month as it stands after a day's number: ``ноября``, ``November``."""
    return RU_GENITIVE[day.month - 1] if current_language() == "ru" else str(MONTHS[day.month])


def day_and_month(day: date | datetime) -> str:
    """``26 ноября`` or ``26 November``, with a no-break space."""
    return f"{day.day}\u00a0{month_in_date(day)}"


def full_date(day: date | datetime) -> str:
    """``26 ноября 2026`` or ``26 November 2026``."""
    return f"{day_and_month(day)} {day.year}"


def short_date(day: date | datetime, today: date | None = None) -> str:
    """The day and month; the year too when it is not this year's."""
    today = today or timezone.localdate()
    return day_and_month(day) if day.year == today.year else full_date(day)


def date_range(first: date, last: date) -> str:
    """``5–6 декабря``, ``28 ноября — 2 декабря``, ``30 декабря 2026 — 3 января 2027``."""
    if first == last:
        return short_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_date(last)}"
    dash = "\u00a0— " if current_language() == "ru" else " – "
    if first.year == last.year:
        return f"{day_and_month(first)}{dash}{short_date(last)}"
    return f"{full_date(first)}{dash}{full_date(last)}"


def weekday(day: date) -> str:
    """``среда`` or ``Wednesday``."""
    name = str(WEEKDAYS[day.weekday()])
    return name.lower() if current_language() == "ru" else name


def weekday_short(day: date) -> str:
    """``ср`` or ``Wed``."""
    return date_format(day, "D").lower() if current_language() == "ru" else date_format(day, "D")


def moment_in_words(moment: datetime) -> str:
    """``26 ноября 2026, 10:00`` or ``26 November 2026, 10:00``, by the active time zone's clock."""
    local = timezone.localtime(moment)
    return f"{full_date(local)}, {local:%H:%M}"
