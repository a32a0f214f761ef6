"""The rows of pages: one for every original and every other language, made and kept right."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import Truncator
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from localisation.jobs.counting import characters_in, words_in
from localisation.jobs.progress import recount
from localisation.models import TranslationJob

#: Where sections stand in the tree: below the home pages.
SECTION_DEPTH = 3
HOME_DEPTH = 2


def originals() -> QuerySet[Page]:
    """Pages that others are translated from: the first of each group, home pages included; no aliases."""
    earlier = Page.objects.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
    return Page.objects.filter(depth__gte=HOME_DEPTH, alias_of__isnull=True).exclude(
        Exists(earlier.filter(alias_of__isnull=True))
    )


def keep_job(page: Page, target: Locale, translation: Translation | None = None) -> TranslationJob:
    """Make or renew the row of an original and one language; returns it as saved."""
    job, _made = TranslationJob.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Page),
        object_id=page.pk,
        target_locale=target,
        defaults={
            "kind": TranslationJob.Kind.PAGE,
            "page": page,
            "source_locale_id": page.locale_id,
            "title": page.title[:255],
        },
    )
    if translation is None:
        translation = Translation.objects.filter(
            source__object_id=page.translation_key, source__locale_id=page.locale_id, target_locale=target
        ).first()
    renew(job, page, translation)
    job.save()
    return job


def renew(job: TranslationJob, page: Page, translation: Translation | None) -> None:
    """Fill a row with what the page and its translation are now; does not save."""
    job.translation = translation
    job.source_locale_id = page.locale_id
    job.title = Truncator(page.draft_title or page.title).chars(255)
    job.type_name = str(page.cached_content_type.name)[:80]
    job.section = section_of(page)
    result = Page.objects.filter(
        translation_key=page.translation_key, locale_id=job.target_locale_id, alias_of__isnull=True
    ).first()
    job.is_live = bool(result and result.live)
    if translation is not None and translation.enabled:
        recount(job, translation)
    else:
        _count_untracked(job, page, result)
        job.settle()


def _count_untracked(job: TranslationJob, page: Page, result: Page | None) -> None:
    """Count a page that is not submitted: written in both languages by hand, or not begun."""
    total, characters = size_of(page)
    job.words_total, job.characters = total, characters
    job.words_done = total if result is not None else 0
    job.has_unpublished_texts = result is not None and not result.live


def size_of(page: Page) -> tuple[int, int]:
    """Return words and characters of the texts a page would be submitted with."""
    texts = [value.string.data for value in extract_segments(page.specific) if isinstance(value, StringSegmentValue)]
    return sum(map(words_in, texts)), sum(map(characters_in, texts))


def section_of(page: Page) -> Page | None:
    """Return the section a page belongs to: the page below the home page above it, or itself."""
    if page.depth < SECTION_DEPTH:
        return None
    return Page.objects.filter(path=page.path[: Page.steplen * SECTION_DEPTH]).first()


def missing_rows(locales: Iterable[Locale]) -> list[tuple[Page, Locale]]:
    """Return the originals, and the languages, that have no row yet."""
    found = []
    for locale in locales:
        rows = TranslationJob.objects.filter(page_id=OuterRef("pk"), target_locale=locale)
        pages = originals().exclude(locale=locale).exclude(Exists(rows)).select_related("locale").order_by("path")
        found += [(page, locale) for page in pages]
    return found


def keep_rows() -> int:
    """Make the rows that are missing, drop those of pages that are originals no longer; return how many changed."""
    missing = missing_rows(Locale.objects.all())
    for page, locale in missing:
        keep_job(page, locale)
    stray = TranslationJob.objects.filter(kind=TranslationJob.Kind.PAGE).exclude(page__in=originals())
    dropped, _by_model = stray.delete()
    return len(missing) + dropped
