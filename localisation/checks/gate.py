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
    checker = Checker(translation)
    wrong = [(row, found) for row in rows if (found := _errors(checker, row))]
    for row, found in wrong[:NAMED]:
        place = checker.map.find(row.path).label
        reasons.append(_("%(place)s: %(problem)s") % {"place": place, "problem": found[0].message})
    if len(wrong) > NAMED:
        more = len(wrong) - NAMED
        reasons.append(
            ngettext("%(count)d more text is to be mended.", "%(count)d more texts are to be mended.", more)
            % {"count": more}
        )
    return reasons


def _errors(checker: Checker, row: Row) -> list[Finding]:
    if row.made is None or not row.made.data.strip():
        return []
    return [finding for finding in checker.findings(row.path, row.source, row.made.data) if finding.is_error]


def translation_is_in_order(page: Page, at: datetime) -> Iterator[Problem]:
    """Let no way of publishing pass a translation with errors or with texts nobody has looked at."""
    translation = active_translation(page)
    if translation is None:
        return
    for reason in why_not_ready(translation):
        yield Problem(reason, url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else "")
