"""Processes that live and die together."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from core import supervisor as module
from core.supervisor import ChildEndedError, Stopped, Supervisor, stop_on_signals

#: Seconds after which something is taken never to happen.
PATIENCE = 60
WATCHED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture
def supervisor(monkeypatch: pytest.MonkeyPatch) -> Iterator[Supervisor]:
    """A supervisor without patience; the test run gets its own signal handlers back."""
    monkeypatch.setattr(module, "GRACE", 0.5)
    before = {signum: signal.getsignal(signum) for signum in WATCHED}
    made = Supervisor()
    yield made
    made.stop()
    for signum, handler in before.items():
        signal.signal(signum, handler)


def sleep() -> None:
    time.sleep(60)


def is_running(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def test_a_child_that_ends_is_named_with_its_exit_code(supervisor: Supervisor) -> None:
    supervisor.start("web server", sleep)
    supervisor.start("background worker", lambda: sys.exit(3))
    with pytest.raises(ChildEndedError, match="The background worker has ended unexpectedly with exit code 3"):
        supervisor.wait()


def test_a_killed_child_is_named_with_the_signal(supervisor: Supervisor) -> None:
    supervisor.start("web server", sleep)
    os.kill(next(iter(supervisor.names)), signal.SIGKILL)
    with pytest.raises(ChildEndedError, match="The web server has ended unexpectedly by signal SIGKILL"):
        supervisor.wait()


def test_a_child_that_does_not_listen_is_killed(supervisor: Supervisor) -> None:
    read, write = os.pipe()

    def stubborn() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.write(write, b"deaf")
        sleep()

    supervisor.start("stubborn", stubborn)
    (pid,) = supervisor.names
    assert os.read(read, 4) == b"deaf"
    supervisor.stop()
    assert not is_running(pid)


def test_children_of_a_child_are_ended_too(supervisor: Supervisor) -> None:
    read, write = os.pipe()

    def parent() -> None:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(60)
            os._exit(0)
        os.write(write, str(child).encode())
        sleep()

    supervisor.start("parent", parent)
    grandchild = int(os.read(read, 20))
    supervisor.stop()
    deadline = time.monotonic() + PATIENCE
    while is_running(grandchild) and time.monotonic() < deadline:
        time.sleep(0.05)
    status = "gone"
    with suppress(OSError), open(f"/proc/{grandchild}/stat") as stat:  # noqa: PTH123
        status = stat.read().split()[2]
    assert status in {"gone", "Z"}, "nobody is left who works"


@pytest.mark.parametrize("signum", WATCHED)
def test_every_polite_signal_stops(supervisor: Supervisor, signum: signal.Signals) -> None:
    stop_on_signals()
    with pytest.raises(Stopped):
        os.kill(os.getpid(), signum)
        time.sleep(1)
