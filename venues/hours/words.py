"""Opening hours in words: the compact weekly text in Russian and English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from venues.hours.values import DayGroup, Interval, Week


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's words for the weekly text."""

    weekdays: tuple[str, ...]
    daily: str
    whole_day: str
    conjunction: str
    closed_day: str
    closed_days: str


VOCABULARIES = {
    "ru": Vocabulary(
        weekdays=("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"),
        daily="Ежедневно",
        whole_day="круглосуточно",
        conjunction="и",
        closed_day="{days} выходной",
        closed_days="{days} выходные",
    ),
    "en": Vocabulary(
        weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        daily="Daily",
        whole_day="24 hours",
        conjunction="and",
        closed_day="closed {days}",
        closed_days="closed {days}",
    ),
}


def vocabulary_for(language: str) -> Vocabulary:
    """The words of "ru" or "en", regional variants included; ValueError for other languages."""
    try:
        return VOCABULARIES[language.split("-")[0].lower()]
    except KeyError as error:
        raise ValueError(f"Opening hours have no words in the language {language!r}.") from error


def time_text(moment: time, *, is_closing: bool = False) -> str:
    """ "09:30"; midnight is 24:00 where it closes a day."""
    return "24:00" if is_closing and moment == time(0) else f"{moment:%H:%M}"


def interval_text(interval: Interval) -> str:
    """ "10:00–20:00", with an en dash."""
    return f"{time_text(interval.opens)}–{time_text(interval.closes, is_closing=True)}"


def intervals_text(intervals: Sequence[Interval], language: str) -> str:
    """ "10:00–14:00 and 15:00–20:00", or the words for a whole day; empty for a closed one."""
    vocabulary = vocabulary_for(language)
    if len(intervals) == 1 and intervals[0].is_whole_day:
        return vocabulary.whole_day
    return _listed([interval_text(interval) for interval in intervals], vocabulary)


def days_text(days: Sequence[int], language: str) -> str:
    """ "Tue–Sun" for neighbouring weekdays, 0 being Monday; "Daily" for all seven."""
    vocabulary = vocabulary_for(language)
    if len(days) == 7:
        return vocabulary.daily
    names = [vocabulary.weekdays[day] for day in (days[0], days[-1])]
    return names[0] if len(days) == 1 else "–".join(names)


def weekly_text(week: Week, language: str, *, mention_closed: bool = False) -> str:
    """ "Tue–Sun 10:00–20:00", closed days last if they are to be mentioned; empty without hours."""
    vocabulary, groups = vocabulary_for(language), week.groups()
    if not week.has_hours:
        return ""
    if len(groups) == 1 and groups[0].is_whole_day:
        return vocabulary.whole_day[0].upper() + vocabulary.whole_day[1:]
    parts = [
        f"{days_text(group.days, language)} {intervals_text(group.intervals, language)}"
        for group in groups
        if group.intervals
    ]
    closed = [group for group in groups if not group.intervals]
    if mention_closed and closed:
        parts.append(_closed_text(closed, language))
    return ", ".join(parts)


def _closed_text(groups: Sequence[DayGroup], language: str) -> str:
    vocabulary = vocabulary_for(language)
    is_one_day = sum(len(group.days) for group in groups) == 1
    sentence = vocabulary.closed_day if is_one_day else vocabulary.closed_days
    return sentence.format(days=_listed([days_text(group.days, language) for group in groups], vocabulary))


def _listed(items: Sequence[str], vocabulary: Vocabulary) -> str:
    head, tail = items[:-1], items[-1:]
    return f" {vocabulary.conjunction} ".join([", ".join(head), *tail] if head else tail)
