"""Chores: what the background worker does again and again, whatever the queue holds.

``CHORES`` in the settings names them: the dotted path of a function without arguments, and the seconds from
one run to the next. Each must do no harm when two workers run it at once.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

#: How long the results of finished tasks can be looked up.
KEPT = timedelta(days=14)


@dataclass
class Chore:
    """One function and its rhythm in seconds."""

    path: str
    every: float
    due_at: float = 0.0

    @property
    def function(self) -> Callable[[], object]:
        return import_string(self.path)


@dataclass
class Chores:
    """The chores of a worker and when each is due next, on a clock that only runs forward."""

    chores: list[Chore] = field(default_factory=list)

    @classmethod
    def from_settings(cls) -> Self:
        named: Sequence[tuple[str, float]] = settings.CHORES
        return cls([Chore(path, every) for path, every in named])

    def are_idle(self, now: float) -> bool:
        """Whether nothing is due at ``now``."""
        return all(chore.due_at > now for chore in self.chores)

    def run_due(self, now: float) -> None:
        """Run what is due at ``now``; one that fails is logged and comes again in its turn.

        Loss of the database is passed on as it is: the worker waits for it.
        """
        for chore in self.chores:
            if chore.due_at > now:
                continue
            chore.due_at = now + chore.every
            try:
                chore.function()
            except (OperationalError, InterfaceError):
                raise
            except Exception:
                logger.exception("The chore %s failed", chore.path)


def prune() -> None:
    """Delete the results of tasks that ended long ago, and the sessions that are over."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
