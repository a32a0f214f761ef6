"""The Redis cache while Redis is away."""

import socket

import pytest

from config.services import cache_from_url
from core.redis_cache import REST, ForgivingRedisCache


@pytest.fixture
def lost() -> ForgivingRedisCache:
    """A cache whose server does not answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return ForgivingRedisCache(f"redis://127.0.0.1:{port}/0", {})


def test_reading_misses(lost: ForgivingRedisCache) -> None:
    assert lost.get("key") is None
    assert lost.get("key", "default") == "default"
    assert lost.get_many(["a", "b"]) == {}
    assert "key" not in lost
    assert lost.get_or_set("key", "made") == "made"


def test_writing_changes_nothing_and_says_nothing(lost: ForgivingRedisCache) -> None:
    lost.set("key", 1)
    assert lost.set_many({"a": 1}) == []
    assert lost.delete("key") is False
    assert lost.touch("key") is False


def test_a_lock_or_counter_lets_people_in(lost: ForgivingRedisCache) -> None:
    assert lost.add("lock", 1) is True
    assert lost.incr("counter") == 1


def test_a_machine_that_is_gone_keeps_one_request_waiting_not_all(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("core.redis_cache.monotonic", lambda: now[0])
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections and never says a word
        settings = cache_from_url(f"redis://127.0.0.1:{silent.getsockname()[1]}/0?socket_timeout=0.2")
        silent.settimeout(0.5)
        asked = [ForgivingRedisCache(str(settings["LOCATION"]), dict(settings)) for _thread in range(3)]
        assert [cache.get("key", "missed") for cache in asked] == ["missed"] * 3
        silent.accept()[0].close()
        with pytest.raises(TimeoutError):
            silent.accept()[0].close()
        now[0] += REST
        assert asked[2].get("key", "missed") == "missed"
        silent.accept()[0].close()


def test_the_loss_is_logged(lost: ForgivingRedisCache, caplog: pytest.LogCaptureFixture) -> None:
    lost.get("key")
    assert "The cache is out of reach" in caplog.text
