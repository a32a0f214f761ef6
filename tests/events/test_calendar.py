"""Calendar files, read back by a parser that did not write them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.test import Client
from icalendar import Calendar
from time_machine import Traveller
from vobject.base import Component

from accounts.models import User
from events.calendars import files
from events.models import EventPage, Recurrence
from events.recurrence import Frequency, Plan, Rule, Slot
from events.schedule import changes, rules
from tests.events import factories
from tests.events.factories import MOSCOW, TODAY, Trees, days
from venues.models import VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]


ORIGINAL = files._file


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
    assert one["UID"] == first.uid
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


# Rules, changes, subscribers


@pytest.fixture
def weekly(whats_on: Trees, span: VenuePage) -> EventPage:
    """Every Saturday and Sunday at 12:00 and 15:00, but not on 6 December."""
    page = factories.event(whats_on, venue=span)
    plan = Plan(
        Rule(Frequency.WEEKLY, until=date(2026, 12, 31), weekdays=(5, 6)),
        date(2026, 11, 28),
        (Slot("", time(12), time(13)), Slot("", time(15))),
        frozenset({date(2026, 12, 6)}),
    )
    recurrence = Recurrence(event=page, rule=str(plan.rule), starts_on=plan.starts_on, excluded=["2026-12-06"])
    recurrence.slots = Recurrence.slot_rows(plan.slots)
    rules.apply(recurrence, recurrence.plan)
    return page


def parsed(client: Client, url: str) -> list[Component]:
    """The entries of a file as vobject reads them."""
    response = client.get(url)
    assert response.status_code == 200
    return list(vobject.readOne(response.content.decode()).vevent_list)


def starts(entries: list[Component]) -> list[str]:
    """Every start in the file, in order; what is cancelled is marked."""
    changed = {(entry.uid.value, entry.recurrence_id.value) for entry in entries if hasattr(entry, "recurrence_id")}
    found = []
    for entry in entries:
        mark = " off" if entry.status.value == "CANCELLED" else ""
        moments = entry.getrruleset(addRDate=True) if hasattr(entry, "rrule") else [entry.dtstart.value]
        found += [
            f"{moment:%m-%d %H:%M}{mark}"
            for moment in moments
            if not hasattr(entry, "rrule") or (entry.uid.value, moment) not in changed
        ]
    return sorted(found)


def test_a_series_is_one_entry_that_repeats(client: Client, weekly: EventPage) -> None:
    entries = parsed(client, f"/ru/afisha/{weekly.slug}/calendar.ics")
    assert len(entries) == 2
    assert starts(entries) == sorted(f"{row.day:%m-%d} {row.start_time:%H:%M}" for row in weekly.occurrences.all())
    content = client.get(f"/en/whats-on/{weekly.slug}/calendar.ics").content.decode()
    assert "EXDATE;TZID=Europe/Moscow:20261206T120000" in content


def test_changes_keep_the_names_and_raise_the_versions(client: Client, weekly: EventPage, editor: User) -> None:
    url = f"/en/whats-on/{weekly.slug}/calendar.ics"
    before = parsed(client, url)
    first, *_between, last = weekly.occurrences.all()
    changes.change(first, editor, status="cancelled", note_ru="Шторм", note_en="A storm")
    changes.change(last, editor, day=date(2026, 12, 29), note_en="Another day")
    after = parsed(client, url)
    assert {entry.uid.value for entry in after} == {entry.uid.value for entry in before}
    cancelled, moved = (entry for entry in after if hasattr(entry, "recurrence_id"))
    assert cancelled.status.value == "CANCELLED"
    assert cancelled.comment.value == "A storm"
    assert f"{cancelled.recurrence_id.value:%m-%d %H:%M}" == "11-28 12:00"
    assert f"{moved.recurrence_id.value:%m-%d %H:%M} {moved.dtstart.value:%m-%d %H:%M}" == "12-27 15:00 12-29 15:00"
    assert (int(cancelled.sequence.value), int(moved.sequence.value)) == (1, 1)
    changes.undo(first, editor)
    again = parsed(client, url)
    assert "11-28 12:00" in starts(again)


def test_what_a_removed_rule_leaves_are_dates_of_their_own(
    client: Client, weekly: EventPage, editor: User, wednesday: Traveller
) -> None:
    wednesday.move_to(datetime(2026, 12, 1, 12, tzinfo=MOSCOW))
    changes.change(weekly.occurrences.last(), editor, status="cancelled")
    kept = rules.remove(weekly.recurrences.get())
    assert len(kept) == 5
    entries = parsed(client, f"/ru/afisha/{weekly.slug}/calendar.ics")
    assert len({entry.uid.value for entry in entries}) == len(entries) == 5
    (reminded,) = parsed(client, f"/ru/afisha/{weekly.slug}/{kept[-1].pk}/calendar.ics")
    assert reminded.uid.value in {entry.uid.value for entry in entries}


def test_a_venues_dates_can_be_subscribed_to(client: Client, weekly: EventPage, whats_on: Trees) -> None:
    other = factories.event(whats_on, "Другое", en="")
    factories.occurrence(other, TODAY + days(1))
    entries = parsed(client, "/ru/afisha/calendar.ics?venue=span")
    assert {entry.summary.value for entry in entries} == {"Город у воды"}
    assert {entry.uid.value for entry in entries} == {row.uid for row in weekly.occurrences.all()}


def test_one_date_comes_with_a_reminder(client: Client, weekly: EventPage) -> None:
    row = weekly.occurrences.first()
    for url in (f"/ru/afisha/{weekly.slug}/", f"/en/whats-on/{weekly.slug}/"):
        (entry,) = parsed(client, f"{url}{row.pk}/calendar.ics")
        assert entry.uid.value == f"{row.uid}-20261128"
        assert entry.valarm.trigger.value.total_seconds() == -3 * 3600
        assert f'href="{row.pk}/calendar.ics"' in client.get(url).content.decode()
    assert client.get(f"/ru/afisha/{weekly.slug}/99999999/calendar.ics").status_code == 404


def test_ten_thousand_subscribers_cost_one_file(
    client: Client, weekly: EventPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bool] = []
    monkeypatch.setattr(files, "_file", lambda *given: made.append(True) or ORIGINAL(*given))
    for number in range(20):
        assert client.get("/ru/afisha/calendar.ics").status_code == 200
        assert client.get(f"/ru/afisha/{weekly.slug}/calendar.ics?utm_campaign={number}").status_code == 200
    assert len(made) == 2
    row = weekly.occurrences.first()
    row.status = "cancelled"
    row.save()
    client.get("/ru/afisha/calendar.ics")
    assert len(made) == 3


def test_last_modified_answers_304_too(client: Client, weekly: EventPage) -> None:
    response = client.get("/ru/afisha/calendar.ics")
    again = client.get("/ru/afisha/calendar.ics", headers={"If-Modified-Since": response["Last-Modified"]})
    assert again.status_code == 304
    assert response["Cache-Control"] == "public, max-age=900"


@pytest.mark.parametrize("file", ["calendar.ics", "rss/"])
def test_a_proxy_keeps_no_file_of_somebody_signed_in(client: Client, weekly: EventPage, file: str) -> None:
    assert client.get(f"/ru/afisha/{file}")["Cache-Control"].startswith("public")
    client.cookies["sessionid"] = "abc"
    assert client.get(f"/ru/afisha/{file}")["Cache-Control"].startswith("private")


def test_a_date_taken_off_is_news_to_those_who_ask_by_time(
    client: Client, weekly: EventPage, wednesday: Traveller
) -> None:
    url = f"/ru/afisha/{weekly.slug}/calendar.ics"
    seen = {"If-Modified-Since": client.get(url)["Last-Modified"]}
    wednesday.shift(60)
    rules.leave_out(weekly.occurrences.last())
    assert client.get(url, headers=seen).status_code == 200


def test_what_is_postponed_without_a_day_is_off(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    factories.occurrence(page, TODAY + days(3), status="postponed", note_en="New day to come")
    (entry,) = parsed(client, f"/en/whats-on/{page.slug}/calendar.ics")
    assert (entry.status.value, entry.comment.value) == ("CANCELLED", "Postponed: New day to come")


def test_an_exhibition_says_when_it_can_be_seen_and_a_venue_offers_its_calendar(
    client: Client, whats_on: Trees, span: VenuePage
) -> None:
    page = factories.event(whats_on, kind="exhibition", venue=span, run_starts_on=TODAY, run_ends_on=TODAY + days(9))
    text = client.get(f"/en/whats-on/{page.slug}/calendar.ics").content.decode().replace("\r\n ", "")
    assert "10:00–20:00" in text
    assert 'href="/en/whats-on/calendar.ics?venue=span"' in client.get("/en/venues/span/").content.decode()
