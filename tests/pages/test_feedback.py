"""Anybody writes to the centre; robots do not, and only editors read it."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.letters import send
from accounts.models import Letter
from core.models import SiteSettings
from core.robots import SALT, drawn_now
from pages.feedback import forget_old
from pages.models import Message
from tests.conftest import Trees

pytestmark = pytest.mark.django_db

RU, EN = "/ru/obratnaya-svyaz/", "/en/feedback/"
GOOD = {
    "subject": "access",
    "name": "Ольга Репина",
    "email": "olga@example.org",
    "text": "Есть ли пандус у входа?",
    "agrees": "on",
    "website": "",
    "drawn_at": TimestampSigner(salt=SALT).sign(str(time.time() - 60)),
}


@pytest.mark.parametrize(("address", "thanks"), [(RU, "Спасибо."), (EN, "Thank you.")])
def test_message_is_kept_and_the_writer_thanked(client: Client, homes: Trees, address: str, thanks: str) -> None:
    assert f'action="{address}"' in client.get(address).content.decode()
    assert thanks in client.post(address, GOOD, follow=True).content.decode()
    kept = Message.objects.get()
    assert (kept.name, kept.subject, kept.language) == ("Ольга Репина", "access", address[1:3])


@pytest.mark.parametrize("missing", ["subject", "name", "email", "text", "agrees"])
def test_what_was_typed_is_kept_when_something_is_missing(client: Client, homes: Trees, missing: str) -> None:
    form = {**GOOD, "about": "/ru/kept/"}
    del form[missing]
    answer = client.post(RU, form).content.decode()
    assert "/ru/kept/" in answer
    assert "Сообщение не отправлено" in answer.replace("\xa0", " ")
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"text": "а" * 10_000},
        {"name": "x" * 500},
        {"email": "olga@example.org\nBcc: all@example.org"},
        {"email": "not an address"},
        {"subject": "nothing we know"},
        {"about": "x" * 5000},
    ],
)
def test_nonsense_is_refused_with_words(client: Client, homes: Trees, bad: dict[str, str]) -> None:
    response = client.post(EN, {**GOOD, **bad})
    assert response.status_code == 200
    assert "was not sent" in response.content.decode().replace("\xa0", " ")
    assert not Message.objects.exists()


def test_robots_are_thanked_and_forgotten(client: Client, homes: Trees) -> None:
    assert client.post(EN, {**GOOD, "website": "http://example.org"}).status_code == 302
    assert client.post(EN, {**GOOD, "drawn_at": drawn_now()}).status_code == 200
    assert not Message.objects.exists()


def test_a_flood_stops_whatever_its_headers_say(client: Client, homes: Trees) -> None:
    for number in range(8):
        last = client.post(RU, GOOD, headers={"X-Forwarded-For": f"10.0.0.{number}"})
    assert Message.objects.count() == 5
    assert "Есть ли пандус" in last.content.decode()


def test_centre_gets_a_letter_it_can_answer(client: Client, homes: Trees, site: Any) -> None:
    settings = SiteSettings.for_site(site)
    settings.email = "hello@centre.example"
    settings.save()
    client.post(EN, {**GOOD, "name": "Olga\r\nBcc: all@example.org"})
    send(Letter.objects.get().pk)
    letter = mail.outbox[-1]
    assert letter.to == ["hello@centre.example"]
    assert letter.extra_headers["Reply-To"] == "olga@example.org"
    assert letter.subject == "Сообщение с сайта: Доступная среда"
    assert "Есть ли пандус у входа?" in letter.body
    assert "Bcc" not in letter.message()


def test_missing_page_leads_to_the_form(client: Client, homes: Trees) -> None:
    assert f'href="{RU}?about=%2Fru%2Fnet%2F"' in client.get("/ru/net/").content.decode()
    assert 'value="/ru/net/"' in client.get(f"{RU}?about=/ru/net/").content.decode()
    assert (
        "evil"
        not in client.get(f"{RU}?about=https://evil.example").content.decode().split("<main")[1].split("</main>")[0]
    )


def test_messages_are_for_editors(
    client: Client, homes: Trees, press_client: Client, editor_client: Client, translator_client: Client
) -> None:
    client.post(RU, GOOD)
    for reader, may in ((editor_client, True), (press_client, False), (translator_client, False)):
        page = reader.get(reverse("feedback_messages:index"), follow=True).content.decode()
        assert ("Ольга Репина" in page) is may


def test_old_messages_are_forgotten(client: Client, homes: Trees) -> None:
    client.post(RU, GOOD)
    forget_old()
    assert Message.objects.exists()
    Message.objects.update(created_at=timezone.now() - timedelta(days=181))
    forget_old()
    assert not Message.objects.exists()
