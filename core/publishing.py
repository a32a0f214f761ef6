"""Publishing and unpublishing at the time an editor has set."""

import logging
from collections.abc import Callable
from typing import NamedTuple

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


class Tally(NamedTuple):
    """How many pages and records went live, left, or could not."""

    published: int
    expired: int
    failed: int


def publish_due() -> Tally:
    """Publish what is due and take down what has expired.

    Each one in a transaction of its own: killed half-way it is still due on the next run, and one that cannot
    be published does not hold up the others. Rows another worker is at are left to it.
    """
    expired, not_expired = _each(_expired_objects(), _unpublish)
    published, not_published = _each(_due_revisions(), _publish)
    return Tally(published, expired, not_expired + not_published)


def _each(
    rows: list[tuple[type[models.Model], int]], change: Callable[[type[models.Model], int], bool]
) -> tuple[int, int]:
    done = failed = 0
    for model, pk in rows:
        try:
            with transaction.atomic():
                done += change(model, pk)
        except Exception:
            failed += 1
            logger.exception("%s %s could not be changed at its time", model._meta.label, pk)
    return done, failed


def _due_revisions() -> list[tuple[type[models.Model], int]]:
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    return [(Revision, pk) for pk in due.order_by("approved_go_live_at", "pk").values_list("pk", flat=True)]


def _publish(model: type[models.Model], pk: int) -> bool:
    due = Revision.objects.select_for_update(skip_locked=True, of=("self",))
    revision = due.filter(pk=pk, approved_go_live_at__lt=timezone.now()).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


def _expired_objects() -> list[tuple[type[models.Model], int]]:
    others = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    found = []
    for model in [Page, *(model for model in others if not issubclass(model, Page))]:
        expired = model._default_manager.filter(live=True, expire_at__lt=timezone.now())
        found += [(model, pk) for pk in expired.order_by("expire_at", "pk").values_list("pk", flat=True)]
    return found


def _unpublish(model: type[models.Model], pk: int) -> bool:
    rows = model._default_manager.select_for_update(skip_locked=True, of=("self",))
    found = rows.filter(pk=pk, live=True, expire_at__lt=timezone.now()).first()
    if found is None:
        return False
    found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True
