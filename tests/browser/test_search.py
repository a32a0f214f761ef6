"""Searching in a browser: suggestions by keyboard, without a mouse; and without JavaScript as a plain form."""

import re

import pytest
from playwright.sync_api import Browser, expect
from wagtail.models import Page as TreePage
from wagtail.models import Site

from articles.models import ArticleIndexPage
from search.indexing import index
from tests.articles.factories import make_article
from tests.browser.test_accessibility import Visit, visit  # noqa: F401 (a fixture)
from tests.test_language_leaks import small_site  # noqa: F401 (a fixture)


@pytest.fixture
def searchable(seeded: None, small_site: Site) -> TreePage:  # noqa: F811
    """Two pieces of news in the index."""
    section = ArticleIndexPage.objects.get(locale__language_code="ru")
    titles = {"parom": "Паром вернулся к берегу", "paromy": "Паромы зимуют"}
    found = [make_article(section, title, slug=slug) for slug, title in titles.items()]
    index(found)
    return found[0]


def test_a_suggestion_is_chosen_by_keyboard_and_leads_to_its_page(searchable: TreePage, visit: Visit) -> None:  # noqa: F811
    page = visit("/ru/poisk/")
    box = page.get_by_role("combobox")
    box.press_sequentially("паро")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="Подсказок: 2")).to_be_attached()
    box.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Паром")


def test_without_javascript_the_form_finds_by_any_form_of_the_word(
    searchable: TreePage, chromium: Browser, server: str
) -> None:
    context = chromium.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/ru/poisk/")
    page.get_by_role("searchbox").fill("паромами")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".hit")).to_have_count(2)
    expect(page.locator("mark").first).to_have_text(re.compile("^Паромы?$"))
    context.close()
