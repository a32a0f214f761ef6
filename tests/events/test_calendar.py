"""Calendar files, read back by a parser that did not write them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar
from time_machine import Traveller

from tests.events import factories
from tests.events.factories import MOSCOW, TODAY, Trees, days
from venues.models import VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


def calendar(client: Client, url: str) -> Calendar:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    for line in response.content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no letter is split
    return Calendar.from_ical(response.content)


def test_an_events_file_holds_each_date_in_the_venues_zone(
    client: Client, whats_on: Trees, span: VenuePage, venue_section: Trees
) -> None:
    bay = factories.venue(
        venue_section,
        "Зал у бухты",
        "The Bay Hall",
        time_zone="Asia/Vladivostok",
        cities={"ru": "Владивосток", "en": "Vladivostok"},
        latitude="43.11500",
        longitude="131.88550",
    )
    page = factories.event(whats_on, venue=bay, kind="lecture")
    first = factories.occurrence(page, TODAY + days(1), "18:00", "19:30")
    factories.occurrence(page, TODAY + days(8), "22:00", "01:00", status="cancelled", note_en="Ice")
    found = calendar(client, f"/en/whats-on/{page.slug}/calendar.ics")
    one, other = found.events
    assert one["SUMMARY"] == "Waterfront Towns"
    assert one["UID"] == f"{page.translation_key}-{first.pk}"
    assert one.start == datetime(2026, 11, 26, 18, 0, tzinfo=ZoneInfo("Asia/Vladivostok"))
    assert one["DTSTART"].params["TZID"] == "Asia/Vladivostok"
    assert one["LOCATION"] == "The Bay Hall, Vladivostok"
    assert one["URL"] == f"http://testserver/en/whats-on/{page.slug}/"
    assert one["GEO"].to_ical() == "43.115;131.8855"
    assert one["STATUS"] == "CONFIRMED"
    assert other["STATUS"] == "CANCELLED"
    assert other["COMMENT"] == "Ice"
    assert (other.end - other.start).total_seconds() == 3 * 3600
    assert [zone["TZID"] for zone in found.timezones] == ["Asia/Vladivostok"]


def test_both_languages_name_the_same_date_alike(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    factories.occurrence(page)
    russian = calendar(client, f"/ru/afisha/{page.slug}/calendar.ics").events[0]
    english = calendar(client, f"/en/whats-on/{page.slug}/calendar.ics").events[0]
    assert russian["UID"] == english["UID"]
    assert russian["SUMMARY"] == "Город у воды"
    assert russian["URL"] != english["URL"]


def test_a_zones_clock_changes_are_told(client: Client, whats_on: Trees, venue_section: Trees) -> None:
    berlin = factories.venue(venue_section, "Берлин", "Berlin", time_zone="Europe/Berlin", cities={"ru": "", "en": ""})
    page = factories.event(whats_on, venue=berlin)
    factories.occurrence(page, date(2027, 3, 27), "23:00", "23:30")
    factories.occurrence(page, date(2027, 3, 28), "23:00", "23:30")
    found = calendar(client, f"/ru/afisha/{page.slug}/calendar.ics")
    winter, summer = (item.start for item in found.events)
    assert (winter.utcoffset().total_seconds(), summer.utcoffset().total_seconds()) == (3600, 7200)
    zone = found.timezones[0].to_tz()
    assert datetime(2027, 3, 27, 23, 0, tzinfo=zone).utcoffset().total_seconds() == 3600
    assert datetime(2027, 3, 28, 23, 0, tzinfo=zone).utcoffset().total_seconds() == 7200


def test_a_run_is_one_entry_of_whole_days(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, kind="exhibition", run_starts_on=TODAY, run_ends_on=TODAY + days(5))
    (entry,) = calendar(client, f"/ru/afisha/{page.slug}/calendar.ics").events
    assert (entry.start, entry.end) == (date(2026, 11, 25), date(2026, 12, 1))
    assert entry["TRANSP"] == "TRANSPARENT"
    assert "RRULE" not in entry


def test_the_programme_can_be_subscribed_to_with_filters(client: Client, whats_on: Trees) -> None:
    for kind, title in (("concert", "Концерт"), ("film", "Кино")):
        page = factories.event(whats_on, title, kind=kind)
        factories.occurrence(page, TODAY + days(1))
        factories.occurrence(page, TODAY - days(30))
        factories.occurrence(page, TODAY - days(2))
    every = calendar(client, "/ru/afisha/calendar.ics")
    assert len(every.events) == 4
    concerts = calendar(client, "/ru/afisha/calendar.ics?kind=concert")
    assert {entry["SUMMARY"] for entry in concerts.events} == {"Концерт"}
    assert calendar(client, "/ru/afisha/calendar.ics?date=nonsense&kind=%F0%9F%8C%8A").events
    assert "kind=concert" in client.get("/ru/afisha/?kind=concert").content.decode().partition("calendar.ics?")[2][:20]


def test_an_unchanged_file_answers_304(client: Client, whats_on: Trees, wednesday: Traveller) -> None:
    page = factories.event(whats_on)
    item = factories.occurrence(page)
    url = f"/ru/afisha/{page.slug}/calendar.ics"
    etag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    wednesday.move_to(datetime(2026, 11, 25, 18, 0, tzinfo=MOSCOW))
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    item.status = "cancelled"
    item.save()
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


def test_an_empty_programme_is_an_empty_calendar(client: Client, whats_on: Trees) -> None:
    assert calendar(client, "/ru/afisha/calendar.ics").events == []


@pytest.mark.parametrize("url", ["/ru/calendar.ics", "/ru/afisha/none/calendar.ics", "/ru/afisha/other.ics"])
def test_no_file_where_there_is_no_programme(client: Client, whats_on: Trees, url: str) -> None:
    assert client.get(url).status_code == 404
