"""Nobody learns from the work the site does whether an address is registered: as much for a known one as for none."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Subscription, User
from tests.accounts.conftest import PASSWORD, make_visitor

Letters = list[EmailMultiAlternatives]
#: Questions to the database, about half a millisecond each, by which the two may differ.
MOST_APART = 3
KNOWN, UNKNOWN = "vera@example.org", "nobody@example.org"


def sign_in(client: Client, email: str) -> None:
    client.post("/ru/account/login/", {"login": email, "password": "not the right one"})


def sign_up(client: Client, email: str) -> None:
    client.post("/ru/account/signup/", {"name": "", "email": email, "password1": PASSWORD, "agrees": "on"})


def ask_for_a_code(client: Client, email: str) -> None:
    client.post("/ru/account/login/code/", {"email": email})


def recover(client: Client, email: str) -> None:
    client.post("/ru/account/password/reset/", {"email": email})


def subscribe(client: Client, email: str) -> None:
    client.post("/ru/account/follow/", {"email": email, "rhythm": "weekly", "agrees": "on", "csrfmiddlewaretoken": "x"})


def hashes(act: Callable[[Client, str], None], email: str) -> int:
    """How many passwords are hashed, which is what takes long."""
    encode = MD5PasswordHasher.encode
    with patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=encode) as counted:
        act(Client(), email)
    return counted.call_count


def queries(act: Callable[[Client, str], None], email: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        act(Client(), email)
    return len(asked)


@pytest.mark.parametrize("act", [sign_in, sign_up, ask_for_a_code, recover, subscribe])
def test_a_known_address_costs_what_an_unknown_one_does(
    visitor: User, letters: Letters, act: Callable[[Client, str], None]
) -> None:
    for email in (KNOWN, "anna@example.org"):
        Subscription.objects.create(email=email, confirmed_at=timezone.now())
    make_visitor("anna@example.org")
    act(Client(), "warm@example.org")
    letters.clear()
    assert hashes(act, KNOWN) == hashes(act, UNKNOWN)
    assert [letter.to for letter in letters] in ([], [[KNOWN], [UNKNOWN]])
    assert abs(queries(act, "anna@example.org") - queries(act, "other@example.org")) <= MOST_APART
