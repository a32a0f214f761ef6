"""Batches: made of a selection, run page by page in the background, resumed where a killed worker left off."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail_localize.models import TranslationSource

from core.page_permissions import AnyUser
from localisation.batches import related
from localisation.batches.refusing import RefusedError
from localisation.jobs.pages import keep_job
from localisation.models import Batch, BatchItem, TranslationJob
from localisation.rights import may_sync, why_not_submit
from localisation.segments.submitting import read_anew, submit

logger = logging.getLogger(__name__)

#: More pages than these are not put into one batch.
MOST_PAGES = 5000


def make_batch(action: str, jobs: Iterable[TranslationJob], user: AnyUser) -> Batch:
    """Put the pages of ``jobs`` into a batch, sections before what stands below them, and send it off."""
    from localisation.tasks import run_batch

    rows = [(job.page.depth, job.page.path, job) for job in jobs if job.page is not None]
    pages = [job for _depth, _path, job in sorted(rows, key=lambda row: row[:2])]
    with transaction.atomic():
        batch = Batch.objects.create(action=action, user=user)
        BatchItem.objects.bulk_create(
            [
                BatchItem(batch=batch, page_id=job.page_id, target_locale_id=job.target_locale_id, position=position)
                for position, job in enumerate(pages[:MOST_PAGES])
            ],
            ignore_conflicts=True,
        )
        run_batch.enqueue(batch.pk)
    return batch


def run(batch_id: int) -> None:
    """Do every waiting page of a batch, each in a transaction of its own. Safe to run twice, or by two workers.

    Killed at any moment, the pages that were committed stay done and the others wait for the next run.
    """
    batch = Batch.objects.select_related("user").filter(pk=batch_id).first()
    if batch is None:
        return
    profile = getattr(batch.user, "wagtail_userprofile", None)
    with translation.override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        while _do_next(batch):
            pass
    if not batch.items.filter(state=BatchItem.State.WAITING).exists():
        _finish(batch)


@transaction.atomic
def _finish(batch: Batch) -> None:
    """Note that a batch has ended, and tell of it where nobody asked for it; once, whoever runs it."""
    unfinished = Batch.objects.filter(pk=batch.pk, finished_at__isnull=True)
    if unfinished.update(finished_at=timezone.now()) and batch.action == Batch.Action.RELATED:
        related.tell_of(batch)


def _do_next(batch: Batch) -> bool:
    """Do one waiting page; return False when none waits that is not in other hands."""
    with transaction.atomic():
        waiting = batch.items.select_for_update(skip_locked=True, of=("self",)).filter(state=BatchItem.State.WAITING)
        item = waiting.select_related("page", "target_locale").first()
        if item is None:
            return False
        try:
            with transaction.atomic():
                _do(batch, item)
        except RefusedError as refusal:
            item.state, item.reason = BatchItem.State.FAILED, str(refusal)[:400]
        except ValidationError as error:
            item.state, item.reason = BatchItem.State.FAILED, " ".join(error.messages)[:400]
        except Exception:
            logger.exception("Page %s of batch %s could not be done", item.page_id, batch.pk)
            item.state, item.reason = BatchItem.State.FAILED, _("An unforeseen error; it is in the log.")
        else:
            item.state = BatchItem.State.DONE
        item.save(update_fields=["state", "reason"])
    return True


def _do(batch: Batch, item: BatchItem) -> None:
    if batch.action == Batch.Action.RELATED:
        related.submit_item(batch, item)
        return
    if batch.user is None or not batch.user.is_active:
        raise RefusedError(_("Whoever asked for this has no account any more."))
    if batch.action == Batch.Action.SUBMIT:
        _submit(item, batch.user)
    else:
        _read_anew(item, batch.user)


def _submit(item: BatchItem, user: AnyUser) -> None:
    locale = item.target_locale
    if locale is None or item.page.get_translation_or_none(locale) is not None:
        return
    if reason := why_not_submit(user, item.page.specific, locale):
        raise RefusedError(reason)
    translated = submit(item.page, locale, user)
    keep_job(item.page, locale, translated)


def _read_anew(item: BatchItem, user: AnyUser) -> None:
    source = TranslationSource.objects.filter(
        object_id=item.page.translation_key, locale_id=item.page.locale_id
    ).first()
    if source is None:
        raise RefusedError(_("This translation has not been started yet."))
    translations = list(source.translations.filter(enabled=True).select_related("source", "target_locale"))
    if not may_sync(user, item.page, translations):
        raise RefusedError(_("You may not translate this page."))
    read_anew(source)
    for translated in translations:
        keep_job(item.page, translated.target_locale, translated)
