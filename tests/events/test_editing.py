"""What an editor meets: the form's demands, the list of events, dates that follow the venue's clock."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from events.models import EventPage, Occurrence
from tests.events import factories
from tests.events.factories import TODAY, Trees, days
from tests.events.reading import words
from venues.models import Hall, VenuePage

pytestmark = pytest.mark.django_db


def form(**facts: object) -> dict[str, str]:
    """The fields of the event form, as a browser sends them."""
    dates = facts.pop("dates", [])
    data = {
        "title": "Город у воды",
        "slug": "",
        "lead": "",
        "kind": "forum",
        "age_mark": "12+",
        "booking": "open",
        "is_free": "on",
        "body": streamfield([]),
        "programme": streamfield([]),
        "occurrences": inline_formset(dates),
        "speakers": inline_formset([]),
        "organisations": inline_formset([]),
        "topics": inline_formset([]),
        "photos": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data({**data, **facts})


def send(client: Client, section: Trees, **facts: object) -> HttpResponse:
    url = reverse("wagtailadmin_pages:add", args=("events", "eventpage", section["ru"].pk))
    return client.post(url, form(**facts), follow=True)


def one_date(**facts: object) -> dict[str, object]:
    return {"day": "2026-12-05", "start_time": "19:00", "end_time": "21:00", "status": "scheduled", **facts}


def test_an_event_is_published_with_a_date(editor_client: Client, whats_on: Trees) -> None:
    send(editor_client, whats_on, dates=[one_date()], **{"action-publish": "1"})
    page = EventPage.objects.get()
    assert page.live
    assert page.slug == "gorod-u-vody"
    assert [str(item) for item in page.occurrences.all()] == ["05.12.2026 19:00"]


def test_a_draft_may_lack_dates_and_age_mark(press_client: Client, whats_on: Trees) -> None:
    send(press_client, whats_on, age_mark="")
    assert not EventPage.objects.get().live


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({}, "Give at least one date, or the days of the exhibition’s run."),
        ({"age_mark": "", "dates": [one_date()]}, "This field is required."),
        ({"run_starts_on": "2026-12-05", "run_ends_on": "2026-12-01"}, "The last day is before the first."),
        ({"run_ends_on": "2026-12-01"}, "Give the first day too."),
        ({"run_starts_on": "0001-01-01"}, "Give a year between 1990 and 2100."),
        ({"dates": [one_date(day="9999-12-31")]}, "Give a year between 1990 and 2100."),
        ({"dates": [one_date(day="2026-02-31")]}, "Enter a valid date."),
        ({"dates": [one_date(start_time="25:00")]}, "Enter a valid time."),
        ({"dates": [one_date()], "price_from": "300"}, "An event with a price is not free"),
        (
            {"dates": [one_date()], "is_free": "", "price_from": "300", "price_to": "200"},
            "The upper price is below the lower one.",
        ),
        ({"dates": [one_date()], "price_from": "99999999999999"}, "less than or equal to 2147483647"),
        ({"dates": [one_date()], "booking_url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"dates": [one_date()], "title": "Я" * 300}, "at most 255 characters"),
    ],
)
def test_what_makes_no_sense_is_named(
    editor_client: Client, whats_on: Trees, facts: dict[str, object], message: str
) -> None:
    response = send(editor_client, whats_on, **facts, **{"action-publish": "1"})
    assert response.status_code == 200
    assert message in words(response.content.decode())
    assert not EventPage.objects.filter(live=True).exists()


def test_a_hall_must_be_the_venues_own(
    editor_client: Client, whats_on: Trees, span: VenuePage, venue_section: Trees
) -> None:
    other = factories.venue(venue_section, "Читальня", "The Reading Room")
    hall = Hall.objects.create(venue=other, name_ru="Круглый зал", name_en="Round Hall")
    own = Hall.objects.create(venue=span, name_ru="Малый зал", name_en="Small Hall")
    for facts in (
        {"venue": span.pk, "hall": hall.pk, "dates": [one_date()]},
        {"venue": span.pk, "dates": [one_date(hall=hall.pk)]},
    ):
        text = words(send(editor_client, whats_on, **facts, **{"action-publish": "1"}).content.decode())
        assert "The hall “Round Hall” is at Читальня, not at Большой пролёт." in text
    send(editor_client, whats_on, venue=span.pk, hall=own.pk, dates=[one_date()], **{"action-publish": "1"})
    assert EventPage.objects.get(live=True).hall == own


def test_halls_are_offered_under_their_venues_names(editor_client: Client, whats_on: Trees, span: VenuePage) -> None:
    Hall.objects.create(venue=span, name_ru="Малый зал", name_en="Small Hall")
    url = reverse("wagtailadmin_pages:add", args=("events", "eventpage", whats_on["ru"].pk))
    text = editor_client.get(url).content.decode()
    group = text[text.index('<optgroup label="Большой пролёт"') :]
    assert "Small Hall" in group[: group.index("</optgroup>")]


def test_a_translation_has_no_dates_of_its_own_to_edit(admin_client: Client, whats_on: Trees) -> None:
    factories.event(whats_on)
    english = EventPage.objects.get(locale__language_code="en")
    markup = admin_client.get(reverse("wagtailadmin_pages:edit", args=(english.pk,))).content.decode()
    assert 'name="lead"' in markup
    assert 'name="age_mark"' not in markup
    assert 'name="run_starts_on"' not in markup


@pytest.mark.usefixtures("wednesday")
def test_the_list_of_events_names_kind_venue_and_next_day(
    editor_client: Client, whats_on: Trees, span: VenuePage
) -> None:
    coming = factories.event(whats_on, "Будет", venue=span, kind="concert")
    factories.occurrence(coming, TODAY - days(7))
    factories.occurrence(coming, TODAY + days(7))
    factories.occurrence(factories.event(whats_on, "Прошло", kind="film"), TODAY - days(7))
    factories.event(whats_on, "Идёт", kind="exhibition", run_starts_on=TODAY - days(9), run_ends_on=TODAY + days(9))
    url = reverse("events:index")
    text = words(editor_client.get(url).content.decode())
    for word in ("Будет", "Прошло", "Идёт", "Concert", "Большой пролёт", "2 December 2026"):
        assert word in text
    assert "Waterfront Towns" not in text
    ahead = words(editor_client.get(url, {"time": "ahead"}).content.decode())
    assert ("Будет" in ahead, "Идёт" in ahead, "Прошло" in ahead) == (True, True, False)
    over = words(editor_client.get(url, {"time": "over"}).content.decode())
    assert ("Будет" in over, "Прошло" in over) == (False, True)
    films = words(editor_client.get(url, {"kind": "film"}).content.decode())
    assert ("Будет" in films, "Прошло" in films) == (False, True)
    here = words(editor_client.get(url, {"venue": span.pk}).content.decode())
    assert ("Будет" in here, "Прошло" in here) == (True, False)


# Moments


def test_a_date_is_entered_by_the_venues_clock(whats_on: Trees, venue_section: Trees) -> None:
    bay = factories.venue(venue_section, time_zone="Asia/Vladivostok")
    item = factories.occurrence(factories.event(whats_on, venue=bay), date(2028, 2, 29), "23:30", "00:30")
    assert item.starts_at == datetime(2028, 2, 29, 13, 30, tzinfo=UTC)
    assert item.ends_at == datetime(2028, 2, 29, 14, 30, tzinfo=UTC)


def test_a_date_without_an_end_lasts_two_hours(whats_on: Trees) -> None:
    item = factories.occurrence(factories.event(whats_on), end="")
    assert item.length.total_seconds() == 7200


@pytest.mark.parametrize(
    ("day", "start", "end", "hours"),
    [
        (date(2027, 3, 28), "01:00", "04:00", 2),  # an hour is skipped
        (date(2027, 3, 28), "02:30", "03:30", 1 / 60),  # begins in the hour that is skipped, so ends as it begins
        (date(2027, 10, 31), "01:00", "04:00", 4),  # an hour is repeated
    ],
)
def test_clock_changes_shorten_and_lengthen_a_night(
    whats_on: Trees, venue_section: Trees, day: date, start: str, end: str, hours: float
) -> None:
    berlin = factories.venue(venue_section, time_zone="Europe/Berlin")
    item = factories.occurrence(factories.event(whats_on, venue=berlin), day, start, end)
    assert item.length.total_seconds() == pytest.approx(hours * 3600)


def test_dates_move_with_their_venues_time_zone(whats_on: Trees, span: VenuePage) -> None:
    item = factories.occurrence(factories.event(whats_on, venue=span))
    span.time_zone = "Asia/Vladivostok"
    span.save()
    item.refresh_from_db()
    assert item.start_time == time(19)
    assert item.starts_at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def test_dates_move_with_their_event_to_a_venue_in_another_time_zone(
    whats_on: Trees, venue_section: Trees, span: VenuePage
) -> None:
    bay = factories.venue(venue_section, "Зал у бухты", "The Bay Hall", time_zone="Asia/Vladivostok")
    page = factories.event(whats_on, venue=span)
    item = factories.occurrence(page)
    page.venue = bay
    page.save_revision().publish()
    item.refresh_from_db()
    assert (item.start_time, item.sequence) == (time(19), 1)
    assert item.starts_at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def test_the_database_refuses_a_date_that_ends_before_it_starts(whats_on: Trees) -> None:
    item = factories.occurrence(factories.event(whats_on))
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.filter(pk=item.pk).update(ends_at=item.starts_at)


def test_a_year_out_of_reach_is_refused(whats_on: Trees) -> None:
    page = factories.event(whats_on)
    page.run_starts_on = date(1, 1, 1)
    with pytest.raises(ValidationError):
        page.full_clean()


# Preview


@pytest.mark.usefixtures("wednesday")
def test_a_new_event_can_be_previewed_before_it_is_saved(
    editor_client: Client, whats_on: Trees, span: VenuePage
) -> None:
    url = reverse("wagtailadmin_pages:preview_on_add", args=("events", "eventpage", whats_on["ru"].pk))
    data = form(venue=span.pk, dates=[one_date(), one_date(day="2026-12-12", status="sold_out")])
    assert editor_client.post(url, data).json()["is_valid"]
    text = words(editor_client.get(url).content.decode())
    assert "Город у воды" in text
    assert "5 декабря" in text
    assert "ещё 1 дата" in text
    assert "None" not in editor_client.get(url).content.decode()


@pytest.mark.usefixtures("wednesday")
def test_changes_can_be_previewed_before_they_are_published(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    factories.occurrence(page, TODAY + days(3))
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,))
    assert editor_client.post(url, form(title="Город у моря", slug=page.slug)).json()["is_valid"]
    text = words(editor_client.get(url).content.decode())
    assert "Город у моря" in text
    assert "28 ноября" in text
