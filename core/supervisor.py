"""Several processes that live and die together."""

import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from django.db import connections

#: How long processes may finish what they are at once they have been asked to stop, in seconds.
GRACE = 12.0
PR_SET_PDEATHSIG = 1


class Stopped(BaseException):
    """Somebody pressed Ctrl-C or asked the process to end."""


class ChildEndedError(Exception):
    """A process that should have gone on for ever has ended."""


def stop_on_signals() -> None:
    """Make Ctrl-C, a polite kill and a closed terminal raise ``Stopped``."""
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, _stop)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise Stopped


class Supervisor:
    """Starts processes as children of this one, notices when one ends, and ends them all."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}

    def start(self, name: str, work: Callable[[], None]) -> None:
        """Run ``work`` in a child process, in a session of its own: Ctrl-C reaches it only through us."""
        connections.close_all()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            os._exit(_run_child(work))
        self.names[pid] = name

    def check(self) -> None:
        """Raise ``ChildEndedError`` if a process has ended; return at once otherwise."""
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid:
            self._complain(pid, status)

    def wait(self) -> None:
        """Wait until a process ends, then raise ``ChildEndedError``."""
        while self.names:
            self._complain(*os.waitpid(-1, 0))

    def _complain(self, pid: int, status: int) -> None:
        name = self.names.pop(pid, None)
        if name is not None:
            code = os.waitstatus_to_exitcode(status)
            how = f"with exit code {code}" if code >= 0 else f"by signal {signal.Signals(-code).name}"
            raise ChildEndedError(f"The {name} has ended unexpectedly {how}.")

    def stop(self) -> None:
        """Ask every process to end, wait for them, and kill what is left of their sessions."""
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, signal.SIG_IGN)
        sessions = list(self.names)
        for pid in sessions:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        while self.names and time.monotonic() < deadline:
            with suppress(ChildProcessError):
                pid, _status = os.waitpid(-1, os.WNOHANG)
                self.names.pop(pid, None)
            time.sleep(0.05)
        for pid in sessions:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
        for pid in list(self.names):
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)
        self.names.clear()


def _run_child(work: Callable[[], None]) -> int:
    """Do ``work`` as the child; return its exit code, whatever happens."""
    os.setsid()
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    try:
        work()
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else int(leave.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0
