"""What still keeps a release from going live, page by page, in an editor's words."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.completeness import active_translation, draft_translation, missing_texts_in_words
from core.dates import moment_in_words
from core.page_permissions import AnyUser
from core.publication import Line, Problem, problems_of, told
from publishing.models import Release


@dataclass
class Readiness:
    """A page or an announcement of a release and what keeps it back."""

    title: str
    language: str
    kind: str
    url: str
    is_live: bool
    blockers: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def told_blockers(self) -> list[Line]:
        """What keeps it back, as it is told."""
        return told(self.blockers)

    @property
    def told_warnings(self) -> list[Line]:
        """What to look at, as it is told."""
        return told(self.warnings)


def readiness(release: Release, user: AnyUser | None, at: datetime | None = None) -> list[Readiness]:
    """Return every part of ``release`` with what blocks it at ``at`` (now by default) for ``user``.

    Without a user (nobody has confirmed it yet) rights are not looked at.
    """
    at = at or max(timezone.now(), release.goes_live_at or timezone.now())
    pages = [
        row.page for row in release.pages.select_related("page__locale", "page__latest_revision", "page__content_type")
    ]
    keys = {page.pk for page in pages}
    found = [_of_page(page.specific, keys, user, at) for page in pages]
    for row in release.announcements.select_related("announcement"):
        item = row.announcement
        edit = reverse("wagtailsnippets_navigation_announcement:edit", args=[item.pk])
        state = Readiness(str(item), "", str(item._meta.verbose_name), edit, item.live)
        if user is not None and not policy_registry.get(item).user_has_permission(user, "publish"):
            state.blockers.append(Problem(_("You may not publish it."), edit))
        found.append(state)
    return found


def _of_page(page: Page, keys: set[int], user: AnyUser | None, at: datetime) -> Readiness:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    draft = page.get_latest_revision_as_object()
    state = Readiness(
        draft.get_admin_display_title(),
        page.locale.language_code,
        str(page.cached_content_type.model_class()._meta.verbose_name),
        edit,
        page.live and not page.has_unpublished_changes and draft_translation(page) is None,
    )
    if state.is_live:
        return state
    state.blockers += [Problem(message, edit) for message in _own_reasons(page, draft, keys, user, at)]
    for problem in problems_of(draft, at):
        into = state.blockers if problem.is_blocking else state.warnings
        into.append(replace(problem, url=problem.url or edit))
    return state


def _own_reasons(page: Page, draft: Page, keys: set[int], user: AnyUser | None, at: datetime) -> Iterator[str]:
    """What a release looks at besides the checks that every publication passes."""
    schedule = page.scheduled_revision if page.approved_schedule else None
    if schedule is not None:
        moment = moment_in_words(schedule.approved_go_live_at)
        yield _("It is scheduled by itself for %(moment)s. Cancel that schedule.") % {"moment": moment}
    elif page.locked:
        yield _("It is locked. Unlock it.")
    if page.workflow_in_progress:
        yield _("It waits for approval in a workflow. Approve or cancel it.")
    if draft.expire_at and draft.expire_at <= at:
        yield _("It would have expired by then. Change the day it expires.")
    parent = page.get_parent()
    if not parent.live and parent.pk not in keys:
        yield _("The section above it, “%(title)s”, is not live.") % {"title": parent.get_admin_display_title()}
    yield from _translation_reasons(page, keys)
    if user is not None and not page.permissions_for_user(user).can_publish():
        yield _("You may not publish it.")
    yield from _invalid_fields(draft)


def _translation_reasons(page: Page, keys: set[int]) -> Iterator[str]:
    translation = active_translation(page)
    if translation is None:
        return
    source = translation.source
    originals = Page.objects.filter(translation_key=source.object_id, locale_id=source.locale_id)
    if not any(original.live or original.pk in keys for original in originals):
        yield _("Its original is neither live nor in this release. Add it.")
    elif draft_translation(page) and not any(original.pk in keys for original in originals):
        yield _("It is translated from a draft of its original, which is not in this release. Add it.")
    missing = missing_texts_in_words(translation)
    if missing:
        yield missing


def _invalid_fields(draft: Page) -> Iterator[str]:
    """What the draft itself lacks, as the editor would be told on publishing it."""
    try:
        draft.full_clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            label = "" if name.startswith("__") else f"{draft._meta.get_field(name).verbose_name}: "
            yield from (f"{label}{message}" for message in messages)
