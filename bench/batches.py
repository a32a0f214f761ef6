"""What five hundred pages in the background take, the worker killed in the middle of it."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command
from django.test import override_settings
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from accounts.models import User
from articles.models import ArticleIndexPage, ArticlePage
from bench.measuring import Row
from localisation.batches.running import make_batch
from localisation.jobs.pages import keep_job
from localisation.models import Batch, BatchItem, TranslationJob
from tests.worker_process import QUEUE, wait_until, worker

PAGES = 500


def measure() -> Iterator[Row]:
    """Yield seconds a page, and how many pages were done twice or lost, for starting and for reading anew."""
    call_command("lay_foundation", verbosity=0)
    user = User.objects.create_superuser("bench", "bench@example.org", "bench")
    jobs = _articles()
    for action, name in ((Batch.Action.SUBMIT, "started"), (Batch.Action.RESYNC, "read anew")):
        yield from _killed_in_the_middle(action, name, jobs, user)


def _articles() -> list[TranslationJob]:
    section = ArticleIndexPage.objects.get(locale__language_code="ru")
    english = Locale.objects.get(language_code="en")
    pages = []
    for number in range(PAGES):
        body = [{"type": "paragraph", "value": f"<p>Река № {number} поднялась.</p><p>Вход свободный.</p>"}]
        page = ArticlePage(
            title=f"Река {number}", slug=f"reka-{number}", locale=section.locale, lead=f"О реке {number}."
        )
        page.body = page.body.stream_block.to_python(body)
        pages.append(section.add_child(instance=page))
    return [keep_job(page, english) for page in pages]


def _killed_in_the_middle(action: str, name: str, jobs: list[TranslationJob], user: User) -> Iterator[Row]:
    with override_settings(TASKS=QUEUE):
        batch = make_batch(action, jobs, user)
    with tempfile.TemporaryDirectory() as folder:
        started_at = time.monotonic()
        with worker(Path(folder)) as process:
            wait_until(lambda: _done(batch) >= PAGES // 2, patience=3600)
            process.kill()
            process.wait()
        done_at_the_kill, read_before = _done(batch), _marks(batch)
        with worker(Path(folder)):
            wait_until(lambda: Batch.objects.filter(pk=batch.pk, finished_at__isnull=False).exists(), patience=3600)
        seconds = time.monotonic() - started_at
    read_after = _marks(batch)
    again = sum(read_after[key] != moment for key, moment in read_before.items())
    yield Row(f"{name}: done when the worker was killed", done_at_the_kill, "pages")
    yield Row(f"{name}: done at the end", _done(batch), "pages", aim=f"{PAGES}")
    yield Row(f"{name}: done twice", again, "pages", aim="0")
    yield Row(f"{name}: a page, both workers' start included", seconds / PAGES, "s")


def _done(batch: Batch) -> int:
    return batch.counts()[BatchItem.State.DONE]


def _marks(batch: Batch) -> dict[object, object]:
    """Return when each original that is done was read last."""
    keys = batch.items.filter(state=BatchItem.State.DONE).values("page__translation_key")
    return dict(TranslationSource.objects.filter(object_id__in=keys).values_list("object_id", "last_updated_at"))
