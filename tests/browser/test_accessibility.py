"""Every kind of page, in both languages, wide and narrow, light and dark: axe finds nothing, nothing runs over."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect
from wagtail.models import Page as TreePage
from wagtail.models import Site

from home.models import HomePage
from tests.browser.conftest import PIXEL
from tests.core import stories
from tests.test_language_leaks import small_site  # noqa: F401 (a fixture)
from venues.models import Region

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
SIZES = (WIDE, NARROW)
LEAST = {"width": 320, "height": 640}
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALL_RULES = {"runOnly": {"type": "tag", "values": LEVELS}, "rules": {"target-size": {"enabled": True}}}
#: What a dark scheme can spoil: colours.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
LANGUAGES = ("ru", "en")
MISSING = {"ru": "/ru/net-takoy/", "en": "/en/no-such-page/"}

Visit = Callable[[str], Page]


@pytest.fixture
def whole_site(seeded: None, small_site: Site) -> Site:  # noqa: F811
    """Every kind of page in both languages, with a photograph over the home page and regions to choose from."""
    region = Region.objects.create(name_ru="Москва", name_en="Moscow", slug="moscow")
    assert region.pk
    photo = stories.make_photo(60)
    for home, title in zip(HomePage.objects.order_by("pk"), ("Свет и вода", "Light and Water"), strict=True):
        home.hero_photo, home.hero_title, home.hero_lead = photo, title, "2026"
        home.save()
    return small_site


@pytest.fixture
def visit(chromium: Browser, server: str) -> Iterator[Visit]:
    """A function that opens an address; at the end nothing may have gone wrong: no error, no failed request."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def note(answer: Response) -> None:
        if answer.status >= 400 and not answer.request.is_navigation_request():
            faults.append(f"{answer.status} {answer.url}")

    def open_address(address: str) -> Page:
        if not contexts:
            contexts.append(chromium.new_context(base_url=server, viewport=WIDE, reduced_motion="reduce"))
            page = contexts[0].new_page()
            page.route("**/media/**", lambda route: route.fulfill(body=PIXEL, content_type="image/gif"))
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
            page.on("response", note)
            page.on(
                "console",
                lambda message: (
                    faults.append(f"{page.url}: {message.text}")
                    if message.type == "error" and not message.text.startswith("Failed to load resource")
                    else None
                ),
            )
        page = contexts[0].pages[0]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(WIDE)
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == (404 if address in MISSING.values() else 200), address
        return page

    yield open_address
    for context in contexts:
        context.close()
    assert faults == []


def addresses(language: str) -> list[str]:
    """One page of every kind in ``language``, lists with a filter in use included."""
    found = []
    for page in TreePage.objects.filter(depth__gt=1, live=True, locale__language_code=language).order_by("pk"):
        kind = page.specific_class
        if kind not in {other for _url, other in found}:
            found.append((page.get_url(), kind))
    urls = {kind.__name__: url for url, kind in found}
    with override(language):
        search = reverse("search")
        other = TreePage.objects.filter(slug="article-3" if language == "ru" else "article-2").get()
        own = [f"{search}?q=2026", f"{search}?q=zzzz", reverse("untranslated", args=[other.pk])]
        own.append(reverse("navigation:region"))
    lists = [f"{urls['ArticleIndexPage']}?topic=bridges", f"{urls['EventIndexPage']}?free=1&q=x"]
    return [*urls.values(), *own, *lists, MISSING[language]]


def complaints(page: Page, rules: dict[str, object]) -> list[str]:
    """What axe holds against the page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {**rules, "preload": False, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options).then(result => result.violations)", options)
    return [
        f"{violation['id']}: {node['target']} {node['html'][:160]} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def overhang(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def check(page: Page, name: str) -> list[str]:
    """Look at the page wide and narrow, in light and in the dark."""
    faults = []
    for size in SIZES:
        page.set_viewport_size(size)
        for scheme, rules in (("light", ALL_RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            faults += [f"{name} {size['width']} {scheme}: {text}" for text in complaints(page, rules)]
    for size in (NARROW, LEAST):
        page.set_viewport_size(size)
        if (pixels := overhang(page)) > 0:
            faults.append(f"{name}: {pixels} px too wide at {size['width']}")
    return faults


def faults_of_pages(visit: Visit, language: str) -> list[str]:
    return [fault for address in addresses(language) for fault in check(visit(address), address)]


def faults_of_what_opens(visit: Visit, language: str) -> list[str]:
    """Look at panels, menu, filters and lightbox while they are open."""
    page = visit(f"/{language}/")
    faults = []
    page.locator("[data-change]").click()
    faults += check(page, f"{language}: regions")
    page.set_viewport_size(WIDE)
    page.locator("#a11y > summary").click()
    faults += check(page, f"{language}: accessible view")
    page.keyboard.press("Escape")
    page.set_viewport_size(NARROW)
    page.locator(".mast__m").click()
    expect(page.locator("#nav")).to_be_visible()
    faults += [f"{language}: menu: {text}" for text in complaints(page, ALL_RULES)]

    page = visit({"ru": "/ru/afisha/", "en": "/en/whats-on/"}[language])
    page.set_viewport_size(NARROW)
    page.locator(".filt-m > summary").click()
    faults += [f"{language}: filters: {text}" for text in complaints(page, ALL_RULES)]

    article = TreePage.objects.get(slug="article-0", locale__language_code="ru").specific
    page = visit(article.live_translations[language].get_url())
    expect(page.locator("#lightbox[data-ready]")).to_be_attached()
    page.locator("[data-gallery] a").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    return [*faults, *check(page, f"{language}: lightbox")]


def test_no_page_and_nothing_that_opens_has_a_fault(whole_site: Site, visit: Visit) -> None:
    faults = []
    for language in LANGUAGES:
        faults += faults_of_pages(visit, language)
        faults += faults_of_what_opens(visit, language)
    assert faults == [], "\n" + "\n".join(faults)
