"""What must be done before the site can serve: each step looks whether it is needed and is quick when not."""

import hashlib
import io
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from core.catalogues import compile_catalogues

Say = Callable[[str], None]

#: The advisory lock of PostgreSQL that whoever prepares the database holds.
LOCK = int.from_bytes(b"prepare")


def prepare(say: Say) -> None:
    """Bring database, catalogues, first pages, roles, demo content and static files up to date; ``say`` is told what.

    Raises ``CommandError`` with one sentence when the database cannot be reached.
    """
    require_connection()
    compile_catalogues()
    with alone(say):
        migrate(say)
        has_demo = settings.DEMO_USERS and os.environ.get("DEMO", "yes").lower() not in {"0", "no", "off", "false"}
        if not has_demo:
            call_command("lay_foundation", verbosity=0)
        call_command("ensure_roles", verbosity=0, stdout=io.StringIO())  # rights on pages need the home pages
        if has_demo:
            load_demo(say)
    collect_static(say)


@contextmanager
def alone(say: Say) -> Generator[None]:
    """Keep other machines from preparing the same database meanwhile: they wait, and find everything done."""
    if not _takes_lock():
        say("Waiting for another machine that prepares the database …")
        while not _takes_lock():  # asked again and again: one long question would hold up an index being made
            time.sleep(1)
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:  # a lost connection has let go of it
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def timed(say: Say, doing: str) -> Generator[None]:
    """Say what is being done now and, if it took a while, how long."""
    started_at = time.monotonic()
    say(f"{doing} …")
    yield
    seconds = time.monotonic() - started_at
    if seconds >= 2:
        say(f"  done in {seconds:.0f} s")


def _takes_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        return cursor.fetchone() == (True,)


def require_connection() -> None:
    """Raise ``CommandError`` naming why, when the database does not let us in."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[-1]
        raise CommandError(f"The database cannot be used: {reason}") from error


def migrate(say: Say) -> None:
    """Apply the migrations that are missing, and make the cache's table where the cache lives in the database."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        with timed(say, f"Applying {len(plan)} migrations to the database"):
            call_command("migrate", verbosity=0, interactive=False)
    if any(cache["BACKEND"].endswith("DatabaseCache") for cache in settings.CACHES.values()):
        call_command("createcachetable", verbosity=0)


def load_demo(say: Say) -> None:
    """Load the demo content, or bring the dates of what was loaded earlier near to today."""
    from wagtail.models import Page

    if not Page.objects.filter(depth__gt=2).exists():  # it is loaded in one transaction: whole or not at all
        with timed(say, "Loading the demo content in both languages"):
            call_command("load_demo", verbosity=0, stdout=io.StringIO())
    else:
        call_command("load_demo", refresh_dates=True, verbosity=0, stdout=io.StringIO())


def collect_static(say: Say) -> None:
    """Collect, fold, hash and compress the static files, if one of them has changed since the last time."""
    if settings.DEBUG:
        return
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    with timed(say, "Collecting the static files"):
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(fingerprint)
    reload_manifest()


def static_fingerprint() -> str:
    """Return a digest of the names, sizes and times of all source files, and of the storage that folds them."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    digest.update((Path(__file__).parent / "staticfiles.py").read_bytes())
    return digest.hexdigest()


def reload_manifest() -> None:
    """Make this process, and the servers forked from it, see the names that have just been hashed."""
    load = getattr(staticfiles_storage, "load_manifest", None)
    if load is not None:
        staticfiles_storage.hashed_files, staticfiles_storage.manifest_hash = load()
