"""What a file would change, told before it does: nothing newer is written over unless a person says so."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation

from core.page_permissions import AnyUser
from localisation.checks.gate import Checker
from localisation.checks.rules import Finding
from localisation.editor.markup import BrokenMarkupError, from_tokens, plain, to_tokens
from localisation.editor.rows import Row, rows_of
from localisation.editor.writing import show_title
from localisation.exchange.units import Arrived, ArrivedUnit

TOOL = "file"


class Fate(StrEnum):
    """What becomes of a unit."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    SAME = "same"
    EMPTY = "empty"
    REJECTED = "rejected"


@dataclass
class Step:
    """One unit of a file and what becomes of it; texts with tokens."""

    key: str
    fate: Fate
    label: str = ""
    source: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    #: The version of the translation that was looked at, to write over no later one.
    version: str = ""
    needs_review: bool = False
    findings: list[Finding] = field(default_factory=list)
    html: str = ""
    row: Row | None = None


@dataclass
class Plan:
    """Everything one arrived translation would do."""

    translation: Translation
    name: str
    steps: list[Step]

    def of(self, *fates: Fate) -> list[Step]:
        return [step for step in self.steps if step.fate in fates]

    @property
    def news(self) -> list[Step]:
        return self.of(Fate.NEW, Fate.CHANGED)

    @property
    def conflicts(self) -> list[Step]:
        return self.of(Fate.CONFLICT)

    @property
    def rejected(self) -> list[Step]:
        return self.of(Fate.REJECTED)

    @property
    def unchanged(self) -> int:
        return len(self.of(Fate.SAME))

    @property
    def empty(self) -> int:
        return len(self.of(Fate.EMPTY))


def plan(translation: Translation, arrived: Arrived) -> Plan:
    """Compare what arrived with the texts as they are now; writes nothing, in a number of queries that is fixed."""
    rows = {row.key: row for row in rows_of(translation)}
    checker = Checker(translation)
    seen: set[str] = set()
    steps = []
    for unit in arrived.units:
        step = _step(unit, rows, checker, arrived)
        if unit.key in seen and step.fate is not Fate.EMPTY:
            step = Step(unit.key, Fate.REJECTED, step.label, step.source, after=unit.target)
            step.reason = _("The file holds this text twice; the first is taken.")
        seen.add(unit.key)
        steps.append(step)
    _explain_unknown([step for step in steps if step.row is None and not step.reason], translation, rows)
    return Plan(translation, arrived.name, steps)


def _step(unit: ArrivedUnit, rows: dict[str, Row], checker: Checker, arrived: Arrived) -> Step:
    row = rows.get(unit.key)
    if row is None:
        return Step(unit.key, Fate.REJECTED, after=unit.target)
    place = checker.map.find(row.path)
    step = Step(unit.key, Fate.REJECTED, place.label, to_tokens(row.source), after=unit.target, row=row)
    step.before = to_tokens(row.made.data, row.source) if row.made else ""
    step.version = row.made.version if row.made else ""
    step.needs_review = unit.needs_review
    if unit.problem:
        step.reason = unit.problem
        return step
    if not unit.target.strip():
        step.fate = Fate.EMPTY
        return step
    try:
        step.html = from_tokens(unit.target, row.source)
    except BrokenMarkupError as error:
        step.reason = str(error)
        return step
    step.after = to_tokens(step.html, row.source)
    length = len(plain(step.html))
    if place.limit and place.is_plain and length > place.limit:
        step.reason = _("This text is too long: at most %(limit)d characters fit.") % {"limit": place.limit}
        return step
    step.findings = checker.findings(row.path, row.source, step.html)
    step.fate = _fate(row, step.html, arrived)
    return step


def _explain_unknown(steps: list[Step], translation: Translation, rows: dict[str, Row]) -> None:
    """Say of units that no text of the page has now: it has changed since, or it never was a text of this page.

    Pages of one kind have the same places, so the place alone does not tell. The text itself is known by its digest:
    one that only other pages have is theirs, one that no page has is what stood here before.
    """
    if not steps:
        return
    places = {key.rpartition(".")[2] for key in rows}
    digests = {digest for step in steps if (digest := _digest_of(step.key))}
    strings = String.objects.filter(locale_id=translation.source.locale_id, data_hash__in=digests)
    elsewhere = StringSegment.objects.filter(string=OuterRef("pk")).exclude(source_id=translation.source_id)
    translated_here = StringTranslation.objects.filter(
        translation_of=OuterRef("pk"), context__object_id=translation.source.object_id
    )
    known = strings.annotate(is_theirs=Exists(elsewhere), was_ours=Exists(translated_here))
    was_here = {
        digest: was_ours or not is_theirs
        for digest, is_theirs, was_ours in known.values_list("data_hash", "is_theirs", "was_ours")
    }
    for step in steps:
        digest = _digest_of(step.key)
        if step.key.rpartition(".")[2] in places and was_here.get(digest):
            step.reason = _("The original has changed since the file was made: this text is another now.")
        elif digest in was_here:
            step.reason = _("This is a text of another page. Its translation belongs there.")
        else:
            step.reason = _("This text is not of this page.")


def _digest_of(key: str) -> UUID | None:
    """Return the digest of the text that a key names, or None for a key that is none of ours."""
    try:
        return UUID(key.rpartition(".")[0])
    except ValueError:
        return None


def _fate(row: Row, html: str, arrived: Arrived) -> Fate:
    if row.made is None or not row.made.data.strip():
        return Fate.NEW
    if row.made.data == html:
        return Fate.SAME
    is_newer = arrived.exported_at is None or row.made.updated_at > arrived.exported_at
    return Fate.CONFLICT if is_newer else Fate.CHANGED


def carry_out(made: Plan, accepted: Collection[tuple[str, str]], user: AnyUser) -> int:
    """Write what the plan says, in one transaction and few queries; return how many texts were written.

    Of the conflicts only those are written that are ``accepted``: pairs of a key and the version that was seen.
    A conflict whose text was saved again meanwhile is left alone.
    """
    steps = made.news + [step for step in made.conflicts if (step.key, step.version) in set(accepted)]
    if not steps:
        return 0
    rows = [
        StringTranslation(
            translation_of_id=step.row.string_id,
            context_id=step.row.context_id,
            locale_id=made.translation.target_locale_id,
            data=step.html,
            translation_type=_kind_of(step),
            tool_name=TOOL,
            last_translated_by_id=user.pk,
            has_error=False,
            field_error="",
        )
        for step in steps
        if step.row is not None
    ]
    with transaction.atomic():
        StringTranslation.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["locale", "translation_of", "context"],
            update_fields=[
                "data",
                "translation_type",
                "tool_name",
                "last_translated_by",
                "has_error",
                "field_error",
                "updated_at",
            ],
        )
        for step in steps:
            if step.row is not None:
                show_title(made.translation, step.row.path, step.html)
    return len(rows)


def _kind_of(step: Step) -> str:
    """What the file marks as not looked at counts as a program's translation: a person confirms it here."""
    machine, manual = StringTranslation.TRANSLATION_TYPE_MACHINE, StringTranslation.TRANSLATION_TYPE_MANUAL
    return machine if step.needs_review else manual
