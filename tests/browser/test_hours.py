"""A venue's status on a page that stays open for days, in the header and on the venue's own page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from core.models import BasePage, SiteSettings
from tests.venues.factories import NOT_ON_MONDAYS, make_region, make_venue

Trees = dict[str, BasePage]
Opener = Callable[..., Page]

MOSCOW = ZoneInfo("Europe/Moscow")
#: A Sunday, an hour before closing; the house is closed on Mondays.
LOADED_AT = datetime(2026, 11, 29, 19, 0, tzinfo=MOSCOW)

#: How long after loading, what the header says in either language, the line below it on the venue's page.
STORIES = {
    "ru": [
        ("19:00", "Открыто сегодня до 20:00", "Последний вход в 19:30."),
        ("19:30", "Скоро закрытие в 20:00", "Последний вход был в 19:30."),
        ("20:00", "Сейчас закрыто, откроемся во вторник в 10:00", ""),
        ("24:00", "Сейчас закрыто, откроемся завтра в 10:00", ""),
        ("48:00", "Сейчас закрыто, откроемся сегодня в 10:00", ""),
        ("58:00", "Открыто сегодня до 20:00", "Последний вход в 19:30."),
    ],
    "en": [
        ("19:00", "Open today until 20:00", "Last entry at 19:30."),
        ("19:30", "Closing soon at 20:00", "Last entry was at 19:30."),
        ("20:00", "Closed now, opens on Tuesday at 10:00", ""),
        ("24:00", "Closed now, opens tomorrow at 10:00", ""),
        ("48:00", "Closed now, opens today at 10:00", ""),
        ("58:00", "Open today until 20:00", "Last entry at 19:30."),
    ],
}


@pytest.fixture
def house(seeded: None, venue_section: Trees) -> None:
    """The main venue, open 10:00–20:00 except on Mondays; last entry half an hour before closing."""
    main = make_venue(
        venue_section,
        slug="span",
        region=make_region(),
        week=NOT_ON_MONDAYS,
        last_admission_minutes=30,
        latitude="55.752",
        longitude="37.544",
    )
    centre = SiteSettings.for_site(main.get_site())
    centre.main_venue = main
    centre.save()


@pytest.fixture
def loaded(house: None, open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Page]:
    """A function that opens an address at that moment, by the server's clock and by the browser's."""
    monkeypatch.setattr(timezone, "now", lambda: LOADED_AT)

    def load(address: str) -> Page:
        page = open_page("about:blank")
        page.clock.install(time=LOADED_AT)
        page.goto(address)
        return page

    return load


def wait_until(page: Page, time: str) -> None:
    """Let the page's clock reach ``time``, counted from the midnight before it was loaded: 48:00 is two days on."""
    hours, minutes = map(int, time.split(":"))
    midnight = LOADED_AT.replace(hour=0)
    wanted = midnight + timedelta(hours=hours, minutes=minutes)
    shown = datetime.fromtimestamp(page.evaluate("Date.now()") / 1000, MOSCOW)
    if wanted > shown:
        page.clock.fast_forward(int((wanted - shown).total_seconds() * 1000) + 1000)


def header_of(page: Page) -> Locator:
    return page.locator("header .state")


def height_of(sun: Locator) -> float:
    """How far below the top of its picture the sun stands."""
    return float(sun.get_attribute("cy") or "nan")


@pytest.mark.parametrize(("language", "address"), [("ru", "/ru/ploshchadki/span/"), ("en", "/en/venues/span/")])
def test_status_stays_right_while_the_page_stays_open(
    loaded: Callable[[str], Page], language: str, address: str
) -> None:
    page = loaded(address)
    place = page.locator("#hours .now")
    for time, sentence, detail in STORIES[language]:
        wait_until(page, time)
        expect(header_of(page)).to_have_text(sentence)
        expect(place.locator("[data-tone]")).to_have_text(sentence)
        expect(place.locator("[data-detail]")).to_have_text(detail)


def test_sun_sinks_sets_and_rises_again(loaded: Callable[[str], Page]) -> None:
    page = loaded("/ru/ploshchadki/span/")
    for picture in (page.locator("header .arc"), page.locator("#hours .sunday")):
        expect(picture.locator("circle")).to_be_visible()
    small, large = page.locator("header .arc circle"), page.locator("#hours .sunday circle")
    before = height_of(small), height_of(large)
    wait_until(page, "19:50")
    expect(large).not_to_have_attribute("cy", str(before[1]))
    assert height_of(small) > before[0]
    assert height_of(large) > before[1]
    wait_until(page, "20:00")
    expect(small).to_be_hidden()
    expect(large).to_be_hidden()
    wait_until(page, "63:00")  # Tuesday, the middle of the day
    expect(small).to_be_visible()
    expect(small).to_have_attribute("cy", "4.0")
    expect(large).to_have_attribute("cy", "0.0")


def test_page_says_nothing_once_it_knows_no_more(loaded: Callable[[str], Page]) -> None:
    page = loaded("/en/venues/span/")
    expect(header_of(page)).to_be_visible()
    wait_until(page, f"{24 * 7}:00")
    expect(header_of(page)).to_be_hidden()
    expect(page.locator("#hours .now")).to_be_hidden()
    expect(page.locator("#hours table")).to_be_visible()
