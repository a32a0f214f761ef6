"""Taking a release live: everything in one transaction, or nothing."""

import logging
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import StringTranslation, Translation

from core.completeness import active_translation, draft_translation
from core.page_permissions import AnyUser
from publishing.blockers import Readiness, readiness
from publishing.models import Release

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What came of an attempt: published, or the parts that keep it back and what went wrong."""

    is_published: bool
    blocked: list[Readiness] = field(default_factory=list)
    failure: str = ""


def take_live(release_id: int, user: AnyUser | None) -> Outcome:
    """Publish all of a release in the name of ``user``, or nothing of it. One that is live already stays as it is.

    What keeps it back is returned and written down on the release; it never raises for a page's sake.
    """
    try:
        with transaction.atomic():
            release = Release.objects.select_for_update().get(pk=release_id)
            if release.is_published:
                return Outcome(is_published=True)
            states = readiness(release, user, timezone.now())
            blocked = [state for state in states if state.blockers]
            if not states or blocked:
                failure = "" if states else _("There is nothing in this release.")
                _write_down(release, failure or _in_words(blocked))
                return Outcome(False, blocked, failure)
            _publish_all(release, user)
            release.published_at, release.published_by = timezone.now(), user
            release.failed_at, release.failure = None, ""
            release.save(update_fields=["published_at", "published_by", "failed_at", "failure"])
            log(instance=release, action="publishing.release", user=user)
    except ValidationError as error:
        failure = " ".join(error.messages)
    except Exception as error:
        logger.exception("The release %s could not go live", release_id)
        failure = _("An unforeseen error: %(error)s.") % {"error": error}
    else:
        return Outcome(is_published=True)
    _write_down(Release.objects.get(pk=release_id), failure)
    return Outcome(is_published=False, failure=failure)


def _publish_all(release: Release, user: AnyUser | None) -> None:
    """Publish sections before what stands below them and originals before their translations."""
    pages = [row.page.specific for row in release.pages.select_related("page")]
    from_drafts = {page.pk: translated for page in pages if (translated := draft_translation(page))}
    for page in sorted(pages, key=lambda page: (page.depth, active_translation(page) is not None, page.pk)):
        if page.pk in from_drafts:
            _publish_changes(page, from_drafts[page.pk], user)
        else:
            _publish(fresh(page, user), user)
    for row in release.announcements.select_related("announcement"):
        _publish(row.announcement, user)


def fresh(page: Page, user: AnyUser | None) -> Page:
    """Return the page with a draft that holds all its translated texts.

    A translator's texts are saved one by one; the draft of the page may be older than the last of them.
    """
    translated = active_translation(page)
    if translated is None or page.live:
        return page
    drafted_at = page.latest_revision.created_at if page.latest_revision else page.latest_revision_created_at
    texts = StringTranslation.objects.filter(
        locale_id=translated.target_locale_id, translation_of__segments__source_id=translated.source_id
    )
    if drafted_at is None or texts.filter(updated_at__gt=drafted_at).exists():
        translated.save_target(user=user, publish=False)
    return type(page).objects.get(pk=page.pk)


def _publish_changes(page: Page, translated: Translation, user: AnyUser | None) -> None:
    """Put what was translated of the original's draft before readers, unless it went along with the original."""
    if Page.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id:
        translated.source.update_from_db()
        translated.save_target(user=user, publish=True)


def _publish(item: DraftStateMixin, user: AnyUser | None) -> None:
    """Put the latest draft before readers now, whatever time it names itself."""
    if item.live and not item.has_unpublished_changes:
        return
    revision = item.latest_revision or item.save_revision(user=user)
    if revision.content.get("go_live_at"):
        revision.content["go_live_at"] = None
        revision.save(update_fields=["content"])
    revision.publish(user=user, skip_permission_checks=True)  # asked for in the readiness of each


def _write_down(release: Release, failure: str) -> None:
    release.failed_at, release.failure = timezone.now(), failure
    release.save(update_fields=["failed_at", "failure"])


def _in_words(blocked: list[Readiness]) -> str:
    return "\n".join(f"{state.title}: {reason.message}" for state in blocked for reason in state.blockers)


def publish_due_releases() -> None:
    """Take live what is due; called by the worker again and again. One held up is tried again each time."""
    for release_id, language in Release.objects.due().values_list(
        "pk", "confirmed_by__wagtail_userprofile__preferred_language"
    ):
        release = Release.objects.select_related("confirmed_by").get(pk=release_id)
        with translation.override(language or None):
            outcome = take_live(release_id, release.confirmed_by)
        if not outcome.is_published:
            logger.warning("The release %s was held up", release_id)
