"""Without a connection the site still says when it is open, and what was saved."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import Trees

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("language", "title"), [("ru", "Нет связи"), ("en", "No connection")])
def test_offline_page_comes_in_the_language_of_the_address_with_the_saved_list(
    page: Page, context: BrowserContext, live_server: object, homes: Trees, language: str, title: str
) -> None:
    page.goto(f"{live_server}/{language}/")
    page.evaluate("async () => { await navigator.serviceWorker.ready }")
    page.evaluate(
        "() => localStorage.setItem('saved', JSON.stringify([{key: 'k', title: 'Дом у воды', url: '/ru/dom/'}]))"
    )
    context.set_offline(True)
    page.goto(f"{live_server}/{language}/nowhere/")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("link", name="Дом у воды")).to_have_attribute("href", "/ru/dom/")
    context.set_offline(False)
    page.goto(f"{live_server}/{language}/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
