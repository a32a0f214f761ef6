"""The segments of an original, written in a few queries however many there are.

wagtail-localize asks for every string, context and segment by itself: 2,400 queries for an article of sixty
blocks. The rows made here are the same, found and written many at a time.
"""

import json
import uuid
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments


@transaction.atomic
def refresh_segments(source: TranslationSource) -> None:
    """Make the segments of ``source`` those of its content; segments that did not change keep their rows.

    Takes the place of ``TranslationSource.refresh_segments`` (localisation.apps).
    """
    instance = source.as_instance()
    values = extract_segments(instance)
    contexts = _contexts(source, instance, {value.path for value in values})
    texts = _of(values, StringSegmentValue)
    strings = _strings(source.locale_id, {value.string.data for value in texts})
    _replace(
        StringSegment,
        source,
        [
            {
                "context_id": contexts[value.path],
                "order": value.order,
                "string_id": strings[value.string.data],
                "attrs": json.dumps(value.attrs, cls=DjangoJSONEncoder),
            }
            for value in texts
        ],
    )
    frames = _of(values, TemplateSegmentValue)
    templates = _templates(frames)
    _replace(
        TemplateSegment,
        source,
        [
            {
                "context_id": contexts[value.path],
                "order": value.order,
                "template_id": templates[_template_uuid(value)],
            }
            for value in frames
        ],
    )
    _replace(
        OverridableSegment,
        source,
        [
            {
                "context_id": contexts[value.path],
                "order": value.order,
                "data_json": json.dumps(value.data, cls=DjangoJSONEncoder),
            }
            for value in _of(values, OverridableSegmentValue)
        ],
    )
    _replace(
        RelatedObjectSegment,
        source,
        [
            {
                "context_id": contexts[value.path],
                "order": value.order,
                "object_id": _related(value).pk,
            }
            for value in _of(values, RelatedObjectSegmentValue)
        ],
    )


def _of(values: Iterable[Any], kind: type) -> list[Any]:
    return [value for value in values if isinstance(value, kind)]


def _contexts(source: TranslationSource, instance: models.Model, paths: set[str]) -> dict[str, int]:
    """Return the contexts of paths by path, making those that are missing, with the paths of their fields."""
    ids = {TranslationContext._get_path_id(path): path for path in paths}
    rows = TranslationContext.objects.filter(object_id=source.object_id, path_id__in=ids)
    known = {context.path: context for context in rows}
    new = [
        TranslationContext(object_id=source.object_id, path=path, path_id=path_id)
        for path_id, path in ids.items()
        if path not in known
    ]
    without_field = [context for context in known.values() if not context.field_path]
    for context in [*new, *without_field]:
        _fill_field_path(context, instance)
    TranslationContext.objects.bulk_update(without_field, ["field_path"])
    TranslationContext.objects.bulk_create(new, ignore_conflicts=True)
    return dict(rows.all().values_list("path", "pk")) if new else {path: row.pk for path, row in known.items()}


def _fill_field_path(context: TranslationContext, instance: models.Model) -> None:
    """Compute the path of a context's field without the query its own method saves it with."""
    context.save = lambda **kwargs: None
    context.get_field_path(instance)
    del context.save


def _strings(locale_id: int, texts: set[str]) -> dict[str, int]:
    """Return the strings of texts by text, making those that are missing."""
    hashes = {String._get_data_hash(text): text for text in texts}
    return _made(
        String.objects.filter(locale_id=locale_id, data_hash__in=hashes),
        "data_hash",
        hashes,
        lambda data_hash, text: String(locale_id=locale_id, data_hash=data_hash, data=text),
        by=lambda data_hash: hashes[data_hash],
    )


def _templates(values: list[TemplateSegmentValue]) -> dict[uuid.UUID, int]:
    """Return the templates of rich texts by their hashes, making those that are missing."""
    wanted = {_template_uuid(value): value for value in values}
    return _made(
        Template.objects.filter(uuid__in=wanted),
        "uuid",
        wanted,
        lambda key, value: Template(
            uuid=key, template=value.template, template_format=value.format, string_count=value.string_count
        ),
        by=lambda key: key,
    )


def _template_uuid(value: TemplateSegmentValue) -> uuid.UUID:
    return uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template)


def _made(
    rows: models.QuerySet,
    field: str,
    wanted: dict[Any, Any],
    make: Callable[[Any, Any], models.Model],
    by: Callable[[Any], Hashable],
) -> dict[Any, int]:
    """Return the keys of rows by ``by`` of their ``field``, making the rows that are missing. At most three queries."""
    if not wanted:
        return {}
    found = dict(rows.values_list(field, "pk"))
    missing = [make(key, value) for key, value in wanted.items() if key not in found]
    if missing:
        rows.model._default_manager.bulk_create(missing, ignore_conflicts=True)
        found = dict(rows.all().values_list(field, "pk"))
    return {by(key): pk for key, pk in found.items()}


def _related(value: RelatedObjectSegmentValue) -> TranslatableObject:
    return TranslatableObject.objects.get_or_create(
        content_type=value.content_type, translation_key=value.translation_key
    )[0]


def _replace(model: type[models.Model], source: TranslationSource, wanted: list[dict[str, Any]]) -> None:
    """Make the rows of one kind of segment those that are wanted, leaving alone the ones that are right already."""
    fields = list(wanted[0]) if wanted else []
    left: dict[tuple[Any, ...], int] = {}
    surplus = []
    rows = model._default_manager.filter(source=source)
    for pk, *values in rows.values_list("pk", *fields):
        if tuple(values) in left or not fields:
            surplus.append(pk)
        else:
            left[tuple(values)] = pk
    new = [model(source=source, **row) for row in wanted if left.pop(tuple(row.values()), None) is None]
    gone = [*surplus, *left.values()]
    if gone:
        rows.filter(pk__in=gone).delete()
    model._default_manager.bulk_create(new)
