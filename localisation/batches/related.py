"""Pages that a translated page newly refers to: submitted by themselves, so that its translation has no holes.

A reference is a link in a text, a chosen page in a block, a relation of the page. It is new as long as the
translation does not have it. Only live originals in the language of the page are submitted, only where their section is
translated, never one that was skipped, and no page twice; what they refer to themselves waits until somebody
publishes them anew.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail_localize.models import Translation

from core.page_permissions import AnyUser
from localisation.batches.refusing import RefusedError
from localisation.jobs.assigning import take_over
from localisation.jobs.pages import keep_job, originals
from localisation.jobs.rules import submits_related
from localisation.models import Batch, BatchItem, Notice, TranslationJob
from localisation.notices.telling import reviewers_of, tell_of_many, workers_of
from localisation.rights import why_not_translatable
from localisation.saving import target_page
from localisation.segments.submitting import content_of, submit

#: More pages than these are not submitted by one publication; the others stay on the board as not started.
MOST_RELATED = 20


def submit_what_is_new(page: Page, translations: Iterable[Translation]) -> None:
    """Have the pages submitted that a published original refers to and its translations do not. Safe to run twice."""
    if not page.live or not submits_related(page):
        return
    mentioned = pages_in(page.specific)
    for translation in translations:
        result = target_page(translation)
        if result is not None:
            wanted = mentioned - pages_in(content_of(result.specific))
            _ask_for(originals().filter(pk__in=wanted), translation.target_locale, page)


def submit_if_mentioned(page: Page) -> None:
    """Have a page submitted that goes live for the first time while a translated page refers to it already."""
    if not page.live or page.first_published_at != page.last_published_at:
        return
    pages = ContentType.objects.get_for_model(Page)
    referring = ReferenceIndex.get_references_to(page).filter(base_content_type=pages).values_list("object_id")
    keys = [int(key) for (key,) in referring.distinct()]
    for cause in originals().filter(pk__in=keys, live=True, locale_id=page.locale_id).order_by("pk"):
        translations = Translation.objects.filter(
            source__object_id=cause.translation_key, source__locale_id=cause.locale_id, enabled=True
        )
        if submits_related(cause):
            for translation in translations.select_related("target_locale"):
                _ask_for(originals().filter(pk=page.pk), translation.target_locale, cause)


def pages_in(page: Page) -> set[int]:
    """Return the keys of the pages that a page refers to: in its texts, blocks and relations."""
    pages = ContentType.objects.get_for_model(Page).pk
    found = ReferenceIndex._extract_references_from_object(page)
    return {int(key) for content_type, key, _model_path, _content_path in found if content_type == pages}


@transaction.atomic
def _ask_for(pages: QuerySet[Page], locale: Locale, cause: Page) -> None:
    """Send the pages off that are wanted, sections before what stands below them."""
    from localisation.tasks import run_batch

    candidates = pages.filter(live=True, locale_id=cause.locale_id).exclude(pk=cause.pk).order_by("depth", "path")
    wanted = [page for page in candidates if is_wanted(page, locale)][:MOST_RELATED]
    if not wanted:
        return
    batch = Batch.objects.create(action=Batch.Action.RELATED, target_locale=locale, cause=cause)
    BatchItem.objects.bulk_create(
        [
            BatchItem(batch=batch, page=page, target_locale=locale, position=position)
            for position, page in enumerate(wanted)
        ]
    )
    run_batch.enqueue(batch.pk)


def is_wanted(page: Page, locale: Locale) -> bool:
    """Whether a page is to be submitted: live, without a translation, not skipped, not submitted by itself before."""
    if not page.live or Page.objects.filter(translation_key=page.translation_key, locale=locale).exists():
        return False
    rows = TranslationJob.objects.filter(page_id=page.pk, target_locale=locale)
    return not rows.exclude(skip_reason="", related_to=None).exists()


def submit_item(batch: Batch, item: BatchItem) -> None:
    """Submit one page of a batch and give its job to whoever has the page that refers to it."""
    locale, cause = item.target_locale, batch.cause
    if locale is None or cause is None:
        return
    keep_job(item.page, locale)
    TranslationJob.objects.select_for_update().get(page_id=item.page_id, target_locale=locale)
    if not is_wanted(item.page, locale):
        return
    if reason := why_not_translatable(item.page.specific, locale):
        raise RefusedError(reason)
    take_over(keep_job(item.page, locale, submit(item.page, locale)), cause)


def tell_of(batch: Batch) -> None:
    """Tell of the pages of a batch in one letter to each person: those who have them, else those who publish."""
    done = batch.items.filter(state=BatchItem.State.DONE).values("page")
    jobs = TranslationJob.objects.for_desk().filter(
        page__in=done, target_locale=batch.target_locale, related_to=batch.cause_id
    )
    told: dict[AnyUser, list[TranslationJob]] = defaultdict(list)
    for job in jobs.order_by("page__path"):
        for person in workers_of(job) or reviewers_of(job):
            told[person].append(job)
    for person, theirs in told.items():
        tell_of_many(person, theirs, Notice.Event.RELATED, actor=None)
