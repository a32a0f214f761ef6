"""The whole site as a process: it starts, answers, and leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest
from django.conf import settings
from psycopg.sql import SQL, Identifier

from config.env import ROOT
from tests.template_database import template_database


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a migrated database of our own."""
    name = f"serve_{os.getpid()}"
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as server:
        template = Identifier(template_database())
        server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), template))
        yield urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}").geturl()
        server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site keeps its files: kept between the starts of this module."""
    return tmp_path_factory.mktemp("var")


#: Seconds after which something is taken never to happen.
PATIENCE = 180

Serve = Callable[[], tuple[subprocess.Popen[str], int]]


@pytest.fixture
def serve(database: str, folder: Path) -> Iterator[Serve]:
    """A function that starts the site and returns its process and port once it is ready."""
    started: list[subprocess.Popen[str]] = []

    def start() -> tuple[subprocess.Popen[str], int]:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        variables = {"DATABASE_URL": database, "PORT": str(port), "VAR_DIR": str(folder), "DEMO": "no"}
        variables |= {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "WEB_CONCURRENCY": "1"}
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env={**os.environ, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Ctrl-C stops"):
                return process, port
        raise AssertionError("It did not start:\n" + "".join(said))

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def end(process: subprocess.Popen[str]) -> str:
    """Wait for the process to end and return what it said last."""
    return process.communicate(timeout=PATIENCE)[0]


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_everything_quietly(serve: Serve, signum: signal.Signals) -> None:
    process, port = serve()
    children = family(process)
    assert len(children) >= 3, "web server, its worker process, background worker"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
        assert answer.status == 200
    process.send_signal(signum)
    said = end(process)
    assert process.returncode == 0
    assert said.split("\n")[-2:] == ["Stopped.", ""]
    assert "Traceback" not in said
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]


def test_if_one_part_dies_the_rest_is_stopped_and_the_part_is_named(serve: Serve) -> None:
    process, _port = serve()
    children = family(process)
    direct = psutil.Process(process.pid).children()
    worker = next(child for child in direct if not child.children())
    worker.kill()
    said = end(process)
    assert process.returncode == 1
    assert re.search(r"^The background worker has ended unexpectedly by signal SIGKILL\. ", said, re.MULTILINE)
    assert "Traceback" not in said
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]


def test_killed_itself_it_takes_its_children_along(serve: Serve) -> None:
    process, _port = serve()
    children = family(process)
    process.kill()
    deadline = time.monotonic() + PATIENCE
    while (alive := [child for child in children if child.is_running()]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [child for child in alive if child.status() != psutil.STATUS_ZOMBIE]


def test_a_database_that_does_not_exist_is_one_sentence() -> None:
    missing = urlsplit(settings.DATABASE_URL)._replace(path="/nowhere").geturl()
    result = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": missing, "DJANGO_SETTINGS_MODULE": "config.settings.dev"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert re.fullmatch(r'The database cannot be used: .*database "nowhere" does not exist\n', result.stderr)
