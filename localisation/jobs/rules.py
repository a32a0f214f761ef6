"""The rules of sections: pages that go live only with their translation, pages that take others along."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.publication import Problem
from localisation.models import SectionRule, TranslationJob

#: States in which a translation goes live with its original, is there already, or is not wanted.
READY = (TranslationJob.State.APPROVED, TranslationJob.State.LIVE, TranslationJob.State.NOT_NEEDED)


def rules_of(page: Page) -> QuerySet[SectionRule]:
    """Return the rules of the sections a page stands in; a section itself obeys its rule too."""
    paths = [page.path[: Page.steplen * depth] for depth in range(1, page.depth + 1)]
    return SectionRule.objects.filter(section__path__in=paths).select_related("section")


def pair_rule_of(page: Page) -> SectionRule | None:
    """Return the rule by which a page goes live only together with its translation, or None."""
    return rules_of(page).filter(needs_translation=True).first()


def submits_related(page: Page) -> bool:
    """Whether what a translated page newly refers to is submitted for translation by itself."""
    return not rules_of(page).filter(submits_related=False).exists()


def translation_is_ready(page: Page, at: datetime) -> Iterable[Problem]:
    """Yield what keeps an original from going live alone, where its section asks for the pair."""
    stored = Page.objects.filter(pk=page.pk).values_list("live", flat=True).first() if page.pk else False
    if stored or not page.path:
        return
    rule = pair_rule_of(page)
    if rule is None or getattr(page, "is_translation", False):
        return
    job = TranslationJob.objects.filter(page_id=page.pk).first()
    if job is None or job.state not in READY:
        yield Problem(
            _("Pages of “%(section)s” go live together with their translation, which is not approved yet.")
            % {"section": rule.section.title},
            url=reverse("localisation_jobs:job", args=[job.pk]) if job else "",
        )
