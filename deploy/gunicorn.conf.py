"""The web server: what gunicorn runs, where it listens, how many processes and threads it uses."""

import gc
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

chdir = str(ROOT)
pythonpath = str(ROOT / "site")
wsgi_app = "config.wsgi:application"
bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)
worker_class = "gthread"
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 5
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (heartbeats, nothing else)
control_socket_disable = True
limit_request_line = 8190  # the most it takes: a long question in Cyrillic is answered in words, not by a bare 414
loglevel = "warning"


def when_ready(server: object) -> None:
    """Spare the collector of garbage what was loaded for good: a full round of it holds up a request."""
    gc.collect()
    gc.freeze()
