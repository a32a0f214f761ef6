"""The screens of dates and a festival's timetable: axe finds nothing, nothing runs over, the keyboard suffices."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import BasePage
from events.models import EventPage, Occurrence
from tests.browser.test_accessibility import ALL_RULES, NARROW, WIDE, check, overhang
from tests.browser.test_dates import signed_in
from tests.events import factories
from tests.events.factories import NOW, TODAY, days
from venues.models import Hall

Trees = dict[str, BasePage]
Opener = Callable[..., Page]


@pytest.fixture
def festival(seeded: None, whats_on: Trees, venue_section: Trees) -> Iterator[EventPage]:
    """A festival whose halls are busy at the same time, one date of it cancelled."""
    with time_machine.travel(NOW, tick=True):
        place = factories.venue(venue_section, region=factories.region(), slug="span")
        halls = [
            Hall.objects.create(venue=place, name_ru=ru, name_en=en) for ru, en in (("Неф", "Nave"), ("Цех", "Shop"))
        ]
        week = factories.event(
            whats_on,
            "Неделя",
            "The Week",
            kind="festival",
            venue=place,
            run_starts_on=TODAY,
            run_ends_on=TODAY + days(6),
        )
        for number, hall in enumerate(halls):
            part = factories.event(whats_on, f"Часть {number}", f"Part {number}", venue=place, hall=hall, festival=week)
            for hour in (12, 15):
                factories.occurrence(part, TODAY + days(1), f"{hour}:00", f"{hour + 2}:00")
        cancelled = {"status": "cancelled", "note_ru": "Шторм", "note_en": "A storm"}
        factories.occurrence(part, TODAY + days(2), **cancelled)
        yield week


def complaints_in_main(page: Page) -> list[str]:
    """What axe holds against a screen of the admin, its frame left aside."""
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {**ALL_RULES, "preload": False, "resultTypes": ["violations"]}
    found = page.evaluate(
        "options => axe.run('main .nice-padding, main form, main table', options).then(result => result.violations)",
        options,
    )
    return [f"{item['id']}: {node['html'][:160]}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_festivals_timetable_is_accessible_and_nothing_runs_over(
    festival: EventPage, open_page: Opener, language: str
) -> None:
    page = open_page(festival.live_translations[language].get_url())
    expect(page.locator("#programme-of-parts .tt")).to_be_visible()
    assert check(page, language) == []


def test_the_screens_of_dates_are_accessible_and_nothing_runs_over(
    festival: EventPage, editor: User, server: str, open_page: Opener
) -> None:
    row = Occurrence.objects.order_by("pk").first()
    screens = [
        reverse("event_dates:calendar"),
        reverse("event_dates:calendar") + "?view=week",
        reverse("event_dates:closed_day"),
        reverse("event_dates:missing"),
        reverse("event_dates:index", args=(row.event_id,)),
        reverse("event_dates:add", args=(row.event_id,)),
        reverse("event_dates:copy", args=(row.event_id,)),
        reverse("event_dates:edit", args=(row.event_id, row.pk)),
        reverse("event_dates:move", args=(row.event_id, row.pk)),
    ]
    page = signed_in(open_page("about:blank"), editor, server)
    faults = []
    for address in screens:
        page.set_viewport_size(WIDE)
        page.goto(address)
        faults += [f"{address}: {text}" for text in complaints_in_main(page)]
        page.set_viewport_size(NARROW)
        if overhang(page) > 0:
            faults.append(f"{address}: {overhang(page)} px too wide")
    assert faults == [], "\n" + "\n".join(faults)


def test_a_closed_day_is_cancelled_and_a_date_moved_by_keyboard_alone(
    festival: EventPage, editor: User, server: str, open_page: Opener
) -> None:
    page = signed_in(open_page("about:blank"), editor, server)
    page.goto(reverse("event_dates:calendar") + f"?day={TODAY:%Y-%m-%d}")
    move = page.get_by_role("link", name=re.compile(r"Move Часть 0, 26\.11\.2026 12:00"))
    move.focus()
    move.press("Enter")
    page.locator("[name=day]").fill("2026-11-27")
    page.get_by_role("button", name="Move").press("Enter")
    expect(page.get_by_text("The date is changed")).to_be_visible()
    closed = page.get_by_role("link", name="A closed day")
    closed.focus()
    closed.press("Enter")
    page.locator("[name=venue]").select_option(label="Большой пролёт")
    page.locator("[name=day]").fill("2026-11-26")
    page.locator("[name=note_ru]").fill("Авария")
    page.locator("[name=note_en]").fill("A burst pipe")
    page.get_by_role("button", name="Show what takes place").press("Enter")
    expect(page.get_by_text("These dates will be cancelled")).to_be_visible()
    page.get_by_role("button", name="Cancel these dates").press("Enter")
    expect(page.get_by_text("3 dates are cancelled")).to_be_visible()
    assert Occurrence.objects.filter(note_en="A burst pipe", status="cancelled").count() == 3
