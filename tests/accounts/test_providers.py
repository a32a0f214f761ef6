"""Signing in with VK ID, Yandex ID, Mail.ru, Odnoklassniki: against a stand-in of their endpoints on this machine."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.mailru.views import MailRuOAuth2Adapter
from allauth.socialaccount.providers.odnoklassniki.views import OdnoklassnikiOAuth2Adapter
from allauth.socialaccount.providers.vk.views import VKOAuth2Adapter
from allauth.socialaccount.providers.yandex.views import YandexOAuth2Adapter
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import translation

from accounts.models import User
from tests.accounts.conftest import code_in, is_in

ADAPTERS = {
    "vk": VKOAuth2Adapter,
    "yandex": YandexOAuth2Adapter,
    "mailru": MailRuOAuth2Adapter,
    "odnoklassniki": OdnoklassnikiOAuth2Adapter,
}
PROFILES: dict[str, Any] = {
    "vk": {"user": {"user_id": "7", "first_name": "Вера", "last_name": "Л.", "email": "vera@example.org"}},
    "yandex": {"id": "7", "first_name": "Вера", "default_email": "vera@example.org"},
    "mailru": [{"uid": "7", "first_name": "Вера", "email": "vera@example.org"}],
    "odnoklassniki": {"uid": "7", "first_name": "Вера", "email": "vera@example.org"},
}
TOKEN = {"access_token": "token", "x_mailru_vid": "7", "expires_in": "3600"}


@dataclass
class StandIn:
    """What the stand-in answers, and to which addresses it was asked."""

    url: str = ""
    token: tuple[int, str] = (200, json.dumps(TOKEN))
    profile: tuple[int, str] = (200, "{}")
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A provider on this machine in place of all four."""
    answers = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answers.asked.append(self.path)
            status, body = answers.token if self.path.startswith("/token") else answers.profile
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_POST = answer  # noqa: N815

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    answers.url = f"http://127.0.0.1:{server.server_port}"
    for adapter in ADAPTERS.values():
        monkeypatch.setattr(adapter, "access_token_url", f"{answers.url}/token")
        monkeypatch.setattr(adapter, "profile_url", f"{answers.url}/profile")
        monkeypatch.setattr(adapter, "authorize_url", f"{answers.url}/authorize")
    yield answers
    server.shutdown()
    server.server_close()


def come_back(client: Client, provider: str, language: str = "ru", **changes: str) -> Any:
    """Start at the button, and come back from the provider as a browser does."""
    sent = client.post(f"/{language}/account/{provider}/login/")
    state = parse_qs(urlsplit(sent.headers["Location"]).query)["state"][0]
    query = {"code": "code", "state": state, "device_id": "device", **changes}
    return client.get(f"/{language}/account/{provider}/login/callback/", query, follow=True)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_configured_provider_has_its_button(site: Any, client: Client, language: str) -> None:
    page = client.get(f"/{language}/account/login/").content.decode()
    for provider in ADAPTERS:
        assert f'action="/{language}/account/{provider}/login/' in page
    assert ("Одноклассники" if language == "ru" else "Odnoklassniki") in page


@pytest.mark.parametrize("provider", ADAPTERS)
def test_a_new_visitor_comes_with_a_provider_and_confirms_the_address(
    site: Any, client: Client, stand_in: StandIn, letters: list[EmailMultiAlternatives], provider: str
) -> None:
    stand_in.profile = (200, json.dumps(PROFILES[provider]))
    page = come_back(client, provider).content.decode()
    assert 'value="vera@example.org"' in page
    assert not is_in(client)
    form = {"email": "vera@example.org", "name": "Вера", "agrees": "on"}
    client.post("/ru/account/3rdparty/signup/", form)
    assert not is_in(client)  # no provider's word about an address is believed
    client.post("/ru/account/confirm-email/", {"code": code_in(letters[-1])})
    assert is_in(client)
    again = Client()
    come_back(again, provider)
    assert is_in(again)


@pytest.mark.parametrize("provider", ADAPTERS)
def test_a_providers_address_opens_nobody_elses_account(
    visitor: User, client: Client, stand_in: StandIn, letters: list[EmailMultiAlternatives], provider: str
) -> None:
    stand_in.profile = (200, json.dumps(PROFILES[provider]))
    come_back(client, provider)
    client.post("/ru/account/3rdparty/signup/", {"email": visitor.email, "name": "", "agrees": "on"}, follow=True)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert EmailAddress.objects.filter(email=visitor.email).count() == 1
    assert letters[-1].subject == "У вас уже есть кабинет"


@pytest.mark.parametrize("provider", ADAPTERS)
def test_a_provider_that_gives_no_address_is_asked_no_more(
    site: Any, client: Client, stand_in: StandIn, provider: str
) -> None:
    profile = json.loads(json.dumps(PROFILES[provider]).replace("vera@example.org", ""))
    stand_in.profile = (200, json.dumps(profile))
    page = come_back(client, provider)
    assert page.status_code == 200
    assert 'name="email"' in page.content.decode()


@pytest.mark.parametrize(
    "profile",
    [(500, "oops"), (200, "not json"), (200, "[]"), (200, "{}"), (200, "null"), (200, '{"error": "x"}'), (302, "")],
)
@pytest.mark.parametrize("provider", ADAPTERS)
def test_a_provider_that_answers_nonsense_gets_a_page_in_words(
    site: Any, client: Client, stand_in: StandIn, provider: str, profile: tuple[int, str]
) -> None:
    stand_in.profile = profile
    response = come_back(client, provider)
    assert response.status_code in {200, 400, 401}
    assert "Не получилось войти" in response.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("token", [(400, '{"error": "invalid_grant"}'), (200, "{}"), (200, ""), (500, "<html>")])
@pytest.mark.parametrize("provider", ADAPTERS)
def test_a_token_that_does_not_come_is_told_in_words(
    site: Any, client: Client, stand_in: StandIn, provider: str, token: tuple[int, str]
) -> None:
    stand_in.token = token
    response = come_back(client, provider, "en")
    assert response.status_code in {200, 400, 401}
    assert "It did not work" in response.content.decode()


@pytest.mark.parametrize("provider", ADAPTERS)
@pytest.mark.parametrize(
    "query", [{}, {"code": "x"}, {"code": "x", "state": "forged"}, {"error": "server_error"}, {"state": "x" * 9000}]
)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_forged_callback_is_told_in_words(
    site: Any, client: Client, stand_in: StandIn, provider: str, query: dict[str, str], language: str
) -> None:
    response = client.get(f"/{language}/account/{provider}/login/callback/", query, follow=True)
    assert response.status_code in {200, 400, 401}
    with translation.override(language):
        assert translation.gettext("It did not work") in response.content.decode()
    assert stand_in.asked == []
    assert not is_in(client)


def test_who_changes_their_mind_at_the_provider_is_led_back(site: Any, client: Client, stand_in: StandIn) -> None:
    page = come_back(client, "yandex", error="access_denied", code="")
    assert "Вы передумали" in page.content.decode()
