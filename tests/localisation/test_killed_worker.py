"""A real worker killed with SIGKILL in the middle of a batch: another goes on, and no page is done twice."""

from pathlib import Path

import pytest
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
from tests.worker_process import QUEUE, wait_until, worker

PAGES = 12

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

    with worker(tmp_path) as process:
        wait_until(lambda: batch.counts()["done"] > 0)
        process.kill()
        process.wait()
    finished = list(batch.items.filter(state=BatchItem.State.DONE).values_list("page__translation_key", flat=True))
    assert 0 < len(finished) < PAGES
    before = marks()

    with worker(tmp_path):
        wait_until(lambda: is_finished(batch))
    assert batch.counts() == {"waiting": 0, "done": PAGES, "failed": 0}
    assert list(batch.items.order_by("position").values_list("page", flat=True)) == [page.pk for page in pages]
    after = marks()
    assert [after[key] for key in finished] == [before[key] for key in finished]
    assert len(after) == PAGES
    assert len({page.get_translation(en).revisions.count() for page in pages}) == 1
    runs = DBTaskResult.objects.filter(task_path="localisation.tasks.run_batch", args_kwargs__args=[batch.pk])
    assert [len(task.worker_ids) for task in runs] == [2]
    assert not BatchItem.objects.exclude(state=BatchItem.State.DONE).exists()


def is_finished(batch: Batch) -> bool:
    return Batch.objects.filter(pk=batch.pk, finished_at__isnull=False).exists()


def marks() -> dict[object, object]:
    """Return when each original was read last, which changes whenever a page is done."""
    return dict(TranslationSource.objects.values_list("object_id", "last_updated_at"))
