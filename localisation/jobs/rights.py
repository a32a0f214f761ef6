"""Who may do what with a job, by the rights on the page in its language."""

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.page_permissions import AnyUser
from localisation.jobs.records import record_of
from localisation.models import TranslationJob
from localisation.rights import is_locked_for

VIEW = "localisation.view_translationjob"
ASSIGN = "localisation.assign_translationjob"


def may_view(user: AnyUser) -> bool:
    """Whether the board is open to this person."""
    return user.is_active and user.has_perm(VIEW)


def may_assign(user: AnyUser) -> bool:
    """Whether this person hands out work: assigns it, sets its day, says what is not to be translated."""
    return user.is_active and user.has_perm(ASSIGN)


def may_change_record(user: AnyUser, job: TranslationJob) -> bool:
    """Whether this person may change the record or photograph of a job."""
    record = record_of(job)
    if record is None:
        return False
    return policy_registry.get_by_type(type(record)).user_has_permission_for_instance(user, "change", record)


def result_page(job: TranslationJob) -> Page | None:
    """Return the page in the job's language, or None before its first draft and for records."""
    if job.page_id is None:
        return None
    key = Page.objects.filter(pk=job.page_id).values("translation_key")
    return (
        Page.objects.filter(translation_key__in=key, locale_id=job.target_locale_id, alias_of__isnull=True)
        .select_related("locale")
        .first()
    )


def why_not_translate(user: AnyUser, page: Page | None) -> str:
    """Return what keeps ``user`` from working on the texts of a translated page; empty if nothing does."""
    if page is None:
        return _("This translation has not been started yet.")
    if not page.permissions_for_user(user).can_edit():
        return _("You may not translate this page.")
    if is_locked_for(user, page):
        return _("This page is locked by somebody else. Nothing was changed.")
    return ""


def why_not_publish(user: AnyUser, page: Page | None) -> str:
    """Return what keeps ``user`` from approving and publishing a translated page; empty if nothing does."""
    reason = why_not_translate(user, page)
    if reason or page is None:
        return reason
    if not page.permissions_for_user(user).can_publish():
        return _("You may not publish translations. Hand this one in for review.")
    return ""
