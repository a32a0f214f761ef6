"""Background work on accounts."""

from django_tasks import task

from accounts import letters


@task()
def send_letter(letter_id: int) -> None:
    """Send one letter. Safe to run twice: what has been sent is no longer there."""
    letters.send(letter_id)
