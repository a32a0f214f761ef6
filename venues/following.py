"""Venues and regions as visitors follow them."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.registry import Followed
from accounts.saving import valid_keys
from core.visibility import open_to_all
from venues.models import Region, VenuePage


def venues(keys: Collection[str], language: str) -> dict[str, Followed]:
    """Return the venues with these translation keys that readers of ``language`` have a page of."""
    with override(language):
        pages = VenuePage.objects.filter(
            open_to_all(), translation_key__in=valid_keys(keys), locale__language_code=language
        )
        return {
            str(page.translation_key): Followed(
                kind="venues.VenuePage",
                key=str(page.translation_key),
                name=page.title,
                url=page.get_url() or "",
                what=_("Venue"),
            )
            for page in pages.select_related("locale")
        }


def regions(keys: Collection[str], language: str) -> dict[str, Followed]:
    """Return the regions with these keys that have a name in ``language``."""
    with override(language):
        found = Region.objects.filter(pk__in=[key for key in keys if key.isdecimal() and len(key) < 10])
        return {
            str(region.pk): Followed(kind="venues.Region", key=str(region.pk), name=region.name, what=_("Region"))
            for region in found
            if region.name
        }
