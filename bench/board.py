"""What the translators' board costs with five thousand pages on it."""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from accounts.models import User
from bench.measuring import Row, median, p95, queries
from localisation.models import TranslationJob

PAGES = 5000
BOARD = "/admin/localisation/board/"
QUESTIONS = {
    "first page": "",
    "last page": "?p=100",
    "out of date, by title": "?state=out_of_date&ordering=title",
    "one section, overdue": "?due=overdue&section={section}",
    "search by title": "?q=страница 49",
}


def measure() -> Iterator[Row]:
    """Yield queries and median milliseconds of the board, narrowed in several ways."""
    call_command("load_demo", verbosity=0)
    section = Page.objects.filter(depth=3).order_by("pk").first()
    _fill(section)
    user = User.objects.create_superuser("bench", "bench@example.org", "bench")
    client = Client()
    client.force_login(user)
    for name, question in QUESTIONS.items():
        address = BOARD + question.format(section=section.pk if section else 0)
        _expect_rows(client, address)
        yield Row(f"{name}: queries", queries(lambda address=address: client.get(address)), "queries", aim="at most 30")
        yield Row(f"{name}: p95", p95(lambda address=address: client.get(address), 20), "ms", aim="under 1000 ms")
    sheet = median(lambda: len(client.get(f"{BOARD}?export=xlsx").getvalue()), 3)
    yield Row("all rows as .xlsx: median", sheet, "ms", aim="under 5000 ms")


def _expect_rows(client: Client, address: str) -> None:
    """Stop where the board does not answer with rows: a refusal is quick and would look like a good figure."""
    answer = client.get(address)
    if answer.status_code != 200 or "Страница" not in answer.content.decode():
        raise RuntimeError(f"{address} answered {answer.status_code} without rows")


def _fill(section: Page | None) -> None:
    """Put rows on the board that stand for five thousand pages."""
    russian, english = (Locale.objects.get(language_code=code) for code in ("ru", "en"))
    states = TranslationJob.State.values
    TranslationJob.objects.bulk_create(
        [
            TranslationJob(
                kind=TranslationJob.Kind.PAGE,
                content_type=ContentType.objects.get_for_model(Page),
                object_id=1_000_000 + number,
                page=section,
                source_locale=russian,
                target_locale=english,
                section=section,
                title=f"Страница {number}",
                state=states[number % len(states)],
                due_on=timezone.localdate() + timedelta(days=number % 30 - 15),
                words_total=400,
                words_done=number % 400,
            )
            for number in range(PAGES)
        ],
        batch_size=1000,
    )
