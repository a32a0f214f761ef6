"""Handing out work: to whom, until when, how urgent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.page_permissions import AnyUser
from localisation.models import Notice, TranslationJob
from localisation.notices.telling import tell_of_many

CHANGED = ("assignee", "due_on", "priority", "note", "state", "changed_at")


#: What a job takes from the one because of which it was submitted.
TAKEN_OVER = ("assignee", "due_on", "priority", "related_to", "state")


@dataclass(frozen=True)
class Assignment:
    """What is to change; None and an empty note leave what is there."""

    assignee_id: int | None = None
    is_taken_away: bool = False
    due_on: date | None = None
    clears_due_on: bool = False
    priority: int | None = None
    note: str = ""


@transaction.atomic
def assign(jobs: Iterable[TranslationJob], assignment: Assignment, user: AnyUser | None) -> int:
    """Change many jobs and tell whoever has got new work; return how many jobs there were."""
    jobs = list(jobs)
    assignee = get_user_model().objects.filter(pk=assignment.assignee_id, is_active=True).first()
    now = timezone.now()
    given = []
    for job in jobs:
        if assignee is not None and job.assignee_id != assignee.pk:
            job.assignee = assignee
            given.append(job)
        elif assignment.is_taken_away:
            job.assignee = None
        job.due_on = None if assignment.clears_due_on else assignment.due_on or job.due_on
        job.priority = assignment.priority or job.priority
        job.note = assignment.note or job.note
        job.changed_at = now
        job.settle()
    TranslationJob.objects.bulk_update(jobs, CHANGED, batch_size=500)
    if assignee is not None:
        tell_of_many(assignee, given, Notice.Event.ASSIGNED, actor=user)
    return len(jobs)


def take_over(job: TranslationJob, cause: Page) -> None:
    """Give a job the translator, the day and the priority of the page because of which it was submitted; saves.

    What it has already stays: its own translator and day, a higher priority. A day that has passed is not taken.
    """
    job.related_to = cause
    other = TranslationJob.objects.filter(page_id=cause.pk, target_locale_id=job.target_locale_id).first()
    if other is not None:
        if job.assignee_id is None and other.assignee is not None and other.assignee.is_active:
            job.assignee = other.assignee
        if job.due_on is None and other.due_on and other.due_on >= timezone.localdate():
            job.due_on = other.due_on
        job.priority = max(job.priority, other.priority)
        job.settle()
    job.save(update_fields=TAKEN_OVER)
