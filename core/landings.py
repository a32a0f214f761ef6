"""Views that stand for no page of the tree and yet are worth finding: the search, forms, the doors of an account."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation


def is_landing(request: HttpRequest) -> bool:
    """Whether search engines may show what is asked for: such a view as it is, with no question and no way back."""
    match = request.resolver_match
    if match is None or request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING"):
        return False
    return match.view_name in settings.LANDING_VIEWS


def addresses_of(view_name: str) -> dict[str, str]:
    """Return the path of a view in each language of the site, by language code."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = reverse(view_name)
    return found


def landings() -> Iterator[dict[str, str]]:
    """Yield the paths of each such view, by language code."""
    return map(addresses_of, settings.LANDING_VIEWS)
