"""Opening hours for tests: short ways to write them, and random ones full of edges."""

from datetime import date, time, timedelta
from random import Random

from venues.hours import Closure, HoursError, Interval, Schedule, Season, SpecialDay, Week

ZONES = (
    "Europe/Moscow",
    "Asia/Vladivostok",
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",  # its clocks change at midnight
    "Australia/Lord_Howe",  # its clocks change by half an hour
)
EDGES = (
    date(2027, 2, 28),
    date(2027, 3, 1),
    date(2027, 3, 14),  # clock changes
    date(2027, 3, 28),
    date(2027, 10, 31),
    date(2027, 11, 7),
    date(2027, 12, 31),
    date(2028, 1, 1),
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2028, 3, 1),
)
ONE_DAY = timedelta(days=1)


def hours(text: str) -> tuple[Interval, ...]:
    """Intervals from "10:00-14:00 15:00-20:00"."""
    return tuple(Interval.parse(part) for part in text.split())


def every_day(text: str) -> Week:
    """A week of seven equal days."""
    return Week((hours(text),) * 7)


def museum_week() -> Week:
    """Closed on Mondays, open late on Fridays and past midnight on Saturdays."""
    usual = hours("10:00-20:00")
    return Week(((), usual, usual, usual, hours("10:00-24:00"), hours("12:00-02:00"), usual))


def schedule(
    week: Week | None = None,
    *,
    time_zone: str = "Europe/Moscow",
    seasons: tuple[Season, ...] = (),
    special_days: tuple[SpecialDay, ...] = (),
    closures: tuple[Closure, ...] = (),
    last_admission: timedelta | None = None,
) -> Schedule:
    """A museum's week in Moscow unless told otherwise."""
    week = museum_week() if week is None else week
    return Schedule(time_zone, week, seasons, special_days, closures, last_admission)


def random_intervals(random: Random) -> tuple[Interval, ...]:
    while True:
        day = tuple(
            Interval(_random_time(random), random.choice((_random_time(random), time(0))))
            for _ in range(random.choice((0, 1, 1, 1, 2, 3)))
        )
        try:
            return Week((day, *((),) * 6)).days[0]
        except HoursError:
            continue


def random_week(random: Random) -> Week:
    usual = random_intervals(random)
    return Week(tuple(usual if random.random() < 0.5 else random_intervals(random) for _ in range(7)))


def random_date(random: Random) -> date:
    if random.random() < 0.3:
        return random.choice(EDGES)
    return date(2027, 1, 1) + random.randrange(730) * ONE_DAY


def random_schedule(random: Random, zone: str | None = None) -> Schedule:
    """Any schedule: overnight hours, seasons that meet, special days on their edges, closures."""
    while True:
        seasons = _random_seasons(random)
        beside = [season.starts_on + random.choice((-1, 0)) * ONE_DAY for season in seasons for _ in range(2)] + [
            season.ends_on + random.choice((0, 1)) * ONE_DAY for season in seasons for _ in range(2)
        ]
        special_dates = {random.choice([random_date(random), *beside]) for _ in range(random.choice((0, 1, 3, 6)))}
        closures = tuple(
            Closure(first, first + random.randrange(30) * ONE_DAY if random.random() < 0.8 else None)
            for first in (random_date(random) for _ in range(random.choice((0, 0, 1, 2))))
        )
        reason = {"ru": 'Монтаж "Реки"; вход со двора', "en": "Installation, use the yard"}
        try:
            return Schedule(
                zone or random.choice(ZONES),
                random_week(random) if random.random() < 0.9 else Week(),
                seasons,
                tuple(
                    SpecialDay(day, random_intervals(random), random.choice((reason, {})))
                    for day in sorted(special_dates)
                ),
                closures,
            )
        except HoursError:
            continue


def dates_of(subject: Schedule) -> list[date]:
    """Every date that an entry begins or ends on; yearly ones in a common year and in a leap year."""
    dates = [special.on for special in subject.special_days]
    for closure in subject.closures:
        dates += [closure.starts_on, *([closure.ends_on] if closure.ends_on else [])]
    for season in subject.seasons:
        for day in (season.starts_on, season.ends_on):
            is_leap_day = (day.month, day.day) == (2, 29)
            years = (2028,) if is_leap_day else (2027, 2028)
            dates += [day.replace(year=year) for year in years] if season.every_year else [day]
    return dates


def _random_time(random: Random) -> time:
    return time(random.randrange(24), random.choice((0, 0, 0, 15, 30, 59)))


def _random_seasons(random: Random) -> tuple[Season, ...]:
    seasons = []
    for _ in range(random.choice((0, 1, 2, 3))):
        first = random_date(random)
        last = random.choice((random_date(random), first + random.randrange(40) * ONE_DAY))
        try:
            seasons.append(Season(first, last, random_week(random), every_year=random.random() < 0.6))
        except HoursError:
            continue
    return tuple(seasons)
