"""Prices, times, dates and lengths of events in words, as each language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.bilingual import current_language
from core.dates import date_range, short_date, weekday
from events.models.choices import Booking

if TYPE_CHECKING:
    from events.models import EventPage, Occurrence

NBSP = "\u00a0"
MOSCOW = "Europe/Moscow"
#: A glint is as wide as its event is long: up to one, two, three hours, longer.
GLINT_LIMITS = tuple(timedelta(hours=hours) for hours in (1, 2, 3))
ONE_DAY = timedelta(days=1)


def roubles(amount: int) -> str:
    """``600 ₽``, ``12 500 ₽`` or ``12,500 ₽``."""
    return f"{_grouped(amount)}{NBSP}₽"


def _grouped(amount: int) -> str:
    separator = NBSP if current_language() == "ru" else ","
    return f"{amount:,}".replace(",", separator) if amount >= 10_000 else str(amount)


def price(event: EventPage) -> str:
    """``600 ₽``, ``от 300 ₽``, ``300–900 ₽``, ``Бесплатно``; empty where no price is given."""
    if event.is_free:
        return _("Free")
    lowest, highest = event.price_from, event.price_to
    if lowest is None and highest is None:
        return ""
    if lowest is None:
        return _("up to %(price)s") % {"price": roubles(highest or 0)}
    if highest is None:
        return _("from %(price)s") % {"price": roubles(lowest)}
    return roubles(lowest) if lowest == highest else f"{_grouped(lowest)}–{roubles(highest)}"


def admission(event: EventPage) -> str:
    """The one phrase of a row: the price, or how one gets in where it costs nothing."""
    if not event.is_free:
        return price(event) or event.get_booking_display()
    if event.booking == Booking.REGISTRATION:
        return event.get_booking_display()
    return _("Free") if event.booking == Booking.TICKETS else _("Free entry")


def clock(value: time | datetime) -> str:
    """``19:30``."""
    return f"{value:%H:%M}"


def times(occurrence: Occurrence) -> str:
    """``19:00–21:00``; the start alone where no end was given."""
    if occurrence.end_time is None:
        return clock(occurrence.start_time)
    return f"{clock(occurrence.start_time)}–{clock(occurrence.end_time)}"


def glint(length: timedelta) -> int:
    """The width of an event's glint, 1 to 4."""
    return 1 + sum(length > limit for limit in GLINT_LIMITS)


def day_heading(day: date, today: date) -> tuple[str, str]:
    """The name of a day and what stands beside it: ``("Сегодня", "26 ноября, среда")``."""
    if day == today:
        return _("Today"), dated_weekday(day, today)
    if day == today + ONE_DAY:
        return _("Tomorrow"), dated_weekday(day, today)
    if day == today - ONE_DAY:
        return _("Yesterday"), dated_weekday(day, today)
    return sentence_case(weekday(day)), short_date(day, today)


def dated_weekday(day: date, today: date | None = None) -> str:
    """``26 ноября, среда`` or ``Wednesday 26 November``."""
    if current_language() == "ru":
        return f"{short_date(day, today)}, {weekday(day)}"
    return f"{weekday(day)} {short_date(day, today)}"


def relative_day(day: date, today: date) -> str:
    """``сегодня``, ``завтра`` or ``5 декабря``, to stand inside a sentence."""
    if day == today:
        return _("today")
    return _("tomorrow") if day == today + ONE_DAY else short_date(day, today)


def listed(labels: Sequence[str]) -> str:
    """``Жестовый язык, субтитры``: a list of labels reads as one phrase."""
    return ", ".join([*labels[:1], *(inside_sentence(label) for label in labels[1:])])


def inside_sentence(text: str) -> str:
    """``по регистрации``, to stand after something else; a name that must stay capital does."""
    second = text[1:2]
    return text if second.isupper() else text[:1].lower() + text[1:]


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def run(event: EventPage, today: date) -> str:
    """The days of an exhibition: ``до 1 марта`` while it runs, from and until before and after."""
    first, last = event.run_starts_on, event.run_ends_on
    if first is None:
        return ""
    if last is None:
        day = {"day": short_date(first, today)}
        return _("since %(day)s") % day if first <= today else _("from %(day)s") % day
    if first <= today <= last:
        return _("until %(day)s") % {"day": short_date(last, today)}
    return dates_between(first, last, today)


def dates_between(first: date, last: date, today: date) -> str:
    """``5–6 декабря``; the year too where it is not this one's."""
    text = date_range(first, last)
    lacks_year = first.year == last.year != today.year and first.month != last.month
    return f"{text} {last.year}" if lacks_year else text


def weekdays(days: Sequence[date]) -> str:
    """``пятница и суббота`` or ``Friday and Saturday``."""
    names = list(dict.fromkeys(weekday(day) for day in days))
    if len(names) == 1:
        return names[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def moved_from(occurrence: Occurrence, today: date) -> str:
    """``Перенесено с 5 декабря, 19:00``; empty for a date that is where it was planned."""
    if not occurrence.is_moved or occurrence.planned_day is None:
        return ""
    planned = {"day": short_date(occurrence.planned_day, today), "time": clock(occurrence.planned_time)}
    return _("Moved from %(day)s, %(time)s") % planned


def last_admission(before: timedelta) -> str:
    """``Последний вход за 30 минут до закрытия``."""
    minutes = int(before / timedelta(minutes=1))
    return ngettext(
        "Last entry %(count)s minute before closing", "Last entry %(count)s minutes before closing", minutes
    ) % {"count": minutes}


def zone_note(moment: datetime, zone: ZoneInfo, home: ZoneInfo) -> str:
    """``местное время, МСК+7`` where the clocks of ``zone`` and ``home`` differ at ``moment``; else empty."""
    here, there = moment.astimezone(home).utcoffset(), moment.astimezone(zone).utcoffset()
    return "" if here is None or there is None or here == there else zone_text(moment, zone, home)


def zone_text(moment: datetime, zone: ZoneInfo, home: ZoneInfo) -> str:
    """Whose time it is: ``местное время, МСК+7``, ``московское время`` or ``local time, UTC+3``."""
    here, there = moment.astimezone(home).utcoffset(), moment.astimezone(zone).utcoffset()
    if here is None or there is None:
        return ""
    if current_language() == "ru" and home.key == MOSCOW:
        if here == there:
            return _("Moscow time")
        return _("local time, Moscow %(offset)s") % {"offset": _signed(there - here)}
    return _("local time, UTC%(offset)s") % {"offset": _signed(there)}


def _signed(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"{sign}{hours}" + (f":{rest:02}" if rest else "")


def events_in_words(count: int) -> str:
    """``9 событий``."""
    return ngettext("%(count)s event", "%(count)s events", count) % {"count": count}


def dates_in_words(count: int) -> str:
    """``ещё 3 даты``."""
    return ngettext("%(count)s more date", "%(count)s more dates", count) % {"count": count}
