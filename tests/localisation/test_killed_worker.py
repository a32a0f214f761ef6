"""A real worker killed with SIGKILL in the middle of a batch: another goes on, and no page is done twice."""

from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from accounts.models import User
from localisation.batches.running import make_batch
from localisation.jobs.pages import keep_job
from localisation.models import Batch, BatchItem
from tests.articles.factories import make_article
from tests.conftest import Trees
from tests.worker_process import QUEUE, somebody_waits_for_a_lock, wait_until, worker

PAGES = 5
DONE_BEFORE = 2

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("action", [Batch.Action.SUBMIT, Batch.Action.RESYNC])
def test_batch_goes_on_where_the_killed_worker_stopped(
    action: Batch.Action, news: Trees, en: Locale, editor: User, tmp_path: Path
) -> None:
    pages = [make_article(news["ru"], f"Река {number}", slug=f"reka-{number}") for number in range(PAGES)]
    jobs = [keep_job(page, en) for page in pages]
    if action == Batch.Action.RESYNC:
        with override_settings(TASKS=QUEUE):
            submitted = make_batch(Batch.Action.SUBMIT, jobs, editor)
        with worker(tmp_path):
            wait_until(lambda: is_finished(submitted))
    with override_settings(TASKS=QUEUE):
        batch = make_batch(action, jobs, editor)

    # The worker is held up at the last step of the third page and killed there: that page is undone again.
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute("SELECT 1 FROM localisation_translationjob WHERE id = %s FOR UPDATE", [jobs[DONE_BEFORE].pk])
        with worker(tmp_path) as process:
            wait_until(somebody_waits_for_a_lock)
            process.kill()
            process.wait()
    assert batch.counts() == {"waiting": PAGES - DONE_BEFORE, "done": DONE_BEFORE, "failed": 0}
    before = marks()

    with worker(tmp_path):
        wait_until(lambda: is_finished(batch))
    assert batch.counts() == {"waiting": 0, "done": PAGES, "failed": 0}
    assert list(batch.items.order_by("position").values_list("page", flat=True)) == [page.pk for page in pages]
    after = marks()
    finished = [page.translation_key for page in pages[:DONE_BEFORE]]
    assert [after[key] for key in finished] == [before[key] for key in finished]
    assert len(after) == PAGES
    for page in pages:
        assert page.get_translation(en).revisions.count() == 1
    assert [len(task.worker_ids) for task in DBTaskResult.objects.filter(args_kwargs__args=[batch.pk])] == [2]
    assert not BatchItem.objects.exclude(state=BatchItem.State.DONE).exists()


def is_finished(batch: Batch) -> bool:
    return Batch.objects.filter(pk=batch.pk, finished_at__isnull=False).exists()


def marks() -> dict[object, object]:
    """Return when each original was read last, which changes whenever a page is done."""
    return dict(TranslationSource.objects.values_list("object_id", "last_updated_at"))
