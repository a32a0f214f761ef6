"""Rules in words, as each language says them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.bilingual import current_language
from core.dates import full_date
from events.recurrence.plans import Plan
from events.recurrence.rules import Frequency, Rule

#: «каждый понедельник»: the adjective agrees with the day.
RU_EVERY = (
    "каждый понедельник",
    "каждый вторник",
    "каждую среду",
    "каждый четверг",
    "каждую пятницу",
    "каждую субботу",
    "каждое воскресенье",
)
RU_EVERY_MANY = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")
EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RU_ORDINALS = {1: "перв", 2: "втор", 3: "треть", 4: "четвёрт", -1: "последн"}
EN_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
#: Endings of the ordinals before a masculine, feminine and neuter day in the accusative.
RU_ENDINGS = {1: ("ый", "ую", "ое"), 2: ("ой", "ую", "ое"), 3: ("ий", "ью", "ье"), 4: ("ый", "ую", "ое")}
RU_LAST = ("ий", "юю", "ее")
RU_GENDERS = (0, 0, 1, 0, 1, 1, 2)


def plan_in_words(plan: Plan) -> str:
    """``Каждую субботу и воскресенье, 12:00 и 15:00, до 28 февраля 2027``."""
    hours = _join([f"{slot.starts:%H:%M}" for slot in plan.slots])
    text = f"{days_in_words(plan.rule)}, {hours}, {_end(plan.rule)}"
    return text[:1].upper() + text[1:]


def days_in_words(rule: Rule) -> str:
    """``каждую субботу и воскресенье``, ``the last Thursday of the month``."""
    match rule.frequency:
        case Frequency.DAILY:
            every = _daily(rule.interval)
        case Frequency.WEEKLY:
            every = _weekly(rule)
        case _:
            every = _monthly(rule)
    return every


def _daily(interval: int) -> str:
    if interval == 1:
        return pgettext("rule of dates", "every day")
    return ngettext("every %(count)s day", "every %(count)s days", interval) % {"count": interval}


def _weekly(rule: Rule) -> str:
    if rule.interval == 1:
        return _every(rule.weekdays)
    weeks = ngettext("every %(count)s week", "every %(count)s weeks", rule.interval) % {"count": rule.interval}
    names = RU_EVERY_MANY if current_language() == "ru" else EN_DAYS
    return pgettext("every 2 weeks", "%(weeks)s on %(days)s") % {
        "weeks": weeks,
        "days": _join([names[day] for day in rule.weekdays]),
    }


def _every(weekdays: tuple[int, ...]) -> str:
    if len(weekdays) == 7:
        return _daily(1)
    if current_language() == "ru":
        return _join([RU_EVERY[weekdays[0]], *(RU_EVERY_MANY[day] for day in weekdays[1:])])
    return "every " + _join([EN_DAYS[day] for day in weekdays])


def _monthly(rule: Rule) -> str:
    if rule.month_day == -1:
        day = _("the last day of the month")
    elif rule.month_day:
        day = _("day %(number)s of the month") % {"number": rule.month_day}
    else:
        day = _nth(rule)
    if rule.interval == 1:
        return day
    months = ngettext("every %(count)s month", "every %(count)s months", rule.interval) % {"count": rule.interval}
    return f"{day}, {months}"


def _nth(rule: Rule) -> str:
    if current_language() != "ru":
        return f"the {EN_ORDINALS[rule.position]} {_join([EN_DAYS[day] for day in rule.weekdays])} of the month"
    endings = RU_LAST if rule.position == -1 else RU_ENDINGS[rule.position]
    named = [f"{RU_ORDINALS[rule.position]}{endings[RU_GENDERS[day]]} {RU_EVERY_MANY[day]}" for day in rule.weekdays]
    return f"в {_join(named)} месяца" if rule.weekdays[0] != 1 or rule.position != 2 else f"во {_join(named)} месяца"


def _end(rule: Rule) -> str:
    if rule.until:
        return pgettext("rule of dates", "until %(day)s") % {"day": full_date(rule.until)}
    count = rule.count or 0
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def _join(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(names)s and %(last)s") % {"names": ", ".join(parts[:-1]), "last": parts[-1]}
