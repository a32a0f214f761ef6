"""Changing the moment of what stands on the schedule."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from core.dates import moment_in_words
from core.page_permissions import AnyUser
from publishing.embargoes import move_group
from publishing.models import Release

KINDS = ("live", "expire", "embargo", "release")


def subject_of(kind: str, pk: int) -> Page | Release:
    """Return what is to be moved; raises ``Http404``."""
    if kind == "release":
        return get_object_or_404(Release.objects.waiting(), pk=pk)
    return get_object_or_404(Page, pk=pk).specific


def moment_of(kind: str, subject: Page | Release) -> datetime | None:
    """Return when it happens now."""
    if isinstance(subject, Release):
        return subject.goes_live_at
    if kind == "live":
        return subject.scheduled_revision.approved_go_live_at if subject.approved_schedule else None
    return subject.expire_at if kind == "expire" else getattr(subject, "embargo_until", None)


def may_move(user: AnyUser, subject: Page | Release) -> bool:
    """Whether ``user`` may change the moment: a right to publish, for a release as for a page."""
    if isinstance(subject, Release):
        return user.has_perm("publishing.publish_release")
    return subject.permissions_for_user(user).can_publish()


@transaction.atomic
def move(kind: str, subject: Page | Release, at: datetime, user: AnyUser) -> None:
    """Let it happen at ``at``. Raises ``ValidationError`` for a moment past, or before an embargo ends."""
    if at <= timezone.now():
        raise ValidationError(_("This moment has passed. Give one to come."))
    if isinstance(subject, Release):
        Release.objects.filter(pk=subject.pk).update(goes_live_at=at, failed_at=None, failure="")
    elif kind == "embargo":
        move_group(subject, at)
    elif kind == "expire":
        _rewrite(subject, "expire_at", at)
        type(subject).objects.filter(pk=subject.pk).update(expire_at=at)
    else:
        until = getattr(subject, "embargo_until", None)
        if until is not None and at < until:
            words = {"until": moment_in_words(until)}
            raise ValidationError(_("It is under embargo until %(until)s. Move the embargo first.") % words)
        _rewrite(subject, "go_live_at", at)
        type(subject).objects.filter(pk=subject.pk).update(go_live_at=at)
    log(instance=subject, action="publishing.move", user=user, data={"kind": kind, "at": at.isoformat()})


def _rewrite(page: Page, name: str, at: datetime) -> None:
    """Put the moment into the drafts that may still go out: the scheduled one and the latest."""
    keys = {page.latest_revision_id}
    if page.approved_schedule:
        keys.add(page.scheduled_revision.pk)
    for revision in Revision.objects.filter(pk__in=[key for key in keys if key]):
        revision.content[name] = at.isoformat()
        if name == "go_live_at" and revision.approved_go_live_at:
            revision.approved_go_live_at = at
        revision.save(update_fields=["content", "approved_go_live_at"])
