"""Keeps the index: what a thing says of itself becomes one entry for each of its languages."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from core.models import BasePage
from core.searchable import RECORDS, Searchable
from search.analysis import vector
from search.batches import batches
from search.models import Entry, dated, label_of
from search.vocabulary import learn

BATCH = 100
#: Characters of a text that results quote from and words are found in.
LONGEST_BODY = 200_000
_KEY = ("content_type", "object_id", "language")
_FIELDS = [field.name for field in Entry._meta.concrete_fields if field.name not in {"id", *_KEY}]


def index(records: Iterable[models.Model]) -> int:
    """Bring the entries of ``records`` (specific pages, registered records) up to date; return how many there are.

    What cannot be found any more loses its entries. Running it twice does no harm.
    """
    count = 0
    for batch in batches(records, BATCH):
        entries = [entry for record in batch for entry in entries_of(record)]
        Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=_KEY, update_fields=_FIELDS)
        _drop_others(batch, entries)
        learn(entries)
        count += len(entries)
    return count


def entries_of(record: models.Model) -> Iterator[Entry]:
    """Yield the entries that ``record`` should have now; none for a page that is not on the site."""
    if isinstance(record, BasePage):
        if record.live and not record.alias_of_id and record.depth > 1:
            yield _entry(record, record.searchable())
    elif type(record) in RECORDS:
        for described in RECORDS[type(record)](record):
            if described.title:
                yield _entry(record, described)


def forget(record: models.Model) -> None:
    """Drop the entries of ``record``."""
    Entry.objects.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk).delete()


def _entry(record: models.Model, described: Searchable) -> Entry:
    body = described.body[:LONGEST_BODY]
    first, last = described.starts_at, described.ends_at
    when = described.published_at or last
    return Entry(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        language=described.language,
        page_id=record.pk if isinstance(record, Page) else None,
        label=label_of(record),
        kind=described.kind,
        needs_mention=described.needs_mention,
        mentions=_mentions(record),
        topic_ids=list(described.topic_ids),
        venue_key=described.venue_key,
        year=min(timezone.localtime(when).year, timezone.localdate().year + 1) if when else None,
        published_at=described.published_at,
        starts_at=first,
        ends_at=last,
        moments=list(described.moments),
        time_zone=described.time_zone,
        shown_from=described.shown_from,
        fresh_at=dated((last, described.published_at)),
        photo_id=described.photo_id,
        address=described.address,
        title=described.title,
        lead=described.lead,
        body=body,
        title_vector=as_vector(vector([(described.title, "A")])),
        vector=as_vector(
            vector(
                [
                    (described.title, "A"),
                    *((name, "B") for name in described.names),
                    (described.lead, "C"),
                    (body, "D"),
                ]
            )
        ),
        indexed_at=timezone.now(),
    )


def as_vector(literal: str) -> models.Expression:
    return Cast(Value(literal), SearchVectorField())


def _mentions(record: models.Model) -> list[str]:
    """Return the labels of the records that only a mention makes findable and that ``record`` mentions."""
    if not isinstance(record, Page):
        return []
    types = {content_type.pk: model for model, content_type in ContentType.objects.get_for_models(*RECORDS).items()}
    rows = ReferenceIndex.get_references_for_object(record).filter(to_content_type_id__in=types)
    labels = {f"{types[row.to_content_type_id]._meta.label_lower}:{row.to_object_id}" for row in rows}
    return sorted(labels)


def _drop_others(records: Iterable[models.Model], entries: list[Entry]) -> None:
    """Delete what was in the index of ``records`` and is not among ``entries``."""
    kept = {(entry.content_type_id, entry.object_id, entry.language) for entry in entries}
    by_type: dict[int, list[int]] = {}
    for record in records:
        by_type.setdefault(ContentType.objects.get_for_model(record).pk, []).append(record.pk)
    for content_type_id, keys in by_type.items():
        there = Entry.objects.filter(content_type_id=content_type_id, object_id__in=keys)
        gone = [
            pk for pk, key, language in there.values_list("pk", "object_id", "language")
            if (content_type_id, key, language) not in kept
        ]  # fmt: skip
        if gone:
            Entry.objects.filter(pk__in=gone).delete()


def everything() -> Iterator[models.Model]:
    """Yield all that may be found: live pages in the order of the tree, then the records of each kind."""
    pages = Page.objects.filter(live=True, alias_of__isnull=True, depth__gt=1).order_by("path")
    for batch in batches(pages.values_list("pk", flat=True), BATCH):
        yield from Page.objects.filter(pk__in=batch).order_by("path").specific()
    for model in RECORDS:
        yield from model._default_manager.order_by("pk").iterator(BATCH)


def rebuild(newer_than: datetime | None = None) -> tuple[int, int]:
    """Index everything, then drop what is no longer there; return how many entries stand and how many were dropped.

    Entries are replaced one batch at a time, so that search works all the while. With ``newer_than`` what was
    indexed after that moment is left as it is: a rebuild that was broken off goes on where it stopped.
    """
    started_at = newer_than or timezone.now()
    done = set()
    if newer_than:
        done = set(Entry.objects.filter(indexed_at__gte=newer_than).values_list("content_type_id", "object_id"))
    left = (
        record
        for record in everything()
        if (ContentType.objects.get_for_model(record).pk, record.pk) not in done
    )  # fmt: skip
    index(left)
    dropped, _by_model = Entry.objects.filter(indexed_at__lt=started_at).delete()
    return Entry.objects.count(), dropped
