"""An editor makes a weekly event, cancels one date and moves another; visitors and their calendars learn of it."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
import time_machine
import vobject
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from vobject.base import Component

from accounts.models import User
from core.models import BasePage
from events.models import EventPage
from tests.events import factories
from tests.events.factories import MOSCOW, TODAY

Trees = dict[str, BasePage]
Opener = Callable[..., Page]

MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=MOSCOW)


@pytest.fixture
def event(seeded: None, whats_on: Trees, venue_section: Trees, editor: User) -> EventPage:
    """A published event with one date, at a venue of its own."""
    place = factories.venue(venue_section, region=factories.region(), slug="span")
    page = factories.event(whats_on, "Орган в час дня", "Organ at one", venue=place)
    factories.occurrence(page, TODAY)
    return page


def signed_in(page: Page, user: User, server: str) -> Page:
    """The same page with the user's session in its browser."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
    return page


def calendar_of(page: Page, address: str) -> dict[tuple[str, str], Component]:
    """The entries of a file by their names and, where one date of a series differs, its planned start."""
    text = page.request.get(address).text()
    entries = vobject.readOne(text).vevent_list
    return {
        (entry.uid.value, f"{entry.recurrence_id.value:%d.%m %H:%M}" if hasattr(entry, "recurrence_id") else ""): entry
        for entry in entries
    }


def change(page: Page, when: str, **values: str) -> None:
    page.get_by_role("link", name=when).click()
    for name, value in values.items():
        field = page.locator(f"[name={name}]")
        if name == "status":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Save the date").click()
    expect(page.get_by_text("The date is changed")).to_be_visible()


def test_a_weekly_event_from_the_editors_form_to_the_visitors_calendar(
    event: EventPage, editor: User, server: str, open_page: Opener
) -> None:
    with time_machine.travel(MORNING, tick=True):
        page = signed_in(open_page("about:blank"), editor, server)
        page.goto(reverse("event_dates:index", args=(event.pk,)))
        page.get_by_role("link", name="Add dates").click()
        page.get_by_label("Saturday").check()
        page.get_by_label("Sunday").check()
        page.locator("[name=starts_on]").fill("2026-11-28")
        page.locator("[name=until]").fill("2027-02-28")
        page.locator("[name=times]").fill("12:00–13:00, 15:00–16:00")
        expect(page.get_by_role("heading", name="56 dates")).to_be_visible()  # before it is saved
        page.get_by_role("button", name="Save the dates").click()
        expect(page.get_by_text("Every Saturday and Sunday, 12:00 and 15:00, until 28 February 2027")).to_be_visible()
        assert event.occurrences.filter(recurrence__isnull=False).count() == 56

        visitor = open_page(f"/ru/afisha/{event.slug}/")
        ics = f"/en/whats-on/{event.slug}/calendar.ics"
        before = calendar_of(visitor, ics)
        change(page, "05.12.2026 12:00", status="cancelled", note_ru="Болезнь органистки", note_en="Illness")
        change(
            page,
            "06.12.2026 15:00",
            day="2026-12-07",
            start_time="18:00",
            end_time="19:00",
            note_en="Moved",
            note_ru="Перенос",
        )

        after = calendar_of(visitor, ics)
        assert {uid for uid, _start in after} == {uid for uid, _start in before}
        rows = {row.planned_start: row for row in event.occurrences.all()}
        off, moved = rows[datetime(2026, 12, 5, 12)], rows[datetime(2026, 12, 6, 15)]  # noqa: DTZ001 (a wall's clock)
        assert after[off.uid, "05.12 12:00"].status.value == "CANCELLED"
        assert f"{after[moved.uid, '06.12 15:00'].dtstart.value:%d.%m %H:%M}" == "07.12 18:00"
        for entry in (after[off.uid, "05.12 12:00"], after[moved.uid, "06.12 15:00"]):
            assert int(entry.sequence.value) > int(before[entry.uid.value, ""].sequence.value)

        for address, words in (
            (f"/ru/afisha/{event.slug}/", ("Болезнь органистки", "Перенесено с 6 декабря, 15:00")),
            (f"/en/whats-on/{event.slug}/", ("Illness", "Moved from 6 December, 15:00")),
            ("/ru/afisha/?date=2026-12-05", ("Болезнь органистки", "Отменено")),
            ("/en/whats-on/?date=2026-12-07", ("Moved from 6 December, 15:00", "18:00")),
            ("/ru/afisha/?view=month&month=2026-12", ("12:00 Орган в час дня", "18:00 Орган в час дня")),
            ("/en/whats-on/?view=month&month=2026-12", ("12:00 Organ at one", "18:00 Organ at one")),
        ):
            visitor.goto(address)
            for word in words:
                expect(visitor.locator("main").get_by_text(word).first).to_be_visible()
        assert (moved.day, moved.start_time) == (date(2026, 12, 7), time(18))
