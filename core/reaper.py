"""Tasks left behind by a worker that was killed: given to another worker, a few times at most.

A living worker holds an advisory lock of PostgreSQL under its name; the server lets go of it the moment the
worker's connection ends, however it ended. A name without a lock is that of a worker that is gone.
"""

import hashlib
import logging

from django.db import connection
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

#: How often a task is begun before it counts as the one that kills its workers.
MOST_ATTEMPTS = 3


class VanishedWorkerError(Exception):
    """Every worker that began this task was killed before it ended."""


def hold_lock_of(worker_id: str) -> None:
    """Keep the lock of this worker on this thread's connection; asked again, it only looks."""
    if not is_alive(worker_id):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_key(worker_id)])


def is_alive(worker_id: str) -> bool:
    """Return whether any connection holds the lock of this worker."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
            " WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND datname = current_database()"
            " AND ((classid::bigint << 32) | objid::bigint) = %s)",
            [_key(worker_id)],
        )
        (is_held,) = cursor.fetchone() or (False,)
    return is_held


def reap() -> int:
    """Put tasks of vanished workers back into the queue, or fail those begun too often; return how many."""
    names = {task.worker_ids[-1] for task in DBTaskResult.objects.running() if task.worker_ids}
    return sum(requeue_tasks_of(name) for name in names if not is_alive(name))


def requeue_tasks_of(worker_id: str) -> int:
    """Queue again what ``worker_id`` began last and never ended; return the number of tasks."""
    tasks = [task for task in DBTaskResult.objects.running() if task.worker_ids[-1:] == [worker_id]]
    for task in tasks:
        if len(task.worker_ids) >= MOST_ATTEMPTS:
            task.set_failed(VanishedWorkerError(f"{len(task.worker_ids)} workers were killed at this task."))
            logger.error("Task %s (%s) is given up: it was begun too often", task.id, task.task_path)
        else:
            _still_running(task).update(status="READY", started_at=None)
            logger.warning("Task %s (%s) lost its worker and is queued again", task.id, task.task_path)
    return len(tasks)


def _still_running(task: DBTaskResult) -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.running().filter(pk=task.pk, worker_ids=task.worker_ids)


def _key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
