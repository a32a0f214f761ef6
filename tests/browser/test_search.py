"""Searching in a browser: suggestions by keyboard, without a mouse; and without JavaScript as a plain form."""

import re

import pytest
from playwright.sync_api import Browser, expect
from wagtail.models import Site

from articles.models import ArticleIndexPage
from search.indexing import index
from tests.articles.factories import make_article
from tests.browser.test_accessibility import Visit, visit  # noqa: F401 (a fixture)
from tests.test_language_leaks import small_site  # noqa: F401 (a fixture)

TITLES = {
    "ru": {"parom": "Паром вернулся к берегу", "paromy": "Паромы зимуют: Ferries and Boats"},
    "en": {"ferry": "The ferry is back at the bank", "ferries": "Ferries in winter: Паромы & люди"},
}


@pytest.fixture
def searchable(seeded: None, small_site: Site) -> None:  # noqa: F811
    """Two pieces of news in the index of each language."""
    for language, titles in TITLES.items():
        section = ArticleIndexPage.objects.get(locale__language_code=language)
        index([make_article(section, title, slug=slug) for slug, title in titles.items()])


@pytest.mark.parametrize(
    ("path", "typed", "told", "foreign", "heading"),
    [
        ("/ru/poisk/", "паро", "Подсказок: 2. Выбирайте стрелками", "Ferries and Boats", "Паром"),
        ("/en/search/", "ferr", "Suggestions: 2. Use the up and down arrows", "Паромы", "err"),
    ],
)
def test_a_suggestion_is_chosen_by_keyboard_and_leads_to_its_page(
    path: str,
    typed: str,
    told: str,
    foreign: str,
    heading: str,
    searchable: None,
    visit: Visit,  # noqa: F811
) -> None:
    page = visit(path)
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially(typed)
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-controls", page.get_by_role("listbox").get_attribute("id") or "")
    expect(page.get_by_role("status").filter(has_text=told)).to_be_attached()
    expect(page.locator("[role=option] [lang]").first).to_have_text(foreign)
    box.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    expect(box).to_be_focused()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value(typed)
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def test_without_javascript_the_form_finds_by_any_form_of_the_word(
    searchable: None, chromium: Browser, server: str
) -> None:
    context = chromium.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/ru/poisk/")
    page.get_by_role("searchbox").fill("паромами")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".hit")).to_have_count(2)
    expect(page.locator("mark").first).to_have_text(re.compile("^Паромы?$"))
    context.close()
