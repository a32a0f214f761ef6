"""Machine translation in the background: a group of texts at a time, with progress, resumed where it was left off."""

import logging
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from core.page_permissions import AnyUser
from localisation.editor.rows import Row, rows_of
from localisation.jobs.progress import refresh
from localisation.machine.providers import MachineFailedError, fill_by_machine, machine_for
from localisation.models import MachineRun
from localisation.rights import is_locked_for
from localisation.saving import target_page

logger = logging.getLogger(__name__)

#: So many texts go to the provider at once; after each such group the progress is told.
AT_ONCE = 20


def start(translated: Translation, user: AnyUser) -> MachineRun:
    """Send what is untranslated to the background; return the run that is under way already, if there is one.

    Raises ``MachineFailedError`` where no provider is configured.
    """
    from localisation.tasks import run_machine

    if machine_for(translated) is None:
        raise MachineFailedError(_("No machine translator is set up for these languages."))
    with transaction.atomic():
        for stuck in MachineRun.objects.filter(translation=translated, state=MachineRun.State.RUNNING):
            if stuck.is_stuck:
                finish(stuck, _("The background worker has stopped."))
        run, is_new = MachineRun.objects.get_or_create(
            translation=translated,
            state=MachineRun.State.RUNNING,
            defaults={"user": user, "total": len(waiting_rows(translated))},
        )
        if is_new:
            run_machine.enqueue(run.pk)
    return run


def run(run_id: int) -> None:
    """Do a run, or go on with one whose worker was killed. Safe to run twice: what is translated is not asked for."""
    found = MachineRun.objects.filter(pk=run_id, state=MachineRun.State.RUNNING)
    asked = found.select_related("user", "translation__source__locale", "translation__target_locale").first()
    if asked is None:
        return
    profile = getattr(asked.user, "wagtail_userprofile", None)
    with translation.override(profile.get_preferred_language() if profile else None):
        try:
            _fill(asked)
        except MachineFailedError as problem:
            finish(asked, str(problem))
        except Exception:
            logger.exception("The machine translation %s failed", run_id)
            finish(asked, _("An unforeseen error; it is in the log."))
        else:
            finish(asked)


def finish(asked: MachineRun, reason: str = "") -> None:
    """Note that a run has ended; ``reason`` says why it could not go on."""
    asked.state = MachineRun.State.FAILED if reason else MachineRun.State.DONE
    asked.reason, asked.progressed_at = reason[:400], timezone.now()
    asked.save(update_fields=["state", "reason", "progressed_at"])


def told(asked: MachineRun) -> dict[str, object]:
    """Return how far a run is, and a sentence that says it."""
    words = _("%(done)d of %(total)d texts have been through the machine translator.")
    sentence = words % {"done": asked.done, "total": asked.total}
    return {
        "done": asked.done,
        "total": asked.total,
        "is_running": asked.is_running,
        "sentence": f"{asked.reason} {sentence}".strip(),
    }


def waiting_rows(translated: Translation) -> list[Row]:
    """Return the texts that have no translation."""
    return [row for row in rows_of(translated) if row.made is None]


def _fill(asked: MachineRun) -> None:
    for group in _groups(waiting_rows(asked.translation)):
        _refuse_locked(asked)
        fill_by_machine(asked.translation, group, asked.user)
        asked.done = min(asked.done + len(group), asked.total)
        asked.progressed_at = timezone.now()
        asked.save(update_fields=["done", "progressed_at"])
        refresh(asked.translation)


def _groups(rows: list[Row]) -> Iterator[list[Row]]:
    """Give the rows in groups of so many different texts; the same text at several places stays together."""
    places: dict[str, list[Row]] = {}
    for row in rows:
        places.setdefault(row.source, []).append(row)
    texts = list(places.values())
    for start_at in range(0, len(texts), AT_ONCE):
        yield [row for group in texts[start_at : start_at + AT_ONCE] for row in group]


def _refuse_locked(asked: MachineRun) -> None:
    page = target_page(asked.translation)
    if page is None or (asked.user and is_locked_for(asked.user, page)):
        raise MachineFailedError(_("This page is locked by somebody else. Nothing more was filled in."))
