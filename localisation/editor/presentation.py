"""The sheet of a translation as the editor's template shows it."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from localisation.checks.gate import Checker
from localisation.checks.rules import Finding
from localisation.editor.additions import additions_of
from localisation.editor.differences import compare
from localisation.editor.markup import TOKEN, plain, tags_of, to_tokens
from localisation.editor.places import Place
from localisation.editor.segments import MEMORY, REPETITION, Segment, Sheet, State, thumbnail_url
from localisation.glossary.matching import Glossary, Hit
from localisation.models import FieldAddition

TAG_NAMES = {"a": "link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic"}


@dataclass(frozen=True)
class Chip:
    """A pair of marks of a text: what a click puts into the translation, and what it stands for."""

    opening: str
    closing: str
    meaning: str


@dataclass
class Line:
    """One text beside its translation."""

    segment: Segment
    glossary: Glossary
    source_language: str
    target_language: str
    findings: list[Finding] = field(default_factory=list)
    typed: str | None = None
    problem: str = ""

    @property
    def text(self) -> str:
        """The translation as it is typed: what was sent and could not be saved, else what is saved."""
        return self.typed if self.typed is not None else to_tokens(self.segment.target, self.segment.source)

    @cached_property
    def chips(self) -> list[Chip]:
        return chips_of(self.segment)

    @property
    def rows(self) -> int:
        """Lines of the field before the browser fits it to its text."""
        return max(1, min(12, len(plain(self.segment.source)) // 55 + 1))

    @property
    def source_html(self) -> SafeString:
        """The original with its marks as chips and the glossary's terms to be clicked."""
        hits = self.glossary.find(plain(self.segment.source), self.source_language)
        return with_chips(to_tokens(self.segment.source), self.chips, hits, self.target_language)

    @property
    def difference(self) -> SafeString:
        former = self.segment.previous
        return compare(plain(former.source), plain(self.segment.source)) if former else SafeString("")

    @property
    def former_text(self) -> str:
        """The former translation with as many of its marks as the changed original still has."""
        former = self.segment.previous
        return to_tokens(former.target, self.segment.source) if former else ""

    @property
    def provenance(self) -> str:
        return provenance_of(self.segment.tool)

    @property
    def needs_confirming(self) -> bool:
        return self.segment.state is State.REVIEW

    @property
    def has_findings(self) -> bool:
        return bool(self.findings)


@dataclass
class Blank:
    """A place that the original leaves blank and the translation may fill."""

    place: Place
    addition: FieldAddition | None

    @property
    def text(self) -> str:
        return self.addition.text if self.addition else ""


@dataclass
class PhotoTexts:
    """A photograph of the page and its texts in both languages."""

    photo: models.Model
    url: str
    source_language: str
    target_language: str
    can_change: bool

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Description and caption: what the original says and what the translation says."""
        rows = []
        for name in ("alt", "caption"):
            column = self.photo._meta.get_field(f"{name}_{self.target_language}")
            rows.append(
                {
                    "name": name,
                    "label": _("Description for those who cannot see it") if name == "alt" else _("Caption"),
                    "source": getattr(self.photo, f"{name}_{self.source_language}"),
                    "text": getattr(self.photo, f"{name}_{self.target_language}"),
                    "limit": column.max_length,
                }
            )
        return rows

    @property
    def is_incomplete(self) -> bool:
        return any(row["source"] and not row["text"] for row in self.fields)


@dataclass
class Group:
    """A field or block of the page: its name, its picture, its texts."""

    key: str
    label: str
    icon: str
    picture_url: str = ""
    lines: list[Line] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)


def groups_of(sheet: Sheet, typed: dict[str, tuple[str, str]] | None = None) -> list[Group]:
    """Return the page's fields and blocks with their texts, checked, in reading order.

    ``typed`` holds texts that could not be saved, by key, each with the reason.
    """
    translation = sheet.translation
    glossary = Glossary.load()
    checker = Checker(translation, glossary, sheet.map)
    found: dict[str, Group] = {}
    for place in sheet.map.places.values():
        found.setdefault(place.group, Group(place.group, place.group_label, place.icon))
    for segment in sheet.segments:
        place = segment.place
        group = found.setdefault(place.group, Group(place.group, place.group_label, place.icon))
        group.picture_url = group.picture_url or segment.picture_url
        text, problem = (typed or {}).get(segment.key, (None, ""))
        group.lines.append(
            Line(
                segment,
                glossary,
                checker.source_language,
                checker.target_language,
                checker.findings(segment.path, segment.source, segment.target),
                text,
                problem,
            )
        )
    added = additions_of(translation)
    for place in sheet.map.blanks:
        found[place.group].blanks.append(Blank(place, added.get(place.path)))
    return [group for group in found.values() if group.lines or group.blanks]


def photo_texts(sheet: Sheet, changeable: set[int]) -> list[PhotoTexts]:
    """Return the photographs of the page; ``changeable`` are the keys of those whose texts the person may change."""
    source = sheet.translation.source.locale.language_code
    target = sheet.translation.target_locale.language_code
    return [
        PhotoTexts(photo, thumbnail_url(photo), source, target, key in changeable)
        for key, photo in sheet.photos.items()
    ]


def provenance_of(tool: str) -> str:
    """Return where a translation came from, in words; empty for one that a person typed."""
    known = {MEMORY: _("From memory"), REPETITION: _("Repeated text")}
    return known.get(tool, tool)


def chips_of(segment: Segment) -> list[Chip]:
    """Return the marks of a text in its order."""
    chips = []
    for tag in tags_of(segment.source):
        meaning = _meanings().get(TAG_NAMES.get(tag.name, ""), tag.name)
        address = segment.links.get(tag.id, {}).get("href", "")
        chips.append(Chip(f"⟨{tag.number}⟩", f"⟨/{tag.number}⟩", f"{meaning} {address}".strip()))
    return chips


def _meanings() -> dict[str, str]:
    return {"link": _("link"), "bold": _("bold"), "italic": _("italic")}


def with_chips(text: str, chips: list[Chip], hits: list[Hit], language: str) -> SafeString:
    """Return a text with tokens as HTML: tokens as chips, terms as buttons that put their translation in."""
    meanings = {mark: chip.meaning for chip in chips for mark in (chip.opening, chip.closing)}
    pieces: list[SafeString] = []
    position = offset = 0
    for match in TOKEN.finditer(text):
        pieces.append(_with_terms(text[position : match.start()], offset, hits, language))
        offset += match.start() - position
        position = match.end()
        pieces.append(format_html('<span class="tr-chip" title="{}">{}</span>', meanings.get(match[0], ""), match[0]))
    pieces.append(_with_terms(text[position:], offset, hits, language))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _with_terms(text: str, offset: int, hits: list[Hit], language: str) -> SafeString:
    pieces: list[SafeString] = []
    position = 0
    for hit in hits:
        start, end = hit.start - offset, hit.end - offset
        if start < position or end > len(text):
            continue
        pieces.append(format_html("{}", text[position:start]))
        term = hit.term
        title = " — ".join(part for part in (term.term(language), term.note) if part)
        pieces.append(
            format_html(
                '<button type="button" class="tr-term" data-insert="{}" title="{}">{}</button>',
                term.term(language),
                title,
                text[start:end],
            )
        )
        position = end
    pieces.append(format_html("{}", text[position:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
