"""The frame in a real browser: menu, panels, keyboard, lightbox, the light of the hour."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from core.models import BasePage, SiteSettings
from navigation.models import Announcement
from pages.models import StandardPage
from tests.events.factories import photo, region, venue

Trees = dict[str, BasePage]
Opener = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}}
DESK = {"viewport": {"width": 1440, "height": 900}}
ADDRESSES = ("/ru/", "/en/", "/ru/about/", "/en/region/")
NARROW = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def house(seeded: None, homes: Trees, news: Trees, whats_on: Trees, venue_section: Trees) -> Trees:
    """A site with sections, two regions, an announcement and a page with a gallery in both languages."""
    moscow = region()
    region("kazan", "Казань", "Kazan")
    main = venue(
        venue_section, region=moscow, street="Краснопресненская набережная, 14", latitude="55.752", longitude="37.544"
    )
    centre = SiteSettings.for_site(homes["ru"].get_site())
    centre.main_venue, centre.email = main, "hello@example.org"
    centre.save()
    Announcement.objects.create(title_ru="Ночь музеев", title_en="Museum Night")
    pictures = [photo(f"Фото {number}") for number in range(3)]
    gallery = {
        "type": "gallery",
        "id": "1" * 32,
        "value": {
            "title": "",
            "photos": [
                {"type": "item", "id": f"{place:032x}", "value": {"photo": picture.pk, "caption": ""}}
                for place, picture in enumerate(pictures, start=1)
            ],
        },
    }
    pages: Trees = {}
    for code, title in (("ru", "О центре"), ("en", "About")):
        homes[code].refresh_from_db()
        pages[code] = homes[code].add_child(
            instance=StandardPage(
                title=title, slug="about", locale=homes[code].locale, body=json.dumps([gallery]), lead_photo=pictures[0]
            )
        )
    return pages


def test_menu_of_a_phone_opens_closes_and_leads_on(house: Trees, open_page: Opener) -> None:
    page = open_page("/ru/", **PHONE)
    menu = page.locator("#nav")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Меню", exact=True).click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Меню", exact=True).click()
    menu.get_by_role("link", name="Новости").click()
    expect(page).to_have_url("/ru/novosti/")


def test_menu_of_a_desk_is_a_line_of_links(house: Trees, open_page: Opener) -> None:
    page = open_page("/en/news/")
    current = page.locator("#nav [aria-current=page]")
    expect(current).to_be_visible()
    expect(current).to_have_text("News")


def test_skip_link_is_the_first_stop_and_leads_to_the_content(house: Trees, open_page: Opener) -> None:
    page = open_page("/en/about/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_accessible_view_works_at_once_and_on_the_next_page(house: Trees, open_page: Opener) -> None:
    page = open_page("/ru/")
    page.get_by_text("Версия для слабовидящих").first.click()
    page.get_by_label("Белым по чёрному").check(force=True)
    page.get_by_label("150 %").check(force=True)
    root = page.locator("html")
    expect(root).to_have_attribute("data-cs", "wb")
    expect(root).to_have_css("font-size", "24px")
    page.goto("/ru/about/")
    expect(root).to_have_attribute("data-cs", "wb")
    expect(root).to_have_attribute("data-fs", "3")
    page.get_by_text("Версия для слабовидящих").first.click()
    page.get_by_role("button", name="Обычная версия").click()
    expect(root).to_have_css("font-size", "16px")
    page.reload()
    expect(root).not_to_have_attribute("data-fs", "3")


def test_accessible_view_and_region_work_without_javascript(house: Trees, open_page: Opener) -> None:
    page = open_page("/en/", java_script_enabled=False)
    page.get_by_text("Accessible view").first.click()
    page.get_by_label("Black on white").check(force=True)
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("html")).to_have_attribute("data-cs", "bw")
    page.get_by_role("link", name="Change", exact=True).click()
    page.get_by_role("main").get_by_role("button", name="Kazan").click()
    expect(page).to_have_url("/en/")
    expect(page.locator("#region summary")).to_contain_text("Kazan")
    expect(page.locator(".ask")).to_have_count(0)


def test_escape_closes_a_panel_and_gives_the_focus_back(house: Trees, open_page: Opener) -> None:
    page = open_page("/ru/")
    page.get_by_role("link", name="Другой").click()
    panel = page.locator("#region")
    expect(panel).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(panel).not_to_have_attribute("open", "")
    expect(panel.locator("summary")).to_be_focused()


def test_announcement_stays_dismissed(house: Trees, open_page: Opener) -> None:
    page = open_page("/ru/")
    line = page.get_by_role("complementary", name="Объявление")
    expect(line).to_be_visible()
    page.get_by_role("button", name="Скрыть объявление").click()
    expect(line).to_be_hidden()
    page.reload()
    expect(line).to_be_hidden()


def test_lightbox_shows_photographs_one_at_a_time_by_keyboard(house: Trees, open_page: Opener) -> None:
    page = open_page("/en/about/")
    expect(page.locator("#lightbox[data-ready]")).to_be_attached()
    first = page.locator("[data-gallery] a").first
    first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Photographs")
    expect(dialog).to_be_visible()
    expect(dialog.locator("[data-count]")).to_have_text("1 / 3")
    expect(dialog).to_contain_text("Photo: Press Office")
    page.keyboard.press("ArrowRight")
    expect(dialog.locator("[data-count]")).to_have_text("2 / 3")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(dialog.locator("[data-count]")).to_have_text("3 / 3")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("[data-gallery] a").last).to_be_focused()


@pytest.mark.parametrize(
    ("moment", "light"),
    [("2026-11-26T06:00:00Z", "dawn"), ("2026-11-26T10:00:00Z", "day"), ("2026-11-26T20:00:00Z", "night")],
)
def test_a_page_kept_for_hours_takes_the_light_of_the_hour(
    house: Trees, chromium: Browser, server: str, moment: str, light: str
) -> None:
    context = chromium.new_context(base_url=server)
    page = context.new_page()
    page.clock.install(time=moment)
    page.route("**/ru/", _written_long_ago)
    page.goto("/ru/")
    expect(page.locator("html")).to_have_attribute("data-light", light)
    context.close()


def _written_long_ago(route: Route) -> None:
    """Serve the page as a cache would: with the server's time and light of months before."""
    response = route.fetch()
    body = re.sub(r'(name="server-time" content=)"[^"]+"', r'\1"2026-01-01T00:00:00+03:00"', response.text())
    route.fulfill(response=response, body=body.replace('data-light="', 'data-light="dusk" data-was="'))


@pytest.mark.parametrize("size", [NARROW, PHONE, DESK], ids=["320", "390", "1440"])
def test_nothing_runs_out_of_the_page(house: Trees, open_page: Opener, size: dict[str, dict[str, int]]) -> None:
    overhang = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    page = open_page("/ru/", **size)
    for address in ADDRESSES:
        page.goto(address)
        assert page.evaluate(overhang) <= 0, address
        page.evaluate("document.documentElement.dataset.fs = '4'")
        assert page.evaluate(overhang) <= 0, f"{address} at 200 %"
