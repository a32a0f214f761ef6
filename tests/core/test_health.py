"""Health: alive, ready, and which part is not."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client


def test_a_living_process_says_so_without_asking_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_ready_site_says_so(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "cache": "ok", "migrations": "ok"}


@pytest.mark.django_db
def test_a_site_whose_cache_is_lost_names_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "get", lambda key: None)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["cache"] == "failed"
    assert response.json()["database"] == "ok"


def test_a_site_whose_database_is_lost_answers_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> bool:
        raise DatabaseError("gone")

    monkeypatch.setattr("core.health.CHECKS", {"database": lost})
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": "failed"}


def test_nothing_can_be_posted_there(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
