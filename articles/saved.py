"""Saved articles: lines of a visitor's list."""

from collections.abc import Collection
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.registry import SavedLine
from articles.models import ArticlePage
from core.dates import short_date
from core.visibility import open_to_all


def lines(keys: Collection[UUID], language: str) -> list[SavedLine]:
    """Return a line for each article that readers of ``language`` have a page of."""
    pages = ArticlePage.objects.filter(open_to_all(), translation_key__in=keys).in_language(language).for_cards()
    with translation.override(language):
        return [
            SavedLine(
                key=page.translation_key,
                title=page.title,
                url=page.get_url() or "",
                group="articles",
                kind=_("News"),
                when=short_date(page.local_published_at),
                at=page.local_published_at,
                photo=page.lead_photo,
            )
            for page in pages.select_related("lead_photo__credit", "locale")
        ]
