"""What a file holds, whatever its format: the texts of one translation as units with names, states and counts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from wagtail_localize.models import Translation

from localisation.editor.markup import to_tokens, without_controls
from localisation.editor.segments import Segment, Sheet, State


@dataclass(frozen=True)
class Unit:
    """One text of a page. ``source`` and ``target`` are texts with tokens for markup (``localisation.editor.markup``).

    ``key`` is ``data_hash.path_id``; ``html`` is the original with its inline tags, from which the tokens get names.
    """

    key: str
    path: str
    label: str
    html: str
    source: str
    target: str
    state: State
    words: int
    limit: int | None = None
    picture_url: str = ""
    notes: tuple[str, ...] = ()
    previous_source: str = ""
    previous_target: str = ""


@dataclass(frozen=True)
class Bundle:
    """All units of one translation, and whose they are."""

    uuid: str
    title: str
    source_language: str
    target_language: str
    exported_at: datetime
    units: list[Unit] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(unit.words for unit in self.units)


def bundle_of(translation: Translation) -> Bundle:
    """Return the texts of a translation in reading order, named in the language of the moment."""
    return Bundle(
        uuid=str(translation.uuid),
        title=without_controls(translation.source.object_repr),
        source_language=translation.source.locale.language_code,
        target_language=translation.target_locale.language_code,
        exported_at=timezone.now().astimezone(UTC).replace(microsecond=0),
        units=[_unit(segment) for segment in Sheet(translation).segments],
    )


def _unit(segment: Segment) -> Unit:
    former = segment.previous
    return Unit(
        key=segment.key,
        path=segment.path,
        label=segment.label,
        html=segment.source,
        source=to_tokens(segment.source),
        target=to_tokens(segment.target, segment.source),
        state=segment.state,
        words=segment.words,
        limit=segment.limit,
        picture_url=absolute(segment.picture_url),
        notes=tuple(segment.notes),
        previous_source=to_tokens(former.source) if former else "",
        previous_target=to_tokens(former.target) if former else "",
    )


def absolute(url: str) -> str:
    """Return an address that opens from another program too; empty where there is none."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{url}" if url.startswith("/") else url


@dataclass(frozen=True)
class ArrivedUnit:
    """One unit of a file: its key, its translation with tokens, and why it cannot be read, if so."""

    key: str
    target: str
    problem: str = ""
    needs_review: bool = False


@dataclass(frozen=True)
class Arrived:
    """What came in a file: which translation it is of, when that was exported, and its units."""

    name: str
    uuid: str
    exported_at: datetime | None
    units: list[ArrivedUnit]


class UnusableFileError(Exception):
    """A file that cannot be taken; its text says why, to the person who sent it."""
