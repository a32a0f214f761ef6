"""The texts of a translation as an ordered list: what the editor shows and what files for other programs hold.

>>> for segment in segments_of(translation):
...     segment.key, segment.label, segment.source, segment.target, segment.state

The number of queries does not depend on the length of the page.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.core.files.storage import default_storage
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images import get_image_model
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from localisation.editor.markup import tags_of
from localisation.editor.places import Map, Place, map_of
from localisation.editor.previous import Former, former_versions
from localisation.jobs.counting import words_in
from localisation.names import name_of

#: The names of tools under which a translation may have come (``StringTranslation.tool_name``).
MEMORY = "memory"
REPETITION = "repetition"

#: A translation of a program that nobody has looked at yet.
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


class State(StrEnum):
    """How far one text is."""

    TODO = "todo"
    CHANGED = "changed"
    ERROR = "error"
    REVIEW = "review"
    DONE = "done"

    @property
    def label(self) -> str:
        return str(STATE_LABELS[self])


STATE_LABELS = {
    State.TODO: gettext_lazy("To be translated"),
    State.CHANGED: gettext_lazy("The original changed"),
    State.ERROR: gettext_lazy("To be mended"),
    State.REVIEW: gettext_lazy("To be reviewed"),
    State.DONE: gettext_lazy("Translated"),
}


@dataclass
class Segment:
    """One text of a page and its translation.

    ``key`` (``data_hash.path_id``) is the same as long as the text and its place are. ``source`` and ``target``
    are HTML with inline tags alone, as wagtail-localize keeps it; see ``localisation.editor.markup``.
    ``version`` names the translation that was read: send it back when saving, to overwrite nobody's work.
    """

    key: str
    string_id: int
    context_id: int
    segment_id: int
    order: int
    place: Place
    source: str
    target: str = ""
    state: State = State.TODO
    label: str = ""
    version: str = ""
    tool: str = ""
    translated_by: str = ""
    updated_at: datetime | None = None
    error: str = ""
    picture_url: str = ""
    previous: Former | None = None
    notes: list[str] = field(default_factory=list)
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    #: How often the same text stands at this place.
    occurrences: int = 1

    @property
    def path(self) -> str:
        return self.place.path

    @property
    def limit(self) -> int | None:
        return self.place.limit

    @property
    def words(self) -> int:
        """Words of the original; a text of signs alone counts as one."""
        return words_in(self.source) * self.occurrences

    @property
    def is_done(self) -> bool:
        """Whether the text counts as translated."""
        return self.state in {State.DONE, State.REVIEW}


@dataclass
class Sheet:
    """Everything the work on one translation needs, gathered in a handful of queries."""

    translation: Translation

    @cached_property
    def map(self) -> Map:
        return map_of(self.translation.source)

    @cached_property
    def photos(self) -> dict[int, models.Model]:
        """The photographs of the page by key, in the order of the page."""
        found = get_image_model()._default_manager.in_bulk(self.map.photo_ids)
        return {key: found[key] for key in self.map.photo_ids if key in found}

    @cached_property
    def translations(self) -> list[StringTranslation]:
        """All translations ever made at places of this page, former ones included."""
        return list(
            StringTranslation.objects.filter(
                context__object_id=self.translation.source.object_id, locale_id=self.translation.target_locale_id
            )
            .select_related("translation_of", "context", "last_translated_by")
            .order_by("pk")
        )

    @cached_property
    def segments(self) -> list[Segment]:
        """The texts in the order they are read; a text that stands twice at one place is listed once."""
        rows = (
            StringSegment.objects.filter(source_id=self.translation.source_id)
            .select_related("string", "context")
            .order_by("order", "pk")
        )
        made = {(item.translation_of_id, item.context_id): item for item in self.translations}
        found: dict[tuple[int, int], Segment] = {}
        for row in rows:
            pair = (row.string_id, row.context_id)
            if pair in found:
                found[pair].occurrences += 1
            else:
                found[pair] = self._segment(row, made.get(pair))
        segments = sorted(found.values(), key=self._reading_order)
        self._label(segments)
        self._add_former(segments, [item for pair, item in made.items() if pair not in found])
        return segments

    @cached_property
    def gone(self) -> list[StringTranslation]:
        """Translations at places that the original has no longer."""
        _segments = self.segments
        return self._gone

    def find(self, key: str) -> Segment | None:
        return next((segment for segment in self.segments if segment.key == key), None)

    def _segment(self, row: StringSegment, made: StringTranslation | None) -> Segment:
        place = self.map.find(row.context.path)
        segment = Segment(
            key=key_of(row),
            string_id=row.string_id,
            context_id=row.context_id,
            segment_id=row.pk,
            order=row.order,
            place=place,
            source=row.string.data,
            links=_links(row),
            picture_url=self._picture(place),
        )
        if made is not None:
            segment.target = made.data
            segment.version = version_of(made)
            segment.tool = made.tool_name
            segment.updated_at = made.updated_at
            segment.translated_by = name_of(made.last_translated_by)
            segment.error = made.get_error() or "" if made.has_error else ""
            segment.state = state_of(made)
        segment.notes = _notes(segment)
        return segment

    def _picture(self, place: Place) -> str:
        photo = self.photos.get(place.photo_id) if place.photo_id else None
        return thumbnail_url(photo) if photo is not None else ""

    def _reading_order(self, segment: Segment) -> tuple[int, int]:
        return self._fields.get(segment.path.split(".")[0], len(self._fields)), segment.order

    @cached_property
    def _fields(self) -> dict[str, int]:
        names = dict.fromkeys(path.split(".")[0] for path in self.map.places)
        return {name: number for number, name in enumerate(names)}

    @staticmethod
    def _label(segments: list[Segment]) -> None:
        """Name each text; paragraphs of one block are numbered."""
        at_place: dict[str, list[Segment]] = {}
        for segment in segments:
            at_place.setdefault(segment.path, []).append(segment)
        for texts in at_place.values():
            for number, segment in enumerate(texts, 1):
                segment.label = segment.place.label
                if len(texts) > 1:
                    segment.label += ", " + _("paragraph %(number)d") % {"number": number}

    def _add_former(self, segments: list[Segment], leftovers: list[StringTranslation]) -> None:
        open_texts: dict[int, list[tuple[str, str]]] = {}
        texts_at: dict[int, int] = {}
        for segment in segments:
            texts_at[segment.context_id] = texts_at.get(segment.context_id, 0) + 1
            if segment.state is State.TODO:
                open_texts.setdefault(segment.context_id, []).append((segment.key, segment.source))
        former, self._gone = former_versions(open_texts, texts_at, leftovers)
        for segment in segments:
            if segment.key in former:
                segment.previous = former[segment.key]
                segment.state = State.CHANGED


def segments_of(translation: Translation) -> list[Segment]:
    """Return the texts of a translation in reading order, named in the language of the moment."""
    return Sheet(translation).segments


def key_of(row: StringSegment) -> str:
    """Return the key of a text at its place: ``data_hash.path_id``."""
    return f"{row.string.data_hash}.{row.context.path_id}"


def version_of(made: StringTranslation | None) -> str:
    """Return the name of a state of a translation; empty where there is none."""
    return made.updated_at.isoformat() if made is not None else ""


def state_of(made: StringTranslation) -> State:
    """Return how far a text with this translation is."""
    if made.has_error:
        return State.ERROR
    if not made.data.strip():
        return State.TODO
    return State.REVIEW if made.translation_type == MACHINE else State.DONE


def thumbnail_url(photo: models.Model) -> str:
    """Return the address of the smallest file of a photograph; empty where none is made yet."""
    files = [file for file in getattr(photo, "sources", []) if file["format"] == "jpeg" and not file.get("purpose")]
    smallest = min(files, key=lambda file: file["width"], default=None)
    return default_storage.url(smallest["name"]) if smallest else ""


def _links(row: StringSegment) -> dict[str, dict[str, str]]:
    """Return the attributes of the original's links by the id that stands for them."""
    return json.loads(row.attrs or "{}") or {}


def _notes(segment: Segment) -> list[str]:
    """Return what a translator should know: where the links lead."""
    notes = []
    for tag in tags_of(segment.source):
        target = segment.links.get(tag.id, {}) if tag.id else {}
        if target.get("href"):
            notes.append(_("⟨%(number)d⟩ leads to %(address)s") % {"number": tag.number, "address": target["href"]})
        elif target.get("linktype") == "page":
            notes.append(_("⟨%(number)d⟩ leads to a page of this site") % {"number": tag.number})
        elif target.get("linktype") == "document":
            notes.append(_("⟨%(number)d⟩ leads to a document") % {"number": tag.number})
    return notes
