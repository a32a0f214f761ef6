"""How things are measured: the same way by every subject, so that figures of one run can be compared."""

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

#: Calls that fill caches and load code before the first one that counts.
WARM_UP = 3


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, its figure with a unit, and what it is compared with."""

    what: str
    figure: float
    unit: str
    #: How many times the figure it is compared with; None where it stands alone.
    ratio: float | None = None
    #: What the ratio is held against: “at most 1.5”.
    aim: str = ""

    def cells(self) -> tuple[str, str, str, str]:
        """Return the line as it is printed."""
        digits = 0 if self.figure >= 100 or self.figure == int(self.figure) else 2
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} ×"
        return self.what, f"{self.figure:,.{digits}f} {self.unit}", ratio, self.aim


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value below which ``share`` (0–1) of ``values`` lie, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def durations(action: Callable[[], object], times: int = 40) -> list[float]:
    """Call ``action`` some times warm and return the milliseconds of each call.

    What is loaded by then is kept out of garbage collection, as the web server does (``deploy/gunicorn.conf.py``).
    """
    for _ in range(WARM_UP):
        action()
    gc.collect()
    gc.freeze()
    found = []
    for _ in range(times):
        started_at = time.perf_counter()
        action()
        found.append((time.perf_counter() - started_at) * 1000)
    return found


def p95(action: Callable[[], object], times: int = 40) -> float:
    """Return the 95th percentile of a warm call, in milliseconds."""
    return percentile(durations(action, times), 0.95)


def median(action: Callable[[], object], times: int = 40) -> float:
    """Return the median of a warm call, in milliseconds."""
    return percentile(durations(action, times), 0.5)


def queries(action: Callable[[], object]) -> int:
    """Return how many database queries a warm call makes."""
    action()
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)
