"""Links and codes of letters that are too old, used before or altered: said in words, and nothing opens."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone, translation
from time_machine import Traveller

from accounts.models import Subscription, User
from tests.accounts.conftest import PASSWORD, address_in, code_in, is_in

Letters = list[EmailMultiAlternatives]
DEAD = "This link no longer works"
SUBSCRIBED = {"email": "guest@example.org", "rhythm": "weekly", "agrees": "on", "csrfmiddlewaretoken": "x"}
REGISTERED = {"name": "", "email": "new@example.org", "password1": PASSWORD, "agrees": "on"}
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


def says(page: str, words: str, language: str) -> bool:
    with translation.override(language):
        return translation.gettext(words) in page


def altered(address: str) -> str:
    """The address with the last sign of its secret changed."""
    kept, last = address.rstrip("/")[:-1], address.rstrip("/")[-1]
    return f"{kept}{'a' if last != 'a' else 'b'}/"


@LANGUAGES
def test_a_recovery_link_is_dead_after_half_an_hour(
    visitor: User, client: Client, letters: Letters, time_machine: Traveller, language: str
) -> None:
    client.post(f"/{language}/account/password/reset/", {"email": "vera@example.org"})
    address = address_in(letters[0], "password/reset/key")
    assert not says(Client().get(address, follow=True).content.decode(), DEAD, language)
    assert says(Client().get(altered(address), follow=True).content.decode(), DEAD, language)
    time_machine.move_to(timezone.localtime() + timedelta(minutes=31))
    assert says(Client().get(address, follow=True).content.decode(), DEAD, language)


@LANGUAGES
def test_a_code_to_sign_in_is_dead_after_a_quarter_of_an_hour(
    visitor: User, client: Client, letters: Letters, time_machine: Traveller, language: str
) -> None:
    client.post(f"/{language}/account/login/code/", {"email": "vera@example.org"})
    time_machine.move_to(timezone.localtime() + timedelta(minutes=16))
    page = client.post(f"/{language}/account/login/code/confirm/", {"code": code_in(letters[0])}, follow=True)
    assert page.status_code == 200
    assert not is_in(client)


def test_a_code_signs_in_once(visitor: User, client: Client, letters: Letters) -> None:
    client.post("/en/account/login/code/", {"email": "vera@example.org"})
    code = code_in(letters[0])
    client.post("/en/account/login/code/confirm/", {"code": code})
    assert is_in(client)
    client.post("/en/account/logout/")
    client.post("/en/account/login/code/confirm/", {"code": code})
    assert not is_in(client)


@LANGUAGES
def test_a_code_to_register_is_dead_after_a_quarter_of_an_hour(
    site: Any, client: Client, letters: Letters, time_machine: Traveller, language: str
) -> None:
    client.post(f"/{language}/account/signup/", REGISTERED)
    time_machine.move_to(timezone.localtime() + timedelta(minutes=16))
    page = client.post(f"/{language}/account/confirm-email/", {"code": code_in(letters[0])}, follow=True)
    assert page.status_code == 200
    assert not is_in(client)


@LANGUAGES
def test_links_of_letters_may_be_pressed_twice_but_not_altered(
    site: Any, client: Client, letters: Letters, language: str
) -> None:
    client.post(f"/{language}/account/follow/", SUBSCRIBED)
    confirm = address_in(letters[0], "letters/confirm")
    stop = f"/{language}/account/letters/stop/{Subscription.objects.get().token}/"
    for address in (confirm, stop):
        forged = client.post(altered(address))
        assert forged.status_code == 410
        assert says(forged.content.decode(), DEAD, language)
        assert [client.post(address).status_code for _again in range(2)] == [200, 200]
    assert not Subscription.objects.get().is_running
