"""Background work on accounts."""

from datetime import datetime
from typing import Any

from django_tasks import task

from accounts import digests, letters
from accounts.saving import write_to_each_saver


@task()
def send_letter(letter_id: int) -> None:
    """Send one letter. Safe to run twice: what has been sent is no longer there."""
    letters.send(letter_id)


@task()
def write_to_savers(translation_key: str, kind: str, notices: dict[str, Any]) -> None:
    """Write to everybody who saved a page. Safe to run twice: who has been told is not told again."""
    write_to_each_saver(translation_key, kind, notices)


@task()
def make_digest(subscription_id: int, period: str, until: str) -> None:
    """Write one digest. Safe to run twice: a period that has been made is not made again."""
    digests.make(subscription_id, period, datetime.fromisoformat(until))
