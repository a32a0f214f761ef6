"""The background worker: runs queued tasks one by one, and the site's recurring chores on time beside them."""

import logging
import os
import signal
import socket
import threading
import time
from contextlib import suppress
from types import FrameType

from django.apps import apps
from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core.chores import Chores
from core.reaper import hold_lock_of, requeue_tasks_of

logger = logging.getLogger(__name__)

#: Seconds between two looks at an empty queue.
INTERVAL = 1.0
#: Seconds to wait when the database has gone away.
PATIENCE = 5.0
LOST = (OperationalError, InterfaceError)


class TaskWorker(Worker):
    """django-tasks-db's worker, told to live through the loss of the database and to keep its chores."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=INTERVAL,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{socket.gethostname()[:20]}:{os.getpid()}:{get_random_string(12)}",
            excluded_queue_names=[],
        )
        self.is_told_to_stop = threading.Event()

    def run(self) -> None:
        """Work until told to stop; a task that has begun is finished first."""
        chores = threading.Thread(target=self._keep_chores, name="chores", daemon=True)
        chores.start()
        try:
            while not self.is_told_to_stop.is_set():
                try:
                    close_old_connections()
                    had_work = self.run_next()
                except LOST as error:
                    logger.error("The database is out of reach, trying again: %s", error)
                    self._recover()
                else:
                    if not had_work:
                        self.is_told_to_stop.wait(INTERVAL)
        finally:
            self.is_told_to_stop.set()
            chores.join()

    def run_next(self) -> bool:
        """Run the first task that is due; return whether there was one."""
        with transaction.atomic():
            task = DBTaskResult.objects.ready().filter(backend_name=self.backend_name).get_locked()
            if task is None:
                return False
            task.claim(self.worker_id)
            if task.task_path in settings.INDEXING_TASKS:
                drop_repetitions(task)
        self.run_task(task)
        return True

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run the task and record how it ended; to index a record that is gone is nothing to complain about."""
        if db_task_result.task_path in settings.INDEXING_TASKS and not record_exists(db_task_result):
            db_task_result.set_successful(None)
        else:
            super().run_task(db_task_result)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the task at hand; at once when asked again (the task is then done anew by the next worker)."""
        if self.is_told_to_stop.is_set():
            os._exit(1)
        self.is_told_to_stop.set()

    def _recover(self) -> None:
        connection.close()
        self.is_told_to_stop.wait(PATIENCE)
        try:
            requeue_tasks_of(self.worker_id)
        except LOST:
            connection.close()

    def _keep_chores(self) -> None:
        """Do the chores when they are due; hold the lock that tells other workers we are alive."""
        chores = Chores.from_settings()
        while not self.is_told_to_stop.is_set():
            try:
                if not chores.are_idle(time.monotonic()):
                    hold_lock_of(self.worker_id)
                chores.run_due(time.monotonic())
            except LOST as error:
                logger.error("The chores wait for the database: %s", error)
                connection.close()
                self.is_told_to_stop.wait(PATIENCE)
            self.is_told_to_stop.wait(INTERVAL)
        connection.close()


def drop_repetitions(task: DBTaskResult) -> None:
    """Take the same task out of the queue where it waits again: what begins now sees all that was saved."""
    same = DBTaskResult.objects.ready().filter(task_path=task.task_path, args_kwargs=task.args_kwargs)
    same.exclude(pk=task.pk).delete()


def record_exists(task: DBTaskResult) -> bool:
    """Whether the record that an indexing task names (application, model, key) is still there."""
    try:
        app_label, model_name, pk = task.args_kwargs["args"]
        return apps.get_model(app_label, model_name)._default_manager.filter(pk=pk).exists()
    except (ValueError, TypeError, LookupError):
        return True  # not the arguments we know: let the task speak for itself


def run_worker() -> None:
    """Run a worker in this process until SIGINT or SIGTERM."""
    worker = TaskWorker()
    with suppress(ValueError):  # Django's reloader runs us in a thread and minds the signals itself
        signal.signal(signal.SIGINT, worker.shutdown)
        signal.signal(signal.SIGTERM, worker.shutdown)
    worker.run()
