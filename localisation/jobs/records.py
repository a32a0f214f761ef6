"""The rows of bilingual records and photographs: texts in two columns, one for each language."""

import hashlib
from collections.abc import Iterator
from functools import cache
from itertools import islice

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from wagtail import hooks
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.snippets.models import get_snippet_models

from localisation.jobs.counting import characters_in, words_in
from localisation.models import TranslationJob

#: How many records are looked at in one go.
CHUNK = 500
#: Both languages, the main one first, and the other of each.
LANGUAGE_CODES = tuple(code for code, _name in settings.LANGUAGES)
OTHER = dict(zip(LANGUAGE_CODES, reversed(LANGUAGE_CODES), strict=True))


@cache
def texts_of(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names of the texts a model keeps in both languages, without their languages."""
    columns = {
        field.name: field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
    }
    first, second = LANGUAGE_CODES
    names = [name.removesuffix(f"_{first}") for name in columns if name.endswith(f"_{first}")]
    return tuple(name for name in names if f"{name}_{second}" in columns)


@cache
def bilingual_models() -> tuple[type[models.Model], ...]:
    """Return the models whose records are on the board: snippets and photographs with texts in two columns.

    The desk's own records, such as the glossary, are tools and not on it.
    """
    hooks.search_for_hooks()  # where snippets are registered
    found = [*get_snippet_models(), get_image_model()]
    return tuple(model for model in dict.fromkeys(found) if texts_of(model) and model._meta.app_label != "localisation")


def is_on_board(model: type[models.Model]) -> bool:
    """Whether the records of a model have rows."""
    return bool(texts_of(model)) and model in bilingual_models()


def keep_jobs(record: models.Model) -> None:
    """Make or renew the rows of one record: one for each language that lacks something, at least one in all."""
    _keep([record], _locales())


def keep_rows() -> int:
    """Look at every record; make, renew and drop rows where they differ; return how many records were looked at."""
    looked_at, locales = 0, _locales()
    for model in bilingual_models():
        jobs = TranslationJob.objects.filter(content_type=ContentType.objects.get_for_model(model))
        jobs.exclude(object_id__in=model._default_manager.values("pk")).delete()
        for records in _chunks(model._default_manager.order_by("pk")):
            _keep(records, locales)
            looked_at += len(records)
    return looked_at


def _chunks(records: models.QuerySet) -> Iterator[list[models.Model]]:
    found = records.iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        yield chunk


def _keep(records: list[models.Model], locales: dict[str, Locale]) -> None:
    """Keep the rows of records of one model, reading them in one query and writing only what differs."""
    if len(locales) < len(LANGUAGE_CODES):
        return
    content_type = ContentType.objects.get_for_model(records[0])
    known = {
        (job.object_id, job.target_locale_id): job
        for job in TranslationJob.objects.filter(
            content_type=content_type, object_id__in=[record.pk for record in records]
        )
    }
    new = []
    for record in records:
        wanted = set(targets(record))
        for target in LANGUAGE_CODES:
            job = known.get((record.pk, locales[target].pk))
            if job is None and target not in wanted:
                continue
            if job is not None and target not in wanted and not (job.assignee_id or job.skip_reason):
                job.delete()
                continue
            job = job or TranslationJob(content_type=content_type, object_id=record.pk, target_locale=locales[target])
            has_changed = renew(job, record, locales[OTHER[target]], target)
            if job.pk is None:
                new.append(job)
            elif has_changed:
                job.save()
    TranslationJob.objects.bulk_create(new, ignore_conflicts=True)


def targets(record: models.Model) -> list[str]:
    """Return the languages a record is to be put into; for one that lacks nothing, the second language."""
    names = texts_of(type(record))
    if not any(_text(record, name, code) for name in names for code in LANGUAGE_CODES):
        return []
    lacking = [
        target
        for target in LANGUAGE_CODES
        if any(_text(record, name, OTHER[target]) and not _text(record, name, target) for name in names)
    ]
    return lacking or [LANGUAGE_CODES[1]]


def renew(job: TranslationJob, record: models.Model, source: Locale, target: str) -> bool:
    """Fill a row with what the record is now, and return whether anything changed; does not save."""
    before = _facts(job)
    job.kind = TranslationJob.Kind.PHOTO if type(record) is get_image_model() else TranslationJob.Kind.RECORD
    job.source_locale = source
    job.title = Truncator(str(record)).chars(255)
    job.type_name = str(record._meta.verbose_name)[:80]
    _count(job, record, source.language_code, target)
    job.settle()
    if _facts(job) == before:
        return False
    job.changed_at = timezone.now()
    return True


def _count(job: TranslationJob, record: models.Model, source: str, target: str) -> None:
    """Count the texts; one whose original changed after it was translated counts as not translated."""
    total = done = characters = missing = 0
    digests = {}
    for name in texts_of(type(record)):
        original, translated = _text(record, name, source), _text(record, name, target)
        if not original:
            continue
        words = words_in(original)
        total += words
        characters += characters_in(original)
        now = [_digest(original), _digest(translated)]
        known = job.digests.get(name, now)
        is_stale = bool(translated) and known[0] != now[0] and known[1] == now[1]
        digests[name] = known if is_stale else now
        missing += not translated
        done += words if translated and not is_stale else 0
    job.words_total, job.words_done, job.characters, job.digests = total, done, characters, digests
    job.is_live = total > 0 and not missing


def accept(job: TranslationJob) -> None:
    """Take the texts of a record's other language as right though the original changed; saves."""
    record = record_of(job)
    if record is not None:
        job.digests = {}
        renew(job, record, job.source_locale, job.target_locale.language_code)
        job.save()


def record_of(job: TranslationJob) -> models.Model | None:
    """Return the record or photograph of a job, or None where it is gone."""
    model = job.content_type.model_class()
    return model._default_manager.filter(pk=job.object_id).first() if model else None


def forget(record: models.Model) -> None:
    """Drop the rows of a deleted record."""
    TranslationJob.objects.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk).delete()


def _facts(job: TranslationJob) -> tuple[object, ...]:
    return (
        job.kind,
        job.source_locale_id,
        job.title,
        job.type_name,
        job.state,
        job.is_live,
        job.words_total,
        job.words_done,
        job.words_changed,
        job.characters,
        job.digests,
    )


def _text(record: models.Model, name: str, language: str) -> str:
    return (getattr(record, f"{name}_{language}", "") or "").strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def _locales() -> dict[str, Locale]:
    """Return both locales by language code, the main one first; fewer where one is missing."""
    found = {locale.language_code: locale for locale in Locale.objects.all()}
    return {code: found[code] for code in LANGUAGE_CODES if code in found}
