"""Where a page stands: its own address, its translations, the way to it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import gettext

from core.landings import addresses_of, is_landing
from navigation.frame import address_of

#: A language's name and what leads to it, in its own words, whatever the page's language is.
OWN_NAMES = {"ru": ("Русский", "Русская версия:"), "en": ("English", "English version:")}


@dataclass(frozen=True)
class LanguageLink:
    """The way to a page in another language, or to the page that says it has none."""

    code: str
    name: str
    label: str
    url: str
    is_current: bool
    is_translated: bool


@dataclass(frozen=True)
class Alternate:
    """A live translation, for search engines."""

    code: str
    url: str


class PageLinks:
    """Addresses of the page shown, or of a view that shows no page."""

    def __init__(self, request: HttpRequest, page: Any, language: str) -> None:
        self.request = request
        self.page = page
        self.language = language

    @cached_property
    def is_landing(self) -> bool:
        """Whether this is a view without a page that search engines may show."""
        return self.page is None and is_landing(self.request)

    @cached_property
    def translations(self) -> dict[str, str]:
        """The absolute address of the page in each language it is live in, itself included."""
        if self.is_landing and self.request.resolver_match:
            paths = addresses_of(self.request.resolver_match.view_name)
            return {code: self.request.build_absolute_uri(path) for code, path in sorted(paths.items())}
        if self.page is None:
            return {}
        pages = dict(getattr(self.page, "live_translations", {}))
        return {
            code: self.request.build_absolute_uri(url)
            for code, page in sorted(pages.items())
            if (url := page.get_url(self.request))
        }

    @property
    def canonical(self) -> str:
        """The page's own address, without what a filter or a campaign added to it.

        A list that goes on over several pages gives each of them an address: its ``canonical_query``.
        """
        if self.is_landing:
            return self.translations[self.language]
        if self.page is None or self.page.pk is None:
            return ""
        url = self.translations.get(self.language) or self.page.get_url(self.request)
        return self.request.build_absolute_uri(url) + getattr(self.page, "canonical_query", "") if url else ""

    @property
    def alternates(self) -> list[Alternate]:
        """Every live translation and the one for everybody else; none where there is but one."""
        if len(self.translations) < 2 or self.language not in self.translations:
            return []
        found = [Alternate(code, url) for code, url in self.translations.items()]
        fallback = self.translations.get(settings.LANGUAGE_CODE)
        return [*found, Alternate("x-default", fallback)] if fallback else found

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """A link for each language of the site; a list keeps its filters, its ``shared_query``."""
        return [self._language_link(code) for code, _name in settings.LANGUAGES]

    @property
    def others(self) -> list[LanguageLink]:
        return [link for link in self.languages if not link.is_current]

    def _language_link(self, code: str) -> LanguageLink:
        name, label = OWN_NAMES.get(code, (code.upper(), code.upper()))
        is_current = code == self.language
        if is_current:
            return LanguageLink(code, name, label, self.request.path, True, True)
        if self.page is None:
            url = translate_url(self.request.path, code)
            is_same = url == self.request.path
            return LanguageLink(code, name, label, f"/{code}/" if is_same else url, False, not is_same)
        url = self.translations.get(code, "")
        if url:
            return LanguageLink(code, name, label, url + getattr(self.page, "shared_query", ""), False, True)
        return LanguageLink(
            code, name, label, address_of("untranslated", code, self.page.pk) or f"/{code}/", False, False
        )

    # Structured data

    @property
    def trail(self) -> list[tuple[str, str]]:
        """Title and address of the pages above the shown one, the home page first."""
        if self.page is None:
            return []
        return [
            (gettext("Home") if page.depth == 2 else page.title, url)
            for page in self.page.ancestors_in_trail
            if (url := page.get_url(self.request))
        ]

    @property
    def structured_data(self) -> list[dict[str, object]]:
        """The page's own schema.org objects and the way to it."""
        if self.page is None:
            return []
        objects = list(self.page.structured_data(self.request))
        if self.trail:
            steps = [*self.trail, (self.page.title, self.canonical)]
            objects.append(
                {
                    "@type": "BreadcrumbList",
                    "itemListElement": [
                        {
                            "@type": "ListItem",
                            "position": position,
                            "name": title,
                            "item": self.request.build_absolute_uri(url),
                        }
                        for position, (title, url) in enumerate(steps, start=1)
                        if url
                    ],
                }
            )
        return objects
