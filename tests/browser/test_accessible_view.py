"""The accessible view on every kind of page: axe finds nothing in any scheme, nothing runs over at any size."""

from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page
from wagtail.models import Site

from navigation.display import SETTINGS
from tests.browser.test_accessibility import (  # noqa: F401 (whole_site, small_site and visit are fixtures)
    ALL_RULES,
    COLOURS,
    LANGUAGES,
    LEAST,
    NARROW,
    SIZES,
    Visit,
    addresses,
    complaints,
    overhang,
    small_site,
    visit,
    whole_site,
)

SCHEMES = [value for code, _name, choices in SETTINGS if code == "cs" for value, _label in choices[1:]]
#: The rest of the panel at its most, as in the cookie.
MOST = {"fs": "4", "sp": "3", "ls": "3", "im": "3", "ff": "2"}
LISTS = {"ru": "/ru/afisha/", "en": "/en/whats-on/"}


def pages(language: str) -> list[str]:
    """One page of every kind, the views of the programme, the doors of an account, and the page of no connection."""
    with override(language):
        doors = [reverse(name) for name in ("account_login", "account_signup", "accounts:saved", "navigation:offline")]
    return [*addresses(language), *(f"{LISTS[language]}?view={view}" for view in ("month", "archive")), *doors]


def choose(page: Page, values: dict[str, str]) -> None:
    """Show the page as it comes with ``values`` in the cookie, without loading it again."""
    page.evaluate("values => Object.assign(document.documentElement.dataset, values)", values)


def faults_of_pages(visit: Visit, language: str) -> list[str]:  # noqa: F811
    """The languages share the schemes out between them: one takes every other kind of page, one the rest."""
    faults = []
    for number, address in enumerate(pages(language)):
        page = visit(address)
        page.set_viewport_size(SIZES[number // 2 % 2])
        for scheme in SCHEMES if number % 2 == LANGUAGES.index(language) else ():
            choose(page, {"cs": scheme})
            faults += [f"{address} {scheme}: {text}" for text in complaints(page, COLOURS)]
        page.set_viewport_size(NARROW)
        choose(page, MOST)
        faults += [f"{address} at its most: {text}" for text in complaints(page, ALL_RULES)]
        for size in (NARROW, LEAST):
            page.set_viewport_size(size)
            if (pixels := overhang(page)) > 0:
                faults.append(f"{address} at its most: {pixels} px too wide at {size['width']}")
    return faults


def test_every_scheme_of_the_accessible_view_is_free_of_faults(
    whole_site: Site,  # noqa: F811
    visit: Visit,  # noqa: F811
) -> None:
    faults = [fault for language in LANGUAGES for fault in faults_of_pages(visit, language)]
    assert faults == [], "\n" + "\n".join(faults)
