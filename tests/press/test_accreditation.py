"""Journalists ask to be let in; robots do not, and only those who may read what they wrote."""

import csv
import time
from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.core.management import call_command
from django.core.signing import TimestampSigner
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import ConsentDocument
from config.services import cache_from_url
from core.robots import SALT, drawn_now
from events.models import EventPage
from press.accreditation import forget_old
from press.models import AccreditationRequest, PressContact
from tests.events.factories import event as make_event
from tests.publishing.drafts import Trees

pytestmark = pytest.mark.django_db

GOOD = {
    "name": "Ольга Репина",
    "outlet": "Вестник",
    "email": "olga@example.org",
    "agrees": "on",
    "website": "",
    "drawn_at": TimestampSigner(salt=SALT).sign(str(time.time() - 60)),
}


@pytest.fixture
def event(whats_on: Trees) -> EventPage:
    ConsentDocument.objects.create(
        version=1,
        title_ru="Согласие",
        title_en="Consent",
        text_ru="<p>О данных.</p>",
        text_en="<p>On data.</p>",
        published_at=timezone.now() - timedelta(days=1),
    )
    return make_event(whats_on, takes_accreditation=True)


def address(event: EventPage) -> str:
    return f"/ru/accreditation/{event.pk}/"


def test_a_request_is_kept_and_the_reader_thanked(event: EventPage, client: Client) -> None:
    assert address(event) in client.get(event.get_url()).content.decode()
    answer = client.post(address(event), GOOD, follow=True).content.decode()
    assert "Спасибо" in answer
    kept = AccreditationRequest.objects.get()
    assert (kept.name, kept.event_title, kept.language) == ("Ольга Репина", event.title, "ru")


@pytest.mark.parametrize("missing", ["name", "outlet", "email", "agrees"])
def test_what_was_typed_is_kept_when_something_is_missing(event: EventPage, client: Client, missing: str) -> None:
    form = {**GOOD, "phone": "+7 900 000-00-00"}
    del form[missing]
    answer = client.post(address(event), form).content.decode()
    assert "+7 900 000-00-00" in answer
    assert not AccreditationRequest.objects.exists()


def test_without_a_text_to_agree_to_nothing_is_taken_and_an_address_given(event: EventPage, client: Client) -> None:
    ConsentDocument.objects.all().delete()
    PressContact.objects.create(name_ru="Анна Пак", name_en="Anna Pak", email="press@example.org")
    empty = client.get(address(event)).content.decode()
    assert "press@example.org" in empty
    assert 'name="outlet"' not in empty
    answer = client.post(address(event), GOOD).content.decode().replace("\u00a0", " ")
    assert "нет текста, на который можно дать согласие" in answer
    assert "Вестник" in answer
    assert not AccreditationRequest.objects.exists()


def test_robots_are_thanked_and_forgotten(event: EventPage, client: Client) -> None:
    client.post(address(event), {**GOOD, "website": "http://example.org"})
    assert not AccreditationRequest.objects.exists()


def test_what_comes_too_fast_is_asked_again(event: EventPage, client: Client) -> None:
    drawn = drawn_now()
    client.post(address(event), {**GOOD, "drawn_at": drawn})
    assert not AccreditationRequest.objects.exists()
    with patch("core.robots.time.time", return_value=time.time() + 10):
        client.post(address(event), {**GOOD, "drawn_at": drawn})
    assert AccreditationRequest.objects.count() == 1


def test_a_flood_stops_whatever_its_headers_say(event: EventPage, client: Client) -> None:
    for number in range(8):
        client.post(address(event), GOOD, headers={"X-Forwarded-For": f"10.0.0.{number}"})
    assert AccreditationRequest.objects.count() == 5


def test_a_list_taken_along_runs_nothing_a_stranger_wrote(
    event: EventPage, client: Client, press_client: Client
) -> None:
    client.post(address(event), {**GOOD, "outlet": '=HYPERLINK("http://evil.example")', "phone": "+7 900 000-00-00"})
    answer = press_client.get(reverse("accreditation:index"), {"export": "csv"})
    [row] = list(csv.DictReader(answer.getvalue().decode().splitlines()))
    assert '\'=HYPERLINK("http://evil.example")' in row.values()
    assert "+7 900 000-00-00" in row.values()


@pytest.mark.parametrize("minutes", [0, 10, 50])
def test_the_hour_of_a_flood_is_an_hour_where_the_database_counts(
    event: EventPage, client: Client, minutes: int
) -> None:
    with (
        override_settings(CACHES={"default": cache_from_url("")}),
        time_machine.travel("2026-11-29 10:02 UTC") as clock,
    ):
        call_command("createcachetable")
        form = {**GOOD, "drawn_at": TimestampSigner(salt=SALT).sign(str(time.time() - 60))}
        for _time in range(5):
            client.post(address(event), form)
        clock.shift(timedelta(minutes=minutes))
        client.post(address(event), form)
        assert AccreditationRequest.objects.count() == 5
        clock.shift(timedelta(minutes=60))
        client.post(address(event), form)
        assert AccreditationRequest.objects.count() == 6


def test_all_addresses_of_one_subscriber_count_as_one(event: EventPage, client: Client) -> None:
    for number in range(8):
        client.post(address(event), GOOD, REMOTE_ADDR=f"2001:db8:1:1::{number}")
    assert AccreditationRequest.objects.count() == 5
    client.post(address(event), GOOD, REMOTE_ADDR="2001:db8:1:2::1")
    assert AccreditationRequest.objects.count() == 6


def test_after_the_last_day_there_is_no_form(event: EventPage, client: Client) -> None:
    EventPage.objects.filter(pk=event.pk).update(accreditation_until=timezone.now() - timedelta(minutes=1))
    assert client.get(address(event)).status_code == 404
    assert client.get("/ru/accreditation/999999/").status_code == 404


def test_personal_data_is_for_the_press_office_and_editors(
    event: EventPage, client: Client, press_client: Client, editor_client: Client, translator_client: Client
) -> None:
    client.post(address(event), GOOD)
    for reader, may in ((press_client, True), (editor_client, True), (translator_client, False)):
        assert ("Ольга Репина" in reader.get(reverse("accreditation:index"), follow=True).content.decode()) is may
    export = press_client.get(reverse("accreditation:index"), {"export": "csv"})
    assert "olga@example.org" in b"".join(export.streaming_content).decode()


def test_old_requests_are_forgotten(event: EventPage, client: Client) -> None:
    client.post(address(event), GOOD)
    forget_old()
    assert AccreditationRequest.objects.exists()
    AccreditationRequest.objects.update(created_at=timezone.now() - timedelta(days=91))
    forget_old()
    assert not AccreditationRequest.objects.exists()
