"""Visitors' search among 1,000 and among 50,000 things: the whole answer, as a visitor's request asks for it."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from bench.measuring import Row, p95, queries
from search.analysis import vector
from search.indexing import as_vector
from search.models import Entry
from search.vocabulary import learn

SMALL, LARGE = 1_000, 50_000
#: A word of almost every text, of some, of few; two words; a slip.
QUESTIONS = {
    "common": "музей",
    "middling": "выставки",
    "rare": "ледоколы",
    "two words": "карты музея",
    "slip": "ледокло",
}
_WORDS = "музей река берег мост лодка карта вечер зал город ветер книга голос свет паром письмо хор снег окно"


def measure() -> Iterator[Row]:
    """Yield the 95th percentile of each question at both sizes, and the number of queries."""
    translation.activate("ru")
    client = Client()
    before: dict[str, float] = {}
    for size in (SMALL, LARGE):
        _fill() if size == SMALL else _repeat(LARGE // SMALL - 1)
        for name, question in QUESTIONS.items():
            ask = _asking(client, question)
            figure = p95(ask)
            ratio = figure / before[name] if name in before else None
            yield Row(f"search, {size:,} things, {name}: p95", figure, "ms", ratio, "at most 1.5" if ratio else "")
            before.setdefault(name, figure)
        yield Row(f"search, {size:,} things: queries", queries(_asking(client, "музей")), "queries", aim="at most 12")


def _asking(client: Client, question: str) -> Callable[[], None]:
    def ask() -> None:
        if client.get("/ru/poisk/", {"q": question}).status_code != 200:
            raise RuntimeError(question)

    return ask


def _fill() -> None:
    """Put the first things into the index, made of a few texts."""
    chance = random.Random(1)
    kind = ContentType.objects.get_for_model(Entry)
    bodies = [" ".join(chance.choices(_WORDS.split(), k=300)) for _number in range(60)]
    now = timezone.now()
    literals: dict[tuple[str, str], tuple[str, str]] = {}
    entries = []
    for number in range(SMALL):
        title = "Выставка у воды" if number % 50 == 0 else "Ледокол" if number % 997 == 0 else f"Вечер {number % 30}"
        body = bodies[number % len(bodies)]
        if (title, body) not in literals:
            literals[title, body] = (vector([(title, "A")]), vector([(title, "A"), (body, "D")]))
        short, long = literals[title, body]
        day = now - timedelta(hours=number)
        entries.append(
            Entry(
                content_type=kind, object_id=number + 1, language="ru", label=f"bench:{number}", kind="news",
                year=day.year, published_at=day, fresh_at=day, title=title, body=body,
                title_vector=as_vector(short), vector=as_vector(long),
            )
        )  # fmt: skip
    Entry.objects.bulk_create(entries, batch_size=200)
    learn(entries[:60])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entry")


def _repeat(times: int) -> None:
    """Put copies of all that is there into the index, older and older, inside the database."""
    changed = {
        "object_id": "object_id + copy * 1000000",
        "label": "label || ':' || copy",
        "published_at": "published_at - copy * interval '41 days'",
        "fresh_at": "fresh_at - copy * interval '41 days'",
    }
    names = [field.column for field in Entry._meta.concrete_fields if not field.primary_key]
    values = ", ".join(changed.get(name, name) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_entry ({', '.join(names)})"
            f" SELECT {values} FROM search_entry, generate_series(1, {times}) AS copy"
        )
        cursor.execute("ANALYZE search_entry")
