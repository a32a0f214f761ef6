"""The buttons below a translation: what this person can do with it next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.page_permissions import AnyUser
from localisation.jobs.pairs import time_of
from localisation.models import TranslationJob

HANDED_IN = (TranslationJob.State.REVIEW, TranslationJob.State.APPROVED)


@dataclass(frozen=True)
class Offer:
    """A button; the first of several is the main one."""

    action: str
    label: str
    icon: str


def offers_for(user: AnyUser, page: Page, original: Page | None, job: TranslationJob | None) -> list[Offer]:
    """Return what ``user`` may do: publish, publish both, approve or hand in; nothing where somebody else's turn is."""
    if not page.permissions_for_user(user).can_publish():
        is_handed_in = job is not None and job.state in HANDED_IN
        return [] if is_handed_in else [Offer("hand_in", _("Hand in for review"), "check")]
    approve = Offer("approve", _("Approve"), "check")
    if not waits_for(original, job):
        language = page.locale.get_display_name()
        publish = Offer("publish", _("Publish in %(language)s") % {"language": language}, "upload")
        return [publish, approve] if job is not None and job.state == job.State.REVIEW else [publish]
    offers = [] if job is not None and job.state == job.State.APPROVED else [approve]
    if original is not None and original.specific_deferred.permissions_for_user(user).can_publish():
        label = _("Publish both at the original’s time") if time_of(original) else _("Publish both")
        offers.insert(0, Offer("publish_pair", label, "upload"))
    return offers


def waits_for(original: Page | None, job: TranslationJob | None) -> bool:
    """Whether a translation can only go live with its original: that is a draft, or the draft of it is translated."""
    return original is not None and (not original.live or (job is not None and job.reads_draft))
