"""Without a connection the site still says when it is open, and what was saved."""

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Trees

SAVED = "localStorage.setItem('saved', JSON.stringify([{key: 'k', title: 'Дом у воды', url: '/ru/dom/'}]))"


@pytest.mark.parametrize(("language", "title"), [("ru", "Нет связи"), ("en", "No connection")])
def test_offline_page_comes_in_the_language_of_the_address_with_the_saved_list(
    chromium: Browser, server: str, homes: Trees, language: str, title: str
) -> None:
    context = chromium.new_context(base_url=server)
    page = context.new_page()
    page.goto(f"/{language}/")
    page.evaluate(f"async () => {{ await navigator.serviceWorker.ready; {SAVED} }}")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    context.set_offline(True)
    page.goto(f"/{language}/nowhere/")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("link", name="Дом у воды")).to_have_attribute("href", "/ru/dom/")
    kept = (
        "async () => { const c = await caches.open((await caches.keys())[0]); return (await c.keys()).map(r => r.url) }"
    )
    pages = [url for url in page.evaluate(kept) if "/static/" not in url]
    assert pages == [f"{server}/{language}/offline/"]
    with page.expect_navigation():  # the page asks again by itself
        context.set_offline(False)
    page.goto(f"/{language}/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
    context.close()
