"""The background worker: tasks, chores, and what happens when one is killed."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import override_settings
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from wagtail.tasks import update_reference_index_task

from core.chores import Chore, Chores, prune
from core.reaper import MOST_ATTEMPTS, _key, reap
from core.worker import TaskWorker
from home.models import HomePage

pytestmark = pytest.mark.django_db
done: list[str] = []


@task
def note(word: str) -> None:
    """Write down that it was done."""
    done.append(word)


@task
def stumble() -> None:
    """Fail."""
    raise ValueError("stumbled")


@pytest.fixture(autouse=True)
def queue() -> Iterator[None]:
    """Put tasks into the database instead of running them at once."""
    done.clear()
    with override_settings(
        TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}
    ):
        yield


def begun_by(*workers: str) -> DBTaskResult:
    """Return a task that the named workers have begun, one after the other, and none has ended."""
    row = DBTaskResult.objects.get(pk=note.enqueue("again").id)
    for worker in workers:
        row.claim(worker)
    return row


@pytest.fixture
def living_worker() -> Iterator[str]:
    """A worker on a connection of its own that holds the lock of its name."""
    address = connection.get_connection_params()
    keys = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(**{key: address[key] for key in keys if address.get(key)}, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [_key("living")])
        yield "living"


def test_tasks_are_run_one_by_one_until_none_is_left() -> None:
    note.enqueue("first")
    note.enqueue("second")
    worker = TaskWorker()
    assert [worker.run_next(), worker.run_next(), worker.run_next()] == [True, True, False]
    assert done == ["first", "second"]
    assert DBTaskResult.objects.successful().count() == 2


def test_a_task_that_fails_is_recorded_and_the_next_is_run() -> None:
    stumble.enqueue()
    note.enqueue("after")
    worker = TaskWorker()
    worker.run_next()
    worker.run_next()
    assert done == ["after"]
    assert "stumbled" in DBTaskResult.objects.failed().get().traceback


def test_a_task_of_a_killed_worker_is_done_by_another() -> None:
    begun_by("killed")
    assert TaskWorker().run_next() is False
    assert reap() == 1
    assert TaskWorker().run_next() is True
    assert done == ["again"]


def test_a_task_of_a_living_worker_is_left_to_it(living_worker: str) -> None:
    row = begun_by("killed", living_worker)
    assert reap() == 0
    row.refresh_from_db()
    assert row.status == "RUNNING"


def test_a_task_that_kills_its_workers_is_given_up() -> None:
    row = begun_by(*(f"killed {number}" for number in range(MOST_ATTEMPTS)))
    reap()
    row.refresh_from_db()
    assert row.status == "FAILED"
    assert "workers were killed at this task" in row.traceback


def test_a_record_that_was_saved_often_is_indexed_once(ru_home: HomePage) -> None:
    DBTaskResult.objects.all().delete()
    for _ in range(3):
        update_reference_index_task.enqueue("wagtailcore", "page", str(ru_home.pk))
        note.enqueue("the same twice is still two tasks")
    worker = TaskWorker()
    while worker.run_next():
        pass
    assert DBTaskResult.objects.filter(task_path__endswith="update_reference_index_task").count() == 1
    assert len(done) == 3


def test_a_record_that_is_gone_is_not_indexed_and_not_complained_about(caplog: pytest.LogCaptureFixture) -> None:
    update_reference_index_task.enqueue("wagtailcore", "page", "0")
    TaskWorker().run_next()
    assert DBTaskResult.objects.get(task_path__endswith="update_reference_index_task").status == "SUCCESSFUL"
    assert "DoesNotExist" not in caplog.text


def test_a_chore_comes_in_its_rhythm_and_a_failing_one_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    runs: list[str] = []

    def fail() -> None:
        raise ValueError("no")

    functions = {"a.fail": fail, "a.run": lambda: runs.append("run")}
    monkeypatch.setattr(Chore, "function", property(lambda chore: functions[chore.path]))
    chores = Chores([Chore("a.fail", 60), Chore("a.run", 60)])
    chores.run_due(100.0)
    chores.run_due(159.0)
    assert runs == ["run"]
    assert "The chore a.fail failed" in caplog.text
    chores.run_due(160.0)
    assert runs == ["run", "run"]


def test_the_loss_of_the_database_is_passed_on_to_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(Chore, "function", property(lambda chore: lose))
    with pytest.raises(OperationalError):
        Chores([Chore("a.lose", 60)]).run_due(0.0)


def test_every_chore_of_the_settings_can_be_called() -> None:
    assert [chore.path for chore in Chores.from_settings().chores if not callable(chore.function)] == []
    assert "core.publishing.publish_due" in dict(settings.CHORES)


def test_old_results_are_cleared_away_and_new_ones_kept() -> None:
    old, new = begun_by("a"), begun_by("b")
    for row in (old, new):
        row.set_successful(None)
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timezone.timedelta(days=15))
    prune()
    assert list(DBTaskResult.objects.all()) == [new]
