"""Exhibitions in calendar files: a client shows the days on which they can be seen, and no others."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
import vobject
from django.test import Client
from vobject.base import Component

from events.calendars.entries import Subject
from events.calendars.files import _file
from events.models import EventPage
from tests.events import factories
from tests.events.factories import NOW, TODAY, Trees, days
from tests.venues.hours_factories import ONE_DAY, random_date, random_schedule
from venues.directory import Place
from venues.hours import Schedule
from venues.models import SpecialDay, VenuePage


def place_with(schedule: Schedule) -> Place:
    nothing = dict.fromkeys(("title", "lead", "url", "city", "street", "postal_code", "phone", "email"), "")
    unknown = dict.fromkeys(("latitude", "longitude", "photo", "region", "changed_at"))
    return Place(uuid4(), frozenset(), frozenset(), is_main=False, schedule=schedule, **nothing, **unknown)


def shown(content: bytes) -> list[date]:
    """The days on which a client shows something: RRULE less EXDATE, as vobject and dateutil read them."""
    found = []
    for entry in getattr(vobject.readOne(content.decode()), "vevent_list", []):
        first, length = entry.dtstart.value, (entry.dtend.value - entry.dtstart.value).days
        starts = [moment.date() for moment in entry.getrruleset()] if hasattr(entry, "rrule") else [first]
        found += [start + ONE_DAY * step for start in starts for step in range(length)]
    return found


@pytest.mark.parametrize("seed", range(10))
def test_a_client_shows_exactly_the_days_on_which_the_venue_is_open(seed: int) -> None:
    random = Random(seed)
    for _number in range(20):
        schedule, starts_on = random_schedule(random), random_date(random)
        ends_on = starts_on + random.randrange(200) * ONE_DAY
        place = place_with(schedule)
        event = EventPage(pk=1, id=1, title="Свет", age_mark="0+", run_starts_on=starts_on, run_ends_on=ends_on)
        subject = Subject(event, "Свет", "", "https://example.org/", place, schedule.zone)
        content = _file("Афиша", "ru", subject.run(datetime(2027, 5, 1, tzinfo=UTC))).to_ical()
        every = [starts_on + ONE_DAY * step for step in range((ends_on - starts_on).days + 1)]
        assert shown(content) == [day for day in every if not place.is_closed_on(day)]


@pytest.fixture
def exhibition(whats_on: Trees, span: VenuePage, wednesday: object) -> EventPage:
    """Two weeks at a venue closed on Mondays."""
    ends_on = TODAY + days(13)
    return factories.event(whats_on, kind="exhibition", venue=span, run_starts_on=TODAY, run_ends_on=ends_on)


def only_entry(client: Client, page: EventPage) -> Component:
    return vobject.readOne(client.get(f"/en/whats-on/{page.slug}/calendar.ics").content.decode()).vevent


@pytest.mark.django_db
def test_a_closed_day_leaves_the_calendar_and_the_version_grows(
    client: Client, exhibition: EventPage, span: VenuePage, wednesday: object
) -> None:
    before = only_entry(client, exhibition)
    wednesday.move_to(NOW + timedelta(minutes=5))
    SpecialDay.objects.create(venue=span, day=TODAY + days(2), reason_ru="Монтаж", reason_en="Installation")
    span.refresh_from_db()
    span.save_revision().publish()
    after = only_entry(client, exhibition)
    assert before.uid.value == after.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert TODAY + days(2) in [moment.date() for moment in before.getrruleset()]
    assert TODAY + days(2) not in [moment.date() for moment in after.getrruleset()]
    assert "closed, Installation" in after.description.value.replace("\xa0", " ")


@pytest.mark.django_db
def test_a_run_without_end_lasts_to_the_end_of_next_year(
    client: Client, whats_on: Trees, span: VenuePage, wednesday: object
) -> None:
    page = factories.event(whats_on, kind="exhibition", venue=span, run_starts_on=date(2019, 5, 1))
    found = [moment.date() for moment in only_entry(client, page).getrruleset()]
    assert (found[0], found[-1]) == (date(2025, 1, 1), date(2027, 12, 31))
    assert not [day for day in found if day.weekday() == 0]


@pytest.mark.django_db
def test_what_can_never_be_seen_is_in_no_calendar(client: Client, exhibition: EventPage, span: VenuePage) -> None:
    span.closed_from = TODAY
    span.save_revision().publish()
    assert "VEVENT" not in client.get("/ru/afisha/calendar.ics").content.decode()
