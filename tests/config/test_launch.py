"""From a clone to a command: what is refused, and in which words."""

import errno
import os
import socket
import subprocess
from pathlib import Path

import pytest

from bin import launch
from config.env import ROOT


@pytest.mark.parametrize("port", ["0", "70000", "eight", "-1", "8000x", "٨٠٠٠"])
def test_a_port_that_is_no_port_number_is_refused(port: str) -> None:
    with pytest.raises(launch.RefusalError, match="PORT must be a number from 1 to 65535"):
        launch.require_free_port({"PORT": port})


def test_a_taken_port_is_refused_with_another_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(launch.RefusalError, match=f"Port {port} is taken .* PORT={port + 1}"):
            launch.require_free_port({"PORT": str(port)})


def test_an_address_that_is_not_this_machine_is_refused() -> None:
    with pytest.raises(launch.RefusalError, match=r"cannot be used|HOST must be"):
        launch.require_free_port({"HOST": "192.0.2.1", "PORT": "8000"})


@pytest.mark.parametrize("url", ["nonsense", "mysql://u:p@h/db", "postgresql://h:port/db", "postgresql://host"])
def test_a_database_url_that_names_no_postgresql_database_is_refused(url: str) -> None:
    with pytest.raises(launch.RefusalError, match="DATABASE_URL must look like postgresql://"):
        launch.require_database(url)


def test_a_database_that_does_not_answer_is_refused_by_name() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(launch.RefusalError, match=f"127.0.0.1:{port}, where no database answers"):
        launch.require_database(f"postgresql://u:p@127.0.0.1:{port}/db")


@pytest.mark.parametrize("url", ["", "postgresql://postgres@/db?host=/tmp/socket", "postgresql://a,b/db"])
def test_a_database_behind_a_socket_or_a_cluster_is_left_to_the_driver(url: str) -> None:
    launch.require_database(url)


def test_a_folder_that_cannot_be_written_to_is_refused() -> None:
    with pytest.raises(launch.RefusalError, match="The folder /proc/nowhere cannot be written to"):
        launch.require_writable(Path("/proc/nowhere"))


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(launch.RefusalError, match=r"The disk that holds .* is full"):
        launch.require_writable(tmp_path)


def test_a_folder_that_can_be_written_to_is_left_clean(tmp_path: Path) -> None:
    launch.require_writable(tmp_path / "var")
    assert not list((tmp_path / "var").iterdir())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("NewConnectionError: Temporary failure in name resolution", "is there a network?"),
        ("ERROR: Could not find a version that satisfies x (from versions: none)", "is there a network?"),
        ("noise\nERROR: Hash mismatch\nmore noise", "could not be installed: ERROR: Hash mismatch"),
        ("", "no reason given"),
    ],
)
def test_what_pip_says_becomes_one_sentence(words: str, sentence: str) -> None:
    complaint = launch.pip_complaint(words)
    assert sentence in complaint
    assert "\n" not in complaint


def test_a_refusal_is_one_line_and_exit_code_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "none")
    monkeypatch.setattr(launch.signal, "signal", lambda *arguments: None)
    assert launch.main(["run"]) == 1
    assert capsys.readouterr().err == "PORT must be a number from 1 to 65535, not “none”.\n"


def test_an_old_python_is_refused_in_one_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2 && exit 0\nexit 1\n')
    old.chmod(0o755)
    for tool in ("sh", "dirname"):
        (tmp_path / tool).symlink_to(f"/bin/{tool}" if Path(f"/bin/{tool}").exists() else f"/usr/bin/{tool}")
    result = subprocess.run(  # noqa: S603
        ["/bin/sh", str(ROOT / "bin" / "start"), "run"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.startswith("This project needs Python 3.11 or newer; Python 3.9.2 was found.")
    assert result.stderr.count("\n") == 1


def test_dotenv_lines_are_read_and_comments_passed_over(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# PORT=1\nPORT=8001\nexport HOST='::1'\nnonsense\n")
    assert launch.read_dotenv(file) == {"PORT": "8001", "HOST": "::1"}
    assert launch.read_dotenv(tmp_path / "absent") == {}


def test_a_missing_browser_is_said_plainly(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch.shutil, "which", lambda name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    launch.provide_chromium({})
    assert "The browser tests are skipped: no Chromium was found" in capsys.readouterr().out
