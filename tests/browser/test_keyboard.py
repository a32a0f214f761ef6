"""The header by keyboard alone: menu, region and accessible view open, lead on, close, and give the focus back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from core.models import BasePage
from tests.browser.test_frame import PHONE, house  # noqa: F401 (a fixture)

Trees = dict[str, BasePage]
Opener = Callable[..., Page]
MOST_STOPS = 60


def walk_to(page: Page, wanted: Locator) -> None:
    """Press Tab until ``wanted`` has the focus."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("Tab never comes to it")


@pytest.mark.parametrize(("language", "menu", "section"), [("ru", "Меню", "Новости"), ("en", "Menu", "News")])
def test_menu_of_a_phone(house: Trees, open_page: Opener, language: str, menu: str, section: str) -> None:  # noqa: F811
    page = open_page(f"/{language}/", **PHONE)
    opener, panel = page.get_by_role("button", name=menu, exact=True), page.locator("#nav")
    walk_to(page, opener)
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    walk_to(page, panel.get_by_role("link", name=section))
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize(("language", "change", "city"), [("ru", "Другой", "Казань"), ("en", "Change", "Kazan")])
def test_region(house: Trees, open_page: Opener, language: str, change: str, city: str) -> None:  # noqa: F811
    page = open_page(f"/{language}/")
    walk_to(page, page.get_by_role("link", name=change, exact=True))
    page.keyboard.press("Enter")
    panel = page.locator("#region")
    expect(panel).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(panel.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    walk_to(page, panel.get_by_role("button", name=city))
    page.keyboard.press("Enter")
    expect(page.locator(".ask")).to_have_count(0)
    expect(panel.locator("summary")).to_contain_text(city)


@pytest.mark.parametrize(
    ("language", "name", "reset"),
    [("ru", "Версия для слабовидящих", "Обычная версия"), ("en", "Accessible view", "Standard view")],
)
def test_accessible_view(house: Trees, open_page: Opener, language: str, name: str, reset: str) -> None:  # noqa: F811
    page = open_page(f"/{language}/")
    panel, root = page.locator("#a11y"), page.locator("html")
    opener = panel.locator("summary")
    expect(opener).to_contain_text(name)
    walk_to(page, opener)
    page.keyboard.press("Enter")
    walk_to(page, panel.locator("#fs-1"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-fs", "3")
    walk_to(page, panel.locator("#cs-0"))
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-cs", "bw")
    walk_to(page, panel.get_by_role("button", name=reset))
    page.keyboard.press("Enter")
    expect(root).not_to_have_attribute("data-cs", "bw")
    expect(opener).to_be_focused()
