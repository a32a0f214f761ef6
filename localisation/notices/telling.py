"""Who is told what: makes the notices, and has the letters sent in the background."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from core.page_permissions import AnyUser
from localisation.models import Delivery, Notice, NoticePreference, TranslationJob

#: More people than these are never told of one job.
MOST_RECEIVERS = 50


def tell(
    receivers: Iterable[AnyUser],
    job: TranslationJob,
    event: Notice.Event,
    actor: AnyUser | None = None,
    text: str = "",
) -> None:
    """Make a notice for each receiver but the one who acted; letters follow when the transaction is committed."""
    _make([Notice(recipient=user, job=job, event=event, actor=actor, text=text) for user in receivers])


def tell_of_many(receiver: AnyUser, jobs: Iterable[TranslationJob], event: Notice.Event, actor: AnyUser | None) -> None:
    """Make a notice of each job for one receiver; one letter names them all."""
    _make([Notice(recipient=receiver, job=job, event=event, actor=actor, text=job.note) for job in jobs])


def _make(notices: list[Notice]) -> None:
    """Save notices, but for those of people to themselves, and have the letters sent that are wanted at once."""
    from localisation.tasks import send_notices

    notices = [notice for notice in notices if notice.recipient.is_active and notice.recipient_id != notice.actor_id]
    if not notices:
        return
    people = {notice.recipient_id for notice in notices}
    deliveries = dict(NoticePreference.objects.filter(user__in=people).values_list("user_id", "delivery"))
    now = timezone.now()
    for notice in notices:
        if deliveries.get(notice.recipient_id) == Delivery.OFF:
            notice.settled_at = now
    Notice.objects.bulk_create(notices)
    at_once = [
        notice.pk for notice in notices if deliveries.get(notice.recipient_id, Delivery.AT_ONCE) == Delivery.AT_ONCE
    ]
    if at_once:
        send_notices.enqueue(at_once)


def workers_of(job: TranslationJob) -> list[AnyUser]:
    """Return who works on a job: its translator, and who handed it in."""
    return [user for user in dict.fromkeys([job.assignee, job.handed_in_by]) if user is not None]


def reviewers_of(job: TranslationJob) -> QuerySet:
    """Return who may publish pages in the language of a job, without superusers who only run the site."""
    homes = Page.objects.filter(Q(depth=1) | Q(depth=2, locale_id=job.target_locale_id))
    groups = GroupPagePermission.objects.filter(page__in=homes, permission__codename="publish_page").values("group")
    people = get_user_model().objects.filter(is_active=True, groups__in=groups)
    return people.distinct().order_by("pk")[:MOST_RECEIVERS]
