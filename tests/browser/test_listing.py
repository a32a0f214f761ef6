"""The programme in a browser: filters and months without a reload; plain links and a form without JavaScript."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from core.models import BasePage
from tests.browser.test_accessibility import WIDE, check
from tests.events import factories
from tests.events.factories import NOW, TODAY, days

Trees = dict[str, BasePage]
Opener = Callable[..., Page]


@pytest.fixture
def programme(seeded: None, whats_on: Trees, venue_section: Trees) -> Iterator[None]:
    """A concert and a film this month, a concert the next and one in the year before."""
    with time_machine.travel(NOW, tick=True):
        place = factories.venue(venue_section, region=factories.region(), slug="span")
        concert = factories.event(whats_on, "Орган", "The organ", kind="concert", venue=place)
        film = factories.event(whats_on, "Кино у воды", "Film by the water", kind="film", venue=place)
        for page, day in ((concert, TODAY), (film, TODAY + days(1)), (concert, TODAY + days(10))):
            factories.occurrence(page, day)
        factories.occurrence(concert, TODAY - days(400))
        yield


def mark(page: Page) -> None:
    """Leave something behind that a newly loaded page would not have."""
    page.evaluate("window.isSame = true")


def is_same(page: Page) -> bool:
    return bool(page.evaluate("window.isSame === true"))


@pytest.mark.usefixtures("programme")
def test_a_filter_is_applied_at_once_and_taken_back_by_the_back_button(open_page: Opener) -> None:
    page = open_page("/ru/afisha/")
    mark(page)
    box = page.get_by_role("checkbox", name=re.compile("Концерт"))
    box.focus()
    box.press("Space")
    expect(page.get_by_text("Кино у воды")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/ru/afisha/\?kind=concert$"))
    expect(page).to_have_title(re.compile("Концерт"))
    expect(box).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="2 события")).to_be_attached()
    page.go_back()
    expect(page.get_by_text("Кино у воды").first).to_be_visible()
    expect(page).to_have_url(re.compile("/ru/afisha/$"))
    page.go_forward()
    expect(page.get_by_text("Кино у воды")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Концерт.*убрать фильтр")).click()
    expect(page.get_by_text("Кино у воды").first).to_be_visible()
    assert is_same(page)


@pytest.mark.usefixtures("programme")
def test_months_are_leafed_through_by_keyboard_and_lead_to_a_day(open_page: Opener) -> None:
    page = open_page("/en/whats-on/?view=month&kind=concert")
    mark(page)
    following = page.get_by_role("link", name="December 2026")
    following.focus()
    following.press("Enter")
    expect(page.get_by_role("table", name="December 2026")).to_be_visible()
    expect(page.get_by_role("link", name="January 2027")).to_be_focused()
    page.get_by_role("link", name=re.compile("5 December, Saturday")).click()
    expect(page).to_have_url(re.compile(r"\?date=2026-12-05&kind=concert$"))
    expect(page.locator("main").get_by_role("link", name="The organ")).to_be_visible()
    assert is_same(page)


@pytest.mark.usefixtures("programme")
def test_without_javascript_views_and_filters_are_links_and_a_form(chromium: Browser, server: str) -> None:
    context = chromium.new_context(base_url=server, java_script_enabled=False, viewport=WIDE)
    page = context.new_page()
    page.goto("/ru/afisha/")
    page.get_by_role("link", name="Месяц", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("Кино")).check()
    page.get_by_role("button", name="Показать").click()
    expect(page.get_by_role("table", name="Ноябрь 2026")).to_be_visible()
    expect(page.locator(".month__l").get_by_text("Орган")).to_have_count(0)
    page.get_by_role("link", name="Архив", exact=True).click()
    page.get_by_role("link", name=re.compile("убрать фильтр")).click()
    expect(page.locator("main").get_by_role("link", name="Орган")).to_be_visible()
    expect(page).to_have_url(re.compile("view=archive"))
    context.close()


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize("path", ["/ru/afisha/?view=month", "/en/whats-on/?view=month", "/ru/afisha/?view=archive"])
def test_month_and_archive_are_accessible_and_nothing_runs_over(open_page: Opener, path: str) -> None:
    assert check(open_page(path), path) == []
