"""Saved venues: lines of a visitor's list."""

from collections.abc import Collection
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.registry import SavedLine
from core.visibility import open_to_all
from venues.models import VenuePage


def lines(keys: Collection[UUID], language: str) -> list[SavedLine]:
    """Return a line for each venue that readers of ``language`` have a page of."""
    pages = VenuePage.objects.filter(open_to_all(), translation_key__in=keys, locale__language_code=language)
    with translation.override(language):
        return [
            SavedLine(
                key=page.translation_key,
                title=page.title,
                url=page.get_url() or "",
                group="venues",
                kind=_("Venue"),
                where=", ".join(part for part in (page.city, page.street) if part),
                photo=page.lead_photo,
            )
            for page in pages.select_related("lead_photo__credit", "locale")
        ]
