"""Changes of a live original, translated before they are published.

A translation is made from what visitors read, unless somebody asks for the draft (``TranslationJob.reads_draft``).
While it is made from a draft, what stands on the site stays as it was, and the translation goes live together with
its original or not at all. Publishing the original ends it.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from core.page_permissions import AnyUser
from localisation.jobs.pages import keep_job
from localisation.jobs.steps import StepRefusedError, job_of
from localisation.models import Notice, TranslationJob
from localisation.notices.telling import tell, workers_of
from localisation.rights import may_sync
from localisation.saving import target_page


def has_draft(original: Page | None) -> bool:
    """Whether a live page has changes that visitors do not see yet."""
    return original is not None and original.live and original.has_unpublished_changes


def may_choose(user: AnyUser, translation: Translation, original: Page | None) -> bool:
    """Whether ``user`` may say which version of the original is translated: who may edit it, or the translation."""
    return original is not None and may_sync(user, original, [translation])


def read_draft(translation: Translation, user: AnyUser) -> TranslationJob:
    """Let the translation be made from the latest draft of its live original."""
    return _read(translation, user, from_draft=True)


def read_published(translation: Translation, user: AnyUser) -> TranslationJob:
    """Let the translation be made from what is published again; what was translated of the draft is kept."""
    return _read(translation, user, from_draft=False)


def forget_draft(original: Page) -> set[int]:
    """Let translations be made from what is published again, for that was just published; return their jobs’ keys."""
    jobs = TranslationJob.objects.filter(page_id=original.pk, reads_draft=True)
    keys = set(jobs.values_list("pk", flat=True))
    jobs.update(reads_draft=False)
    return keys


def has_begun(translation: Translation, page: Page) -> bool:
    """Whether texts of a live translation were saved since it was published last."""
    texts = StringSegment.objects.filter(source_id=translation.source_id)
    return texts.get_translations(translation.target_locale_id).filter(updated_at__gt=page.last_published_at).exists()


@transaction.atomic
def _read(translation: Translation, user: AnyUser, *, from_draft: bool) -> TranslationJob:
    job = job_of(translation)
    original = Page.objects.get(pk=job.page_id).specific
    if not may_choose(user, translation, original):
        raise StepRefusedError(_("You may not translate this page."))
    if from_draft and not has_draft(original):
        raise StepRefusedError(_("The original has no draft that differs from what is published."))
    translations = list(
        translation.source.translations.filter(enabled=True).select_related("source", "target_locale", "job")
    )
    TranslationJob.objects.filter(translation__in=translations).update(reads_draft=from_draft)
    translation.source.update_from_db()
    for other in translations:
        _count(original, other, from_draft=from_draft)
    job = TranslationJob.objects.select_related("target_locale", "assignee", "handed_in_by").get(pk=job.pk)
    if job.words_left:
        tell(workers_of(job), job, Notice.Event.CHANGED, actor=user)
    return job


def _count(original: Page, translation: Translation, *, from_draft: bool) -> None:
    page = target_page(translation)
    if not from_draft and page is not None and page.live and page.last_published_at:
        TranslationJob.objects.filter(translation=translation).update(
            has_unpublished_texts=has_begun(translation, page)
        )
    keep_job(original, translation.target_locale, translation)
