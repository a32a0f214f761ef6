"""A site on a real Redis server: it is used while it is there, and nobody but the log notices when it is lost."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.core.cache import cache
from django.test import Client, override_settings

from config.services import cache_from_url
from tests.accounts.conftest import PASSWORD, make_visitor

pytestmark = pytest.mark.skipif(shutil.which("redis-server") is None, reason="Redis is not installed")


@pytest.fixture
def server() -> Iterator[subprocess.Popen[bytes]]:
    """A Redis that keeps nothing, and Django's cache on it."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        until_it_answers(port)
        with override_settings(CACHES={"default": cache_from_url(f"redis://127.0.0.1:{port}/0")}):
            yield process
    finally:
        process.kill()
        process.wait()


def until_it_answers(port: int) -> None:
    with redis.Redis(port=port) as client:
        for _attempt in range(1200):
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.05)
            else:
                return
    raise AssertionError("Redis did not start")


def signs_in(language: str) -> bool:
    """Tell whether a visitor can sign in, each time from a new browser."""
    client = Client()
    answer = client.post(f"/{language}/account/login/", {"login": "vera@example.org", "password": PASSWORD})
    return answer.status_code == 302 and "_auth_user_id" in client.session


def test_pages_and_sign_in_survive_the_loss_of_redis(
    server: subprocess.Popen[bytes], homes: Any, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    make_visitor("vera@example.org")
    assert client.get("/readyz").json()["status"] == "ok"
    assert signs_in("ru")
    assert cache.get("readyz") == "ok", "kept by the server"
    server.terminate()
    server.wait()
    for address in ("/ru/", "/en/", "/ru/account/login/"):
        assert client.get(address).status_code == 200
    assert signs_in("en")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"], answer.json()["cache"]) == (200, "degraded", "failed")
    assert "The cache is out of reach" in caplog.text
