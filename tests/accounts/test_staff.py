"""Staff sign in where everybody does, with a second factor, within limits no header can dodge."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import LazySettings
from django.test import Client, RequestFactory
from wagtail.users.models import UserProfile

from accounts.models import User
from core.client_address import UNKNOWN, client_address
from tests.accounts.conftest import is_in


@pytest.mark.parametrize("login", ["editor", "editor@example.org"])
def test_staff_come_in_by_name_or_address(editor: User, client: Client, login: str) -> None:
    form = {"username": login, "password": "editor", "next": "/admin/pages/"}
    assert client.post("/admin/login/", form).headers["Location"] == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


def test_staff_may_come_in_where_visitors_do(editor: User, client: Client) -> None:
    form = {"login": "editor", "password": "editor", "next": "/admin/"}
    assert client.post("/ru/account/login/", form).headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(("language", "words"), [("ru", "Вход для сотрудников"), ("en", "Sign in for staff")])
def test_the_entrance_speaks_the_language_of_the_browser(db: None, client: Client, language: str, words: str) -> None:
    page = client.get("/admin/", follow=True, headers={"accept-language": language}).content.decode()
    assert words in page
    assert 'name="username"' in page


def test_a_wrong_password_is_told_and_the_name_kept(editor: User, client: Client) -> None:
    response = client.post(
        "/admin/login/", {"username": "editor", "password": "wrong"}, headers={"accept-language": "en"}
    )
    assert 'value="editor"' in response.content.decode()
    assert "E-mail and password do not match. Check the keyboard layout and try again." in response.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(editor: User, client: Client, wanted: str) -> None:
    entrance = client.post("/admin/login/", {"username": "editor", "password": "editor", "next": wanted})
    assert entrance.headers["Location"] == "/admin/"
    assert client.get("/admin/login/", {"next": wanted}).headers["Location"] == "/admin/"


def test_guessing_at_the_entrance_of_staff_is_ended(editor: User, client: Client) -> None:
    answers = [client.post("/admin/login/", {"username": "editor", "password": f"guess {n}"}) for n in range(12)]
    assert any("Слишком много" in answer.content.decode() for answer in answers)
    assert not is_in(client)


@pytest.mark.parametrize(("language", "words"), [("ru", "Админка вам не открыта"), ("en", "not open to you")])
def test_a_visitor_is_told_that_the_admin_is_not_open(visitor_client: Client, language: str, words: str) -> None:
    response = visitor_client.get("/admin/", follow=True, headers={"accept-language": language})
    assert response.status_code == 403
    assert words in response.content.decode()


@pytest.mark.parametrize(("language", "words"), [("ru", "входом в два шага"), ("en", "two-step sign-in")])
def test_where_a_second_factor_is_required_nobody_enters_without(
    editor: User, client: Client, settings: LazySettings, language: str, words: str
) -> None:
    settings.STAFF_SECOND_FACTOR = "required"
    UserProfile.objects.filter(user=editor).update(preferred_language=language)
    client.post("/ru/account/login/", {"login": "editor", "password": "editor"})
    refused = client.get("/admin/pages/")
    assert refused.headers["Location"] == f"/{language}/account/2fa/"
    assert words in client.get(refused.headers["Location"]).content.decode()


def test_who_has_a_second_factor_is_asked_for_it(editor: User, client: Client, settings: LazySettings) -> None:
    settings.STAFF_SECOND_FACTOR = "required"
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(editor, secret)
    asked = client.post("/admin/login/", {"username": "editor", "password": "editor", "next": "/admin/"})
    assert "2fa/authenticate" in asked.headers["Location"]
    assert not is_in(client)
    assert "Код не подходит" in client.post("/ru/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    client.post("/ru/account/2fa/authenticate/", {"code": code})
    assert is_in(client)
    assert client.get("/admin/").status_code == 200
    last = Authenticator.objects.get(user=editor, type=Authenticator.Type.TOTP)
    assert not get_adapter().can_delete_authenticator(last)


def test_the_square_code_is_drawn_in_the_page(editor: User, client: Client) -> None:
    client.post("/ru/account/login/", {"login": "editor", "password": "editor"})
    form = {"password": "editor", "next": "/ru/account/2fa/totp/activate/"}
    page = client.post("/ru/account/reauthenticate/", form, follow=True).content.decode()
    assert "<svg" in page
    assert "data:image" not in page
    assert "style=" not in page.partition("<main")[2].partition("</main>")[0]


def test_bad_passwords_run_into_a_limit_that_no_header_dodges(
    visitor: User, sign_in: Callable[..., Any], settings: LazySettings
) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    for number in range(12):
        page = sign_in(
            Client(), f"nobody{number}@example.org", "wrong", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 203.0.113.7"
        ).content.decode()
    assert "Слишком много попыток" in page
    elsewhere = sign_in(Client(), "vera@example.org", HTTP_X_FORWARDED_FOR="203.0.113.7, 203.0.113.8")
    assert elsewhere.status_code == 302


@pytest.mark.parametrize(
    ("count", "forwarded", "peer", "address"),
    [
        (0, "1.2.3.4", "203.0.113.1", "203.0.113.1"),
        (1, "1.2.3.4, 5.6.7.8", "127.0.0.1", "5.6.7.8"),
        (2, "1.2.3.4, 5.6.7.8, 9.9.9.9", "127.0.0.1", "5.6.7.8"),
        (2, "1.2.3.4", "203.0.113.1", "203.0.113.1"),
        (1, "", "", UNKNOWN),
        (1, "nonsense", "203.0.113.1", UNKNOWN),
        (0, "", "", UNKNOWN),
        (1, "[2001:db8::1]:4711", "", "2001:db8::1"),
        (1, "5.6.7.8:4711", "", "5.6.7.8"),
    ],
)
def test_the_address_counted_by_is_the_one_our_proxy_saw(
    settings: LazySettings, count: int, forwarded: str, peer: str, address: str
) -> None:
    settings.TRUSTED_PROXY_COUNT = count
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded, REMOTE_ADDR=peer)
    assert client_address(request) == address


def test_an_empty_address_of_a_socket_lets_people_in(
    visitor: User, client: Client, sign_in: Callable[..., Any]
) -> None:
    assert sign_in(client, "vera@example.org", REMOTE_ADDR="").status_code == 302


def test_the_list_of_users_shows_no_visitors(visitor: User, admin_client: Client) -> None:
    page = admin_client.get("/admin/users/").content.decode()
    assert "admin" in page
    assert "vera@example.org" not in page
    assert "vera@example.org" not in admin_client.get("/admin/users/?q=vera").content.decode()


def test_editors_see_no_users(editor_client: Client) -> None:
    assert editor_client.get("/admin/users/").status_code == 302
