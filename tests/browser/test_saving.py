"""Saving from a card: a toggle for mouse and keyboard, in lists, on the home page and in search results."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.models import SavedItem
from core.models import BasePage
from events.models import EventPage
from search.indexing import rebuild
from tests.accounts.conftest import PASSWORD, make_visitor
from tests.articles.factories import make_article
from tests.events import factories

Trees = dict[str, BasePage]
Opener = Callable[..., Page]
SAVE = {"ru": "Сохранить", "en": "Save"}
TITLES = {
    "ru": ("Город у воды", "Мост открыт", "Большой пролёт"),
    "en": ("Waterfront Towns", "The bridge", "The Great Span"),
}
LISTS = {"ru": ("afisha", "novosti", "ploshchadki"), "en": ("whats-on", "news", "venues")}


@pytest.fixture
def event(whats_on: Trees, news: Trees, venue_section: Trees) -> EventPage:
    """An event, an article and a venue in both languages, dated so that every list shows them."""
    place = factories.venue(venue_section)
    event = factories.event(whats_on, venue=place)
    factories.occurrence(event, timezone.localdate() + timedelta(days=1))
    russian = make_article(news["ru"], "Мост открыт", published_at=timezone.now())
    make_article(news["en"], "The bridge", published_at=timezone.now(), translation_key=russian.translation_key)
    return event


def button(page: Page, language: str, title: str) -> Locator:
    return page.get_by_role("button", name=f"{SAVE[language]}: {title}", exact=True).first


@pytest.mark.parametrize("language", ["ru", "en"])
def test_cards_of_every_list_are_saved_in_the_browser_by_keyboard_and_nothing_moves(
    open_page: Opener, event: EventPage, language: str
) -> None:
    page = open_page(f"/{language}/")
    for section, title in zip(LISTS[language], TITLES[language], strict=True):
        page.goto(f"/{language}/{section}/")
        toggle = button(page, language, title)
        expect(toggle).to_have_attribute("aria-pressed", "false")
        box = toggle.bounding_box()
        toggle.press("Enter")
        expect(toggle).to_have_attribute("aria-pressed", "true")
        assert toggle.bounding_box() == box
        toggle.press("Space")
        expect(toggle).to_have_attribute("aria-pressed", "false")
        toggle.press("Space")
        expect(toggle).to_have_attribute("aria-pressed", "true")
    page.goto(f"/{language}/account/saved/")
    for title in TITLES[language]:
        expect(page.get_by_role("main").get_by_role("link", name=title)).to_be_visible()


def test_a_result_of_a_search_is_saved_on_the_account_and_is_so_on_its_page(
    open_page: Opener, event: EventPage
) -> None:
    rebuild()
    make_visitor("vera@example.org")
    page = open_page("/ru/account/login/")
    page.locator("main [name=login]").fill("vera@example.org")
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main form .btn").first.click()
    expect(page).to_have_url(re.compile("/account/(saved|consent)/"))
    page.goto("/ru/poisk/?q=город+у+воды")
    toggle = button(page, "ru", "Город у воды")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    assert SavedItem.objects.get().translation_key == event.translation_key
    page.goto(event.get_url())
    expect(page.get_by_role("button", name="Сохранить", exact=True)).to_have_attribute("aria-pressed", "true")


def test_what_one_tab_saves_and_removes_the_other_shows(open_page: Opener, event: EventPage) -> None:
    page = open_page("/ru/afisha/")
    other = page.context.new_page()
    other.goto(event.get_url())
    here, there = button(page, "ru", "Город у воды"), other.locator(".tool[form=save]")
    here.click()
    expect(there).to_have_attribute("aria-pressed", "true")
    there.click()
    expect(here).to_have_attribute("aria-pressed", "false")


def test_without_scripts_the_button_of_a_card_leads_through_signing_in(open_page: Opener, event: EventPage) -> None:
    make_visitor("vera@example.org")
    page = open_page("/en/whats-on/", java_script_enabled=False)
    button(page, "en", "Waterfront Towns").click()
    page.locator("main [name=login]").fill("vera@example.org")
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main form .btn").first.click()
    expect(page).to_have_url("/en/whats-on/")
    assert SavedItem.objects.get().translation_key == event.translation_key
