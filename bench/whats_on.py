"""The programme among 200, 2,000 and 20,000 dates: the list, the month, the filters, as a visitor asks for them.

The sizes take turns, several rounds: a machine that is slow for a while is then slow for all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from bench.measuring import Row, durations, percentile, queries
from events.models import EventPage, Occurrence

SIZES = (200, 2_000, 20_000)
ROUNDS = 4
CALLS = 15
#: Dates a day: more dates reach further ahead, as they do in life.
DATES_A_DAY = 40
#: One date in so many is over.
BEHIND = 5
MOSCOW = ZoneInfo("Europe/Moscow")
QUESTIONS = {
    "list": "",
    "list, three filters": "?kind=concert&free=1&age=12",
    "month": "?view=month",
    "day": "?date=tomorrow",
    "archive": "?view=archive",
    "calendar file": "calendar.ics",
}


def measure() -> Iterator[Row]:
    """Yield queries and the 95th percentile of each view at each size, and how many times the smallest size's."""
    call_command("load_demo", verbosity=0)
    translation.activate("ru")
    client = Client()
    Occurrence.objects.all().delete()
    times: dict[tuple[str, int], list[float]] = defaultdict(list)
    asked: dict[tuple[str, int], int] = {}
    for _round in range(ROUNDS):
        for size in SIZES:
            _fill(size)
            for name, query in QUESTIONS.items():
                ask = _asking(client, query)
                times[name, size] += durations(ask, CALLS)
                asked[name, size] = queries(ask)
    for name in QUESTIONS:
        least = percentile(times[name, SIZES[0]], 0.95)
        for size in SIZES:
            figure = percentile(times[name, size], 0.95)
            ratio = None if size == SIZES[0] else figure / least
            yield Row(f"{name}, {size:,} dates: p95", figure, "ms", ratio, "at most 1.5" if ratio else "")
            yield Row(f"{name}, {size:,} dates: queries", asked[name, size], "queries", aim="at most 12")


def _asking(client: Client, query: str) -> Callable[[], None]:
    def ask() -> None:
        if client.get(f"/ru/afisha/{query}").status_code != 200:
            raise RuntimeError(query)

    return ask


def _fill(size: int) -> None:
    """Bring the number of dates to ``size``: a fifth of them behind, the others from today on."""
    kept = Occurrence.objects.order_by("pk").values("pk")[:size]
    Occurrence.objects.exclude(pk__in=kept).delete()
    events = list(EventPage.objects.originals().filter(run_starts_on=None).order_by("pk"))
    today = timezone.localdate()
    rows = []
    for number in range(Occurrence.objects.count(), size):
        is_behind = number % BEHIND == 0
        step = number // BEHIND // DATES_A_DAY if is_behind else (number - number // BEHIND) // DATES_A_DAY
        day = today + timedelta(days=-1 - step if is_behind else step)
        rows.append(Occurrence(event=events[number % len(events)], day=day, start_time=time(10 + number % 10)))
        rows[-1].prepare(MOSCOW)
    Occurrence.objects.bulk_create(rows, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE events_occurrence")
