"""What the tests of accounts share: visitors, their letters, tasks run at once."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.test import Client

from accounts.models import User

PASSWORD = "three quiet boats"


@contextmanager
def commits() -> Iterator[None]:
    """Let what waits for the end of the transaction happen at once."""
    with patch.object(transaction, "on_commit", lambda function, *args, **kwargs: function()):
        yield


@pytest.fixture(autouse=True)
def at_once() -> Iterator[None]:
    """Letters are sent as soon as they are written."""
    with commits():
        yield


@pytest.fixture
def visitor(site: Any) -> User:
    """A visitor with a confirmed address, who reads Russian."""
    return make_visitor("vera@example.org")


def make_visitor(email: str, password: str = PASSWORD, **values: Any) -> User:
    """Return a visitor with a confirmed address."""
    user = User.objects.create_user(f"visitor-{email.partition('@')[0]}", email, password, **values)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


@pytest.fixture
def visitor_client(visitor: User) -> Client:
    """A browser in which the visitor is signed in."""
    client = Client()
    client.force_login(visitor)
    return client


@pytest.fixture
def letters(mailoutbox: list[EmailMultiAlternatives]) -> list[EmailMultiAlternatives]:
    """The letters sent so far."""
    return mailoutbox


def is_in(client: Client) -> bool:
    """Tell whether somebody is signed in in this browser."""
    return get_user(client).is_authenticated  # ty: ignore[invalid-argument-type]


def code_in(letter: EmailMultiAlternatives) -> str:
    """Return the code a letter carries."""
    found = re.search(r"^ {4}(\S+)$", str(letter.body), re.MULTILINE)
    assert found, letter.body
    return found[1]


def address_in(letter: EmailMultiAlternatives, part: str) -> str:
    """Return the address in a letter that has ``part`` in it."""
    found = re.search(rf"https?://\S*{part}\S*", str(letter.body))
    assert found, letter.body
    return found[0]


@pytest.fixture
def sign_in() -> Callable[..., Any]:
    """A function that signs in by the form."""

    def post(client: Client, login: str, password: str = PASSWORD, language: str = "ru", **extra: Any) -> Any:
        return client.post(f"/{language}/account/login/", {"login": login, "password": password}, **extra)

    return post
