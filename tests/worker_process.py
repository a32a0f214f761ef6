"""A background worker as a process of its own on the database of the moment, to be watched and killed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from config.env import ROOT

#: Tasks wait in the database, as on a real site.
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": True}}
#: Seconds after which a worker is taken to be stuck.
PATIENCE = 180


@contextmanager
def worker(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker that keeps its files in ``folder``; whatever happens, it is gone at the end."""
    database = urlsplit(settings.DATABASE_URL)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    variables = {"DATABASE_URL": database, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, str(ROOT / "manage.py"), "worker"],
            env={**os.environ, **variables},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def wait_until(is_so: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Look again and again until something is so; raises ``TimeoutError`` after ``patience`` seconds."""
    give_up_at = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > give_up_at:
            raise TimeoutError("The worker did not get that far.")
        time.sleep(0.1)
