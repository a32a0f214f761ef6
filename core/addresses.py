"""Addresses of pages known by their path alone, without a query for each."""

from django.urls import reverse
from django.utils import translation
from wagtail.models import Site


class Addresses:
    """Turns the paths of one language's pages into addresses; asks Wagtail's cache of root paths once."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._roots = [root.root_path for root in Site.get_site_root_paths() if root.language_code == language]
        with translation.override(language):
            self._prefix = reverse("wagtail_serve", args=("",))

    def of(self, url_path: str) -> str:
        """Return ``/ru/afisha/svet-na-vode/`` for a page's ``url_path``; empty where it is off the site."""
        for root in self._roots:
            if url_path.startswith(root):
                return self._prefix + url_path[len(root) :]
        return ""
