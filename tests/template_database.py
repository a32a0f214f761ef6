"""The migrated database the tests start from: made once, kept, and copied for every run.

Wagtail's and wagtail-localize's migrations take half a minute; copying a migrated database takes a moment.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from functools import cache
from importlib.metadata import distributions
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.sql import SQL, Identifier

from config.env import ROOT, VAR_DIR

PREFIX = "centre_template_"


def template_database() -> str:
    """Return the name of a migrated database on the configured server, making it where there is none.

    The name changes with the migrations and the installed packages; older ones are dropped.
    """
    name = PREFIX + _fingerprint()
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (
        (VAR_DIR / "template.lock").open("w") as lock,
        psycopg.connect(settings.DATABASE_URL, autocommit=True) as server,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.environ.get("DATABASE_URL"):
            _hurry(server)
        known = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
        if name in known:
            return name
        for outdated in (other for other in known if other.startswith(PREFIX)):
            server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(outdated)))
        building = Identifier(f"{name}_building")
        server.execute(SQL("CREATE DATABASE {}").format(building))
        _migrate(f"{name}_building")
        server.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(building, Identifier(name)))
    return name


def copy_again(name: str, template: str) -> None:
    """Put a fresh copy of ``template`` in the place of the database ``name``, whoever is connected to it."""
    connections.close_all()
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as server:
        server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        statement = SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(statement.format(Identifier(name), Identifier(template)))


def drop(name: str) -> None:
    """Remove the database ``name``, whoever is connected to it."""
    connections.close_all()
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as server:
        server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


@cache
def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    for package in sorted(f"{found.name}=={found.version}" for found in distributions()):
        digest.update(package.encode())
    return digest.hexdigest()[:16]


def _hurry(server: psycopg.Connection) -> None:
    """Let the embedded server skip the care that only data worth keeping needs, and what pays off in large tables."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit"):
        server.execute(SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
    server.execute("ALTER SYSTEM SET checkpoint_flush_after = 0")  # each copy is a checkpoint, and the disk may be busy
    server.execute("SELECT pg_reload_conf()")


#: Migrating makes models by the thousand and drops them; looking for garbage all the while takes a quarter of the time.
MIGRATE = """
import gc
import django
from django.core.management import call_command
django.setup()
gc.freeze()
gc.set_threshold(200_000, 20, 20)
call_command("migrate", verbosity=0)
"""


def _migrate(database: str) -> None:
    address = urlsplit(settings.DATABASE_URL)._replace(path=f"/{database}").geturl()
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", MIGRATE],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "site"))),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise RuntimeError("The test database could not be migrated:\n" + result.stderr)
