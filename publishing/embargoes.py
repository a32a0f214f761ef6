"""Verbs on embargoes that hold for a whole group of translations."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from core.dates import moment_in_words
from core.publication import Problem, register_check


def embargoed_types() -> list[type[Page]]:
    """Return the page types that can be under embargo."""
    from wagtail.models import get_page_models

    from publishing.models.embargo import Embargoed

    return [model for model in get_page_models() if issubclass(model, Embargoed)]


def embargoes_of(keys: Iterable[int]) -> dict[int, datetime]:
    """Return when the embargo of each of these pages ends; those without one are left out."""
    wanted = list(keys)
    return {
        key: until
        for model in embargoed_types()
        for key, until in model.objects.filter(pk__in=wanted, embargo_until__isnull=False).values_list(
            "pk", "embargo_until"
        )
    }


#: Called with a page as just drafted, its embargo before and its embargo now.
Listener = Callable[[models.Model, datetime | None, datetime | None], None]
_listeners: list[Listener] = []


def on_change(listener: Listener) -> None:
    """Have ``listener`` told whenever a draft of a page that can be under embargo is saved."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(page: models.Model, before: datetime | None, until: datetime | None) -> None:
    """Tell the rooms above that a draft was saved."""
    for listener in _listeners:
        listener(page, before, until)


@register_check
def embargo_is_over(page: Page, at: datetime) -> Iterable[Problem]:
    """Refuse to let a page before visitors while its embargo holds, whoever asks."""
    until = getattr(page, "embargo_until", None)
    if until is not None and until > at:
        yield Problem(_("This page is under embargo until %(until)s.") % {"until": moment_in_words(until)})


@transaction.atomic
def move_group(page: models.Model, until: datetime | None) -> None:
    """Give every page of the group the embargo ``until`` and hold its drafts and schedules back to it.

    A schedule that stood at the end of the old embargo moves with it. Lifting an embargo (None) leaves schedules
    where they are: nothing goes out because an embargo was lifted.
    """
    group = type(page)._base_manager.filter(translation_key=page.translation_key)
    if until is None:
        group.exclude(embargo_until=None).update(embargo_until=None)
        return
    members = list(group.select_related("latest_revision"))
    group.update(embargo_until=until)
    if until > timezone.now():
        for member in members:
            for revision in _revisions_that_may_go_out(member):
                hold_revision_back(revision, until, member.embargo_until)


def _revisions_that_may_go_out(page: Page) -> list[Revision]:
    """Return the latest draft of a page and the one scheduled to go live."""
    scheduled = Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at__isnull=False)
    found = {revision.pk: revision for revision in scheduled}
    if page.latest_revision_id and page.latest_revision_id not in found:
        found[page.latest_revision_id] = page.latest_revision
    return [revision for revision in found.values() if revision]


def hold_revision_back(revision: Revision, until: datetime, old: datetime | None = None) -> None:
    """Let a draft go live at ``until`` at the earliest; one that stood at ``old`` moves there."""
    written = parse_datetime(revision.content.get("go_live_at") or "")
    if written is None or written < until or written == old:
        revision.content["go_live_at"] = until.isoformat()
    approved = revision.approved_go_live_at
    if approved is not None and (approved < until or approved == old):
        revision.approved_go_live_at = until
    revision.save(update_fields=["content", "approved_go_live_at"])
