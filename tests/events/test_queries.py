"""The cost of the pages: the same for one event and for twenty, and never above twelve queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Topic
from events.models import EventOrganisation, EventPage, EventPhoto, EventSpeaker, EventTopic
from people.models import Organisation, Person
from tests.events import factories
from tests.events.factories import TODAY, Trees, days
from venues.models import Hall, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]

MOST = 12


def cost(client: Client, url: str) -> int:
    """The number of queries of a page whose frame and venues are known already."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def full_event(section: Trees, place: VenuePage, number: int, **facts: object) -> EventPage:
    """An event with everything an event can have."""
    hall = Hall.objects.create(venue=place, name_ru=f"Зал {number}", name_en=f"Hall {number}")
    page = factories.event(
        section, f"Событие {number}", f"Event {number}", venue=place, hall=hall, lead_photo=factories.photo(), **facts
    )
    topic = Topic.objects.create(name_ru=f"Тема {number}", name_en=f"Topic {number}", slug=f"topic-{number}")
    EventTopic.objects.create(page=page, topic=topic)
    person = Person.objects.create(name_ru=f"Имя {number}", portrait=factories.photo())
    EventSpeaker.objects.create(page=page, person=person)
    organisation = Organisation.objects.create(
        name_ru=f"Дом {number}", name_en=f"House {number}", logo=factories.photo()
    )
    EventOrganisation.objects.create(page=page, organisation=organisation)
    EventPhoto.objects.create(page=page, photo=factories.photo())
    return page


@pytest.mark.parametrize(
    "path",
    [
        "/ru/afisha/",
        "/en/whats-on/",
        "/en/whats-on/?kind=dialogue&region=moscow&free=1",
        "/ru/afisha/?view=month",
        "/en/whats-on/?view=month&kind=dialogue",
        "/ru/afisha/?view=archive",
    ],
)
def test_the_programme_costs_the_same_for_one_event_and_for_twenty(
    client: Client, whats_on: Trees, span: VenuePage, path: str
) -> None:
    def add(number: int) -> None:
        page = full_event(whats_on, span, number)
        factories.occurrence(page, TODAY + days(number % 5))
        factories.occurrence(page, TODAY - days(1 + number % 5))
        full_event(whats_on, span, 100 + number, run_starts_on=TODAY, run_ends_on=TODAY + days(9))

    add(0)
    one = cost(client, path)
    for number in range(1, 20):
        add(number)
    assert cost(client, path) == one
    assert one <= MOST


def test_an_empty_day_costs_no_more_than_the_budget(client: Client, whats_on: Trees, span: VenuePage) -> None:
    factories.occurrence(full_event(whats_on, span, 0), TODAY + days(3))
    assert cost(client, "/ru/afisha/?date=2026-11-30") <= MOST
    assert cost(client, "/ru/afisha/?kind=film") <= MOST


@pytest.mark.parametrize("section", ["/ru/afisha/", "/en/whats-on/"])
def test_an_event_costs_the_same_with_one_and_with_twenty_of_everything(
    client: Client, whats_on: Trees, span: VenuePage, section: str
) -> None:
    page = full_event(whats_on, span, 0)
    factories.occurrence(page)
    factories.occurrence(full_event(whats_on, span, 1))
    url = f"{section}{page.slug}/"
    one = cost(client, url)
    for number in range(2, 21):
        factories.occurrence(page, TODAY + days(number))
        factories.occurrence(full_event(whats_on, span, number))
        EventSpeaker.objects.create(page=page, person=Person.objects.create(name_ru=f"Лицо {number}"))
        EventPhoto.objects.create(page=page, photo=factories.photo())
    assert cost(client, url) == one
    assert one <= MOST - 2  # what the body points to needs some too


def test_the_calendar_costs_the_same_for_one_date_and_for_twenty(
    client: Client, whats_on: Trees, span: VenuePage
) -> None:
    factories.occurrence(full_event(whats_on, span, 0))
    one = cost(client, "/ru/afisha/calendar.ics")
    for number in range(1, 20):
        factories.occurrence(full_event(whats_on, span, number))
    assert cost(client, "/ru/afisha/calendar.ics") == one
    assert one <= MOST
