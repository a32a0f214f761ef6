"""What is chosen in the original and may be another in this language: a photograph, a document, an address."""

import json
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from core.page_permissions import AnyUser
from localisation.editor.places import Map, Place


@dataclass
class Choice:
    """One thing chosen in the original, and what this language has instead."""

    segment: OverridableSegment
    kind: str
    place: Place
    override: SegmentOverride | None
    shown: str = ""
    shown_instead: str = ""

    @property
    def label(self) -> str:
        return self.place.label

    def url(self, translation: Translation) -> str:
        return reverse("localisation_editor:choice", args=[translation.pk, self.segment.pk])


def choices_of(translation: Translation, map: Map) -> list[Choice]:
    """Return everything of a page that may be another in this language, in reading order, in four queries."""
    segments = OverridableSegment.objects.filter(source_id=translation.source_id).select_related("context")
    overrides = {
        override.context_id: override
        for override in SegmentOverride.objects.filter(
            context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
        )
    }
    found = []
    for segment in segments.order_by("order", "pk"):
        kind, place = map.choices.get(segment.context.path, ("", None))
        if place is None and segment.context.path.endswith("'"):
            kind, place = "address", map.find(segment.context.path)
        if place is not None:
            found.append(Choice(segment, kind, place, overrides.get(segment.context_id)))
    _name(found)
    return found


def _name(choices: list[Choice]) -> None:
    """Say what is chosen: the titles of photographs and documents, in one query a model."""
    models_by_kind: dict[str, type[models.Model]] = {"photo": get_image_model(), "document": get_document_model()}
    for kind, model in models_by_kind.items():
        wanted = [choice for choice in choices if choice.kind == kind]
        keys = {choice.segment.data for choice in wanted}
        keys |= {choice.override.data for choice in wanted if choice.override}
        objects = model._default_manager.in_bulk([key for key in keys if isinstance(key, int)]) if keys else {}
        for choice in wanted:
            choice.shown = str(objects.get(choice.segment.data) or _("deleted"))
            if choice.override:
                choice.shown_instead = str(objects.get(choice.override.data) or _("deleted"))
    for choice in choices:
        if choice.kind == "address":
            choice.shown = str(choice.segment.data)
            choice.shown_instead = str(choice.override.data) if choice.override else ""


def kind_in_words(kind: str) -> str:
    """Return what is chosen, for a heading."""
    return {"photo": _("Photograph"), "document": _("Document"), "address": _("Address")}[kind]


def save_choice(translation: Translation, segment: OverridableSegment, value: object, user: AnyUser) -> None:
    """Show ``value`` in this language instead of what the original has."""
    SegmentOverride.objects.update_or_create(
        locale_id=translation.target_locale_id,
        context_id=segment.context_id,
        defaults={
            "data_json": json.dumps(value),
            "last_translated_by_id": user.pk,
            "has_error": False,
            "field_error": "",
        },
    )


def drop_choice(translation: Translation, segment: OverridableSegment) -> None:
    """Show again what the original has."""
    SegmentOverride.objects.filter(locale_id=translation.target_locale_id, context_id=segment.context_id).delete()
