"""The database: addresses that are refused, and what a killed process leaves behind."""

import json
import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.database import _forget_the_dead, database_from_url, with_statement_timeout


@pytest.mark.parametrize("url", ["nonsense", "mysql://u:p@h/db", "postgresql://h:port/db", "postgresql://host"])
def test_an_address_that_names_no_postgresql_database_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL must look like"):
        database_from_url(url)


def test_the_timeout_of_a_query_leaves_other_options_alone() -> None:
    settings = with_statement_timeout(database_from_url("postgresql://u@/db?host=/tmp/socket"), "30s")
    options = settings["OPTIONS"]
    assert isinstance(options, dict)
    assert options["host"] == "/tmp/socket"  # noqa: S108
    assert "statement_timeout=30s" in options["options"]


def test_processes_that_are_gone_no_longer_keep_the_database_running(tmp_path: Path) -> None:
    gone = 2**22 + 1  # above the highest process number of Linux
    users = tmp_path / ".handle_pids.json"
    users.write_text(json.dumps([gone, os.getpid()]))
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n/data\n")
    _forget_the_dead(tmp_path)
    assert json.loads(users.read_text()) == [os.getpid()]
    assert not (tmp_path / "postmaster.pid").exists(), "this process is no PostgreSQL"


def test_a_folder_without_a_database_has_nothing_to_forget(tmp_path: Path) -> None:
    _forget_the_dead(tmp_path)
    assert not list(tmp_path.iterdir())
