"""The calendar of all dates in the admin, the closed day, and what events lack."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from tests.events import factories
from tests.events.factories import TODAY, Trees, days
from tests.events.reading import words
from venues.models import Hall, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

URL = "/admin/dates/calendar/"


def text_of(client: Client, url: str, **query: object) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return words(response.content.decode())


def test_a_month_and_a_week_of_all_dates_by_venue_and_hall(
    editor_client: Client, whats_on: Trees, span: VenuePage, venue_section: Trees
) -> None:
    hall = Hall.objects.create(venue=span, name_ru="Малый зал", name_en="Small Hall")
    here, there = factories.event(whats_on, "Здесь", venue=span, hall=hall), factories.event(whats_on, "Там")
    there.venue = factories.venue(venue_section, "Пристань", "The Pier")
    there.save()
    factories.occurrence(here, TODAY + days(1))
    factories.occurrence(there, TODAY + days(1))
    factories.occurrence(here, TODAY + days(30), status="cancelled")
    month = text_of(editor_client, URL)
    assert "Здесь" in month
    assert "Там" in month
    assert "Cancelled" in text_of(editor_client, URL, day="2026-12-25")
    week = text_of(editor_client, URL, view="week", day="2026-11-26", venue=span.pk)
    assert "23–29 November" in week.replace("\u00a0", " ")
    assert ("Здесь" in week, "Там" in week.partition("Days shown")[2]) == (True, False)
    assert "Здесь" in text_of(editor_client, URL, venue=span.pk, hall=hall.pk)
    for nonsense in (
        {"day": "9999-12-31"},
        {"day": "x", "view": "y", "venue": "z", "hall": "-1"},
        {"day": "0001-01-01"},
    ):
        assert "November 2026" in text_of(editor_client, URL, **nonsense)


def test_the_calendar_costs_the_same_for_many_dates(
    editor_client: Client, whats_on: Trees, span: VenuePage, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        factories.occurrence(factories.event(whats_on, f"Событие {number}", en="", venue=span), TODAY)
    with django_assert_max_num_queries(25):
        text_of(editor_client, URL)


def test_a_dragged_date_is_moved_after_a_question(editor_client: Client, whats_on: Trees) -> None:
    item = factories.occurrence(factories.event(whats_on), date(2026, 12, 5), "19:00", "21:00")
    url = reverse("event_dates:move", args=(item.event_id, item.pk))
    response = editor_client.get(url, {"day": "2026-12-06"})
    assert 'value="2026-12-06"' in response.content.decode()
    assert editor_client.get(url, {"day": "<nonsense>"}).status_code == 200
    item.refresh_from_db()
    assert item.day == date(2026, 12, 5)
    data = {"day": "2026-12-06", "start_time": "20:00", "note_ru": "Перенос", "note_en": "Moved"}
    editor_client.post(url, data)
    item.refresh_from_db()
    assert (item.day, item.start_time, item.end_time, item.note_en) == (date(2026, 12, 6), time(20), time(22), "Moved")
    assert "Give a year" in words(editor_client.post(url, {**data, "day": "9999-01-01"}).content.decode())


def test_a_closed_day_cancels_everything_there_with_one_reason(
    editor_client: Client, whats_on: Trees, span: VenuePage
) -> None:
    rows = [
        factories.occurrence(factories.event(whats_on, f"Событие {n}", venue=span), TODAY + days(1)) for n in (1, 2)
    ]
    other = factories.occurrence(factories.event(whats_on, "Не там"), TODAY + days(1))
    url = reverse("event_dates:closed_day")
    data = {"venue": span.pk, "day": "2026-11-26", "note_ru": "Санитарный день", "note_en": "Cleaning day"}
    asked = words(editor_client.post(url, data).content.decode())
    assert "Событие 1" in asked
    assert "Не там" not in asked
    editor_client.post(url, {**data, "confirm": "1"})
    for row in (*rows, other):
        row.refresh_from_db()
    assert [row.status for row in (*rows, other)] == ["cancelled", "cancelled", "scheduled"]
    assert rows[0].note_ru == "Санитарный день"


def test_what_events_lack_is_listed(editor_client: Client, whats_on: Trees) -> None:
    poor = factories.event(whats_on, "Бедное", en="", is_free=False)
    full = factories.event(whats_on, "Полное", lead_photo=factories.photo())
    over = factories.event(whats_on, "Прошло", en="")
    for page, day in ((poor, 1), (full, 1), (over, -9)):
        factories.occurrence(page, TODAY + days(day))
    text = text_of(editor_client, reverse("event_dates:missing"))
    assert "Бедное translation, photograph, price" in text.replace("Бедное  ", "Бедное ")
    assert "Полное" not in text
    assert "Прошло" not in text


def test_translators_have_no_calendar(translator_client: Client, whats_on: Trees) -> None:
    assert translator_client.get(URL).status_code == 302
    assert URL not in translator_client.get("/admin/").content.decode()


def test_a_venues_editor_is_told_which_events_its_new_hours_speak_against(
    admin_client: Client, whats_on: Trees, span: VenuePage
) -> None:
    from events.schedule.warnings import dates_on_closed_days

    item = factories.occurrence(factories.event(whats_on, venue=span), date(2026, 12, 7))  # a Monday
    assert [row for row, _why in dates_on_closed_days(span)] == [item]
