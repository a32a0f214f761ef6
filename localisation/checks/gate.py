"""What keeps a translation from being handed in and published, besides texts that are missing."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.completeness import active_translation
from core.publication import Problem
from localisation.checks.rules import Finding, Text, check
from localisation.editor.places import Map, map_of
from localisation.editor.rows import Row, rows_of
from localisation.glossary.matching import Glossary

#: How many texts a refusal names before it only counts.
NAMED = 5


class Checker:
    """Checks the texts of one translation; asks for the glossary once."""

    def __init__(self, translation: Translation, glossary: Glossary | None = None, map: Map | None = None) -> None:
        self.source_language = translation.source.locale.language_code
        self.target_language = translation.target_locale.language_code
        self.glossary = glossary or Glossary.load()
        self.map = map or map_of(translation.source)

    def findings(self, path: str, source: str, target: str) -> list[Finding]:
        """Return what is found in one text."""
        place = self.map.find(path)
        return check(
            Text(
                source=source,
                target=target,
                source_language=self.source_language,
                target_language=self.target_language,
                glossary=self.glossary,
                limit=place.limit if place.is_plain else None,
                advised=place.advised,
            )
        )


def why_not_ready(translation: Translation) -> list[str]:
    """Return sentences on what a person must mend or confirm first; an empty list if nothing. Two queries.

    Missing texts are told by ``core.completeness.why_not_complete``.
    """
    rows = rows_of(translation)
    reasons: list[str] = []
    unconfirmed = sum(bool(row.made and row.made.is_machine) for row in rows)
    if unconfirmed:
        reasons.append(
            ngettext(
                "%(count)d text was translated by a program: look at it and confirm it.",
                "%(count)d texts were translated by a program: look at them and confirm them.",
                unconfirmed,
            )
            % {"count": unconfirmed}
        )
    named, more = _told(translation, rows, are_errors=True)
    reasons += named
    if more:
        reasons.append(
            ngettext("%(count)d more text is to be mended.", "%(count)d more texts are to be mended.", more)
            % {"count": more}
        )
    return reasons


def warnings_of(translation: Translation) -> list[str]:
    """Return sentences on what does not keep a translation back and yet wants a look; an empty list if nothing."""
    named, more = _told(translation, rows_of(translation), are_errors=False)
    if more:
        words = ngettext(
            "There is a remark on %(count)d more text.", "There are remarks on %(count)d more texts.", more
        )
        named.append(words % {"count": more})
    return named


def _told(translation: Translation, rows: list[Row], *, are_errors: bool) -> tuple[list[str], int]:
    """Return what is found in the first texts, a sentence each, and in how many more texts something is."""
    checker = Checker(translation)
    found = [(row, first) for row in rows if (first := _first(checker, row, is_error=are_errors))]
    sentences = [
        _("%(place)s: %(problem)s") % {"place": checker.map.find(row.path).label, "problem": finding.message}
        for row, finding in found[:NAMED]
    ]
    return sentences, max(0, len(found) - NAMED)


def _first(checker: Checker, row: Row, *, is_error: bool) -> Finding | None:
    if row.made is None or not row.made.data.strip():
        return None
    findings = checker.findings(row.path, row.source, row.made.data)
    return next((finding for finding in findings if finding.is_error is is_error), None)


def translation_is_in_order(page: Page, at: datetime) -> Iterator[Problem]:
    """Let no way of publishing pass a translation with errors or with texts nobody has looked at."""
    translation = active_translation(page)
    if translation is None:
        return
    for reason in why_not_ready(translation):
        yield Problem(reason, url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else "")
