"""Opening hours as an OpenStreetMap opening_hours value.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification: a later rule replaces an earlier one on
every day it matches, the small hours that the day before left there included. So every rule here gives the
whole of a calendar day, from midnight to midnight: Friday 18:00-03:00 reads "Fr 18:00-24:00; Sa 00:00-03:00",
and evaluators that treat overlaps differently agree. Where two entries meet, and the night before makes a
difference, the days in question get rules of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from venues.hours.layers import NO_REASON, civil_minutes, intervals_of
from venues.hours.values import DAY_MINUTES, Closure, Minutes, MonthDay, Season, SpecialDay, Week

if TYPE_CHECKING:
    from venues.hours.schedule import Schedule

ONE_DAY = timedelta(days=1)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
COMMON_YEAR, LEAP_YEAR = 2027, 2028
# The leap years among the years that values.py admits.
LEAP_YEARS = "2000-2096/4"
WHOLE_DAY = ((0, DAY_MINUTES),)

CivilDay = tuple[Minutes, ...]
CivilWeek = tuple[CivilDay, ...]


@dataclass(frozen=True, slots=True)
class DatedRule:
    """The open minutes of one date, and why."""

    on: date
    minutes: CivilDay
    reason: Mapping[str, str]


def to_osm(schedule: Schedule, language: str | None) -> str:
    """The schedule as one line; reasons as comments in one language or in all. Empty without any entry."""
    yearly = replace(
        schedule,
        seasons=tuple(season for season in schedule.seasons if season.every_year),
        special_days=(),
        closures=(),
    )
    rules = _base_rules(civil_week(schedule.week))
    for season in yearly.seasons:
        days = _day_range(_month_day_text(season.first), _month_day_text(season.last))
        rules += _week_rules(days, civil_week(season.week))
    rules += _yearly_edges(yearly)
    for season in sorted(set(schedule.seasons) - set(yearly.seasons), key=lambda season: season.starts_on):
        days = _day_range(_date_text(season.starts_on), _date_text(season.ends_on))
        rules += _week_rules(days, civil_week(season.week))
    # Where closures overlap, the evaluator shows the last rule's comment and the engine the first one's.
    rules += [_closure_rule(closure, language) for closure in reversed(schedule.closures)]
    rules += _dated_rules(schedule, yearly, language)
    return "; ".join(rules)


def civil_week(week: Week) -> CivilWeek:
    """The open minutes of seven calendar days in a row of such weeks."""
    return tuple(civil_minutes(week.days[weekday - 1], week.days[weekday]) for weekday in range(7))


def _base_rules(week: CivilWeek) -> list[str]:
    if not any(week):
        return []
    if all(day == WHOLE_DAY for day in week):
        return ["24/7"]
    return [rule for rule in _week_rules("", week, whole_week="Mo-Su") if not rule.endswith(" off")]


def _week_rules(days: str, week: CivilWeek, *, whole_week: str = "") -> list[str]:
    rules = []
    for minutes in dict.fromkeys(week):
        weekdays = [weekday for weekday in range(7) if week[weekday] == minutes]
        selector = whole_week if len(weekdays) == 7 else _weekdays_text(weekdays)
        rules.append(" ".join(part for part in (days, selector, _minutes_text(minutes)) if part))
    return rules


def _yearly_edges(yearly: Schedule) -> list[str]:
    """Rules for the days on which a yearly season begins or has just ended, where the night before tells."""
    edges: set[MonthDay] = set()
    for season in yearly.seasons:
        after = date(LEAP_YEAR, *season.last) + ONE_DAY
        edges |= {season.first, (after.month, after.day)}
    if edges & {(2, 29), (3, 1)}:
        edges |= {(2, 29), (3, 1)}
    rules = []
    for edge in sorted(edges):
        usual = _edge_week(yearly, date(COMMON_YEAR, *edge)) if edge != (2, 29) else None
        if usual:
            plain = civil_week(_week_of(yearly, date(COMMON_YEAR, *edge)))
            rules += _changed_days(_month_day_text(edge), plain, usual)
        if edge in ((2, 29), (3, 1)):
            leap_day = date(LEAP_YEAR, *edge)
            plain = usual or civil_week(_week_of(yearly, leap_day))
            rules += _changed_days(f"{LEAP_YEARS} {_month_day_text(edge)}", plain, _edge_week(yearly, leap_day))
    return rules


def _week_of(schedule: Schedule, day: date) -> Week:
    layer = schedule.layer_on(day)
    return layer.week if isinstance(layer, Season) else schedule.week


def _edge_week(yearly: Schedule, day: date) -> CivilWeek:
    """What this day of the year comes to on each weekday it may fall on."""
    before, today = yearly.layer_on(day - ONE_DAY), yearly.layer_on(day)
    return tuple(
        civil_minutes(intervals_of(before, (weekday - 1) % 7), intervals_of(today, weekday)) for weekday in range(7)
    )


def _changed_days(days: str, plain: CivilWeek, actual: CivilWeek) -> list[str]:
    return [
        f"{days} {WEEKDAYS[weekday]} {_minutes_text(actual[weekday])}"
        for weekday in range(7)
        if actual[weekday] != plain[weekday]
    ]


def _closure_rule(closure: Closure, language: str | None) -> str:
    starts = _date_text(closure.starts_on)
    days = _day_range(starts, _date_text(closure.ends_on)) if closure.ends_on else f"{starts}+"
    return f"{days} off{_comment(closure.reason, language)}"


def _dated_rules(schedule: Schedule, yearly: Schedule, language: str | None) -> list[str]:
    """Special days, and the dates beside dated entries that the night before changes."""
    edges: set[date] = set()
    for special in schedule.special_days:
        edges |= {special.on, special.on + ONE_DAY}
    for season in schedule.seasons:
        if not season.every_year:
            edges |= {season.starts_on, season.ends_on + ONE_DAY}
    for closure in schedule.closures:
        edges |= {closure.starts_on} | ({closure.ends_on + ONE_DAY} if closure.ends_on else set())
    dated = []
    for day in sorted(edges):
        minutes, layer = schedule.minutes_on(day), schedule.layer_on(day)
        if isinstance(layer, SpecialDay):
            dated.append(DatedRule(day, minutes, layer.reason))
        elif minutes != _without_dates(schedule, yearly, day):
            dated.append(DatedRule(day, minutes, NO_REASON))
    return [
        f"{_day_range(_date_text(first.on), _date_text(last.on))} {_minutes_text(first.minutes)}"
        f"{_comment(first.reason, language)}"
        for first, last in _runs(dated)
    ]


def _without_dates(schedule: Schedule, yearly: Schedule, day: date) -> CivilDay:
    """What the rules so far say of a day: those of dated entries take no notice of the night before."""
    layer = schedule.layer_on(day)
    if isinstance(layer, Closure):
        return ()
    if isinstance(layer, Season) and not layer.every_year:
        return civil_week(layer.week)[day.weekday()]
    return yearly.minutes_on(day)


def _runs(dated: Sequence[DatedRule]) -> list[tuple[DatedRule, DatedRule]]:
    """First and last of each row of days with equal hours and reason."""
    runs: list[tuple[DatedRule, DatedRule]] = []
    for rule in dated:
        if runs and runs[-1][1] == replace(rule, on=rule.on - ONE_DAY):
            runs[-1] = runs[-1][0], rule
        else:
            runs.append((rule, rule))
    return runs


def _minutes_text(minutes: CivilDay) -> str:
    return ",".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in minutes) if minutes else "off"


def _weekdays_text(weekdays: Sequence[int]) -> str:
    runs: list[tuple[int, int]] = []
    for weekday in weekdays:
        if runs and runs[-1][1] == weekday - 1:
            runs[-1] = runs[-1][0], weekday
        else:
            runs.append((weekday, weekday))
    return ",".join(_day_range(WEEKDAYS[first], WEEKDAYS[last]) for first, last in runs)


def _month_day_text(month_day: MonthDay) -> str:
    return f"{MONTHS[month_day[0] - 1]} {month_day[1]:02}"


def _date_text(day: date) -> str:
    return f"{day.year} {_month_day_text((day.month, day.day))}"


def _day_range(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"


def _comment(reason: Mapping[str, str], language: str | None) -> str:
    texts = [reason.get(language, "")] if language else list(reason.values())
    # The format knows no escape for its quotation mark.
    text = " / ".join(dict.fromkeys(filter(None, texts))).replace('"', "'")
    return f' "{text}"' if text else ""
