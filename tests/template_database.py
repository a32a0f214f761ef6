"""The migrated database the tests start from: made once, kept, and copied for every run.

Wagtail's and wagtail-localize's migrations take half a minute; copying a migrated database takes a moment.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path
from urllib.parse import quote

import psycopg
from config.env import ROOT, VAR_DIR
from django.db import connection

PREFIX = "centre_template_"


def template_database() -> str:
    """Return the name of a migrated database on the configured server, making it where there is none.

    The name changes with the migrations and the installed packages; older ones are dropped.
    """
    name = PREFIX + _fingerprint()
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (
        (VAR_DIR / "template.lock").open("w") as lock,
        psycopg.connect(_address(connection.settings_dict["NAME"]), autocommit=True) as server,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
        if name in known:
            return name
        _hurry(server)
        for outdated in (other for other in known if other.startswith(PREFIX)):
            server.execute(f'DROP DATABASE IF EXISTS "{outdated}" WITH (FORCE)')
        building = f"{name}_building"
        server.execute(f'CREATE DATABASE "{building}"')
        _migrate(building)
        server.execute(f'ALTER DATABASE "{building}" RENAME TO "{name}"')
    return name


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    for package in sorted(f"{found.name}=={found.version}" for found in distributions()):
        digest.update(package.encode())
    return digest.hexdigest()[:16]


def _address(database: str) -> str:
    settings = connection.settings_dict
    options = settings.get("OPTIONS", {})
    parts = {
        "host": options.get("host") or settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "dbname": database,
    }
    return "postgresql://?" + "&".join(f"{key}={quote(str(value), safe='')}" for key, value in parts.items() if value)


def _hurry(server: psycopg.Connection) -> None:
    """Let a server of our own skip the care that only data worth keeping needs."""
    if os.environ.get("DATABASE_URL"):
        return
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.execute(f"ALTER SYSTEM SET {setting} = off")
    server.execute("SELECT pg_reload_conf()")


def _migrate(database: str) -> None:
    settings = connection.settings_dict
    host = settings.get("OPTIONS", {}).get("host") or settings["HOST"]
    user = quote(settings["USER"], safe="") + (f":{quote(settings['PASSWORD'], safe='')}" if settings["PASSWORD"] else "")
    if Path(host).is_absolute():
        url = f"postgresql://{user}@/{database}?host={quote(host, safe='')}"
    else:
        url = f"postgresql://{user}@{host}:{settings['PORT'] or 5432}/{database}"
    result = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity=0"],
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise RuntimeError("The test database could not be migrated:\n" + result.stderr)
