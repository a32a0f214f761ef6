"""Registering, signing in, recovering, signing out; in both languages."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import translation

from accounts.models import User
from tests.accounts.conftest import PASSWORD, address_in, code_in, is_in

Letters = list[EmailMultiAlternatives]
FORM = {"name": "Вера", "email": "vera@example.org", "password1": PASSWORD, "agrees": "on"}


@pytest.mark.parametrize(
    ("language", "subject", "heading"),
    [("ru", "Ваш код подтверждения", "Введите код"), ("en", "Your confirmation code", "Enter the code")],
)
def test_a_visitor_registers_with_the_code_of_a_letter(
    site: Any, client: Client, letters: Letters, language: str, subject: str, heading: str
) -> None:
    response = client.post(f"/{language}/account/signup/", FORM, follow=True)
    assert heading in response.content.decode()
    assert not is_in(client)
    [letter] = letters
    assert letter.subject.startswith(subject)
    assert letter.alternatives[0][1] == "text/html"
    assert code_in(letter) in str(letter.alternatives[0][0])
    client.post(f"/{language}/account/confirm-email/", {"code": code_in(letter)})
    assert is_in(client)
    user = User.objects.get()
    assert (user.email, user.first_name, user.language) == ("vera@example.org", "Вера", language)


def test_an_address_that_has_an_account_gets_the_same_page_and_another_letter(
    visitor: User, client: Client, letters: Letters
) -> None:
    known = client.post("/ru/account/signup/", FORM, follow=True)
    [letter] = letters
    unknown = Client().post("/ru/account/signup/", {**FORM, "email": "nobody@example.org"}, follow=True)
    assert letter.subject == "У вас уже есть кабинет"
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content.decode().count("Введите код") == unknown.content.decode().count("Введите код") > 0
    assert User.objects.filter(email="vera@example.org").count() == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"agrees": ""}, "Без вашего согласия"),
        ({"password1": "короткий"}, "10"),
        ({"email": "no address"}, "адрес"),
        ({"email": "a" * 300 + "@example.org"}, "254"),
    ],
)
def test_a_form_that_is_not_right_says_why_and_keeps_what_was_typed(
    site: Any, client: Client, change: dict[str, str], message: str
) -> None:
    response = client.post("/ru/account/signup/", {**FORM, **change})
    page = response.content.decode()
    assert message in page
    assert 'value="Вера"' in page
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("language", "error"),
    [("ru", "Почта и пароль не совпадают."), ("en", "E-mail and password do not match.")],
)
@pytest.mark.parametrize("login", ["vera@example.org", "nobody@example.org", "nobody", "a" * 254, "' OR 1=1 --"])
def test_a_wrong_password_and_an_unknown_address_are_answered_alike(
    visitor: User, client: Client, sign_in: Callable[..., Any], language: str, error: str, login: str
) -> None:
    response = sign_in(client, login, "wrong password", language)
    assert response.status_code == 200
    assert error in response.content.decode()
    assert not is_in(client)


def test_a_visitor_signs_in_and_out(visitor: User, client: Client, sign_in: Callable[..., Any]) -> None:
    assert sign_in(client, "Vera@Example.org").status_code == 302
    assert is_in(client)
    assert client.get("/ru/account/", follow=True).status_code == 200
    assert "signed-in" in client.cookies
    client.post("/ru/account/logout/")
    assert not is_in(client)
    client.get("/ru/account/login/")
    assert client.cookies["signed-in"].value == ""


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_button_of_the_account_signs_out_in_a_browser_that_checks_forms(visitor: User, language: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(visitor)
    page = strict.get(f"/{language}/account/saved/").content.decode()
    form = re.search(rf'action="/{language}/account/logout/" method="post">.*?value="(\w+)"', page)
    assert form
    answer = strict.post(f"/{language}/account/logout/", {"csrfmiddlewaretoken": form[1]})
    assert answer.headers["Location"] == f"/{language}/"
    assert not is_in(strict)


@pytest.mark.parametrize(("language", "subject"), [("ru", "Ваш код для входа"), ("en", "Your sign-in code")])
def test_a_visitor_signs_in_with_the_code_of_a_letter(
    visitor: User, client: Client, letters: Letters, language: str, subject: str
) -> None:
    client.post(f"/{language}/account/login/code/", {"email": "vera@example.org"})
    [letter] = letters
    assert letter.subject.startswith(subject)
    wrong = client.post(f"/{language}/account/login/code/confirm/", {"code": "XXXX-XXXX"})
    assert wrong.status_code == 200
    client.post(f"/{language}/account/login/code/confirm/", {"code": code_in(letter)})
    assert is_in(client)


def test_an_unknown_address_that_wants_a_code_sees_the_same_page(visitor: User, letters: Letters) -> None:
    pages = []
    for email in ("vera@example.org", "nobody@example.org"):
        response = Client().post("/ru/account/login/code/", {"email": email}, follow=True)
        pages.append((response.redirect_chain, response.status_code, "Введите код" in response.content.decode()))
    assert pages[0] == pages[1]
    assert [letter.to for letter in letters] == [["vera@example.org"], ["nobody@example.org"]]
    assert "нет" in letters[1].subject


@pytest.mark.parametrize(("language", "subject"), [("ru", "Новый пароль"), ("en", "A new password")])
def test_a_forgotten_password_is_replaced_by_the_link_of_a_letter(
    visitor: User, client: Client, letters: Letters, sign_in: Callable[..., Any], language: str, subject: str
) -> None:
    client.post(f"/{language}/account/password/reset/", {"email": "vera@example.org"})
    assert letters[0].subject.startswith(subject)
    address = address_in(letters[0], "password/reset/key")
    page = client.get(address, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "another quiet boat"})
    assert sign_in(Client(), "vera@example.org").status_code == 200
    assert sign_in(Client(), "vera@example.org", "another quiet boat").status_code == 302
    used = Client().get(address, follow=True).content.decode()
    with translation.override(language):
        assert translation.gettext("This link no longer works") in used


def test_recovery_answers_alike_whether_the_address_is_known_or_not(visitor: User, letters: Letters) -> None:
    pages = []
    for email in ("vera@example.org", "nobody@example.org"):
        response = Client().post("/ru/account/password/reset/", {"email": email}, follow=True)
        page = response.content.decode()
        pages.append((response.redirect_chain, "Если такая почта у нас есть, письмо уже в пути." in page))
    assert pages[0] == pages[1]
    assert pages[0][1]
    assert len(letters) == 2


@pytest.mark.parametrize("key", ["1-set-password", "1-aaaaaa-bbbbbbbbbbbbbbbb", "zzzzzzzzzzzzzzzzzzzz-x", "0-0-0"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_altered_link_gets_a_page_that_says_so(site: Any, client: Client, key: str, language: str) -> None:
    response = client.get(f"/{language}/account/password/reset/key/{key}/", follow=True)
    assert response.status_code == 200
    with translation.override(language):
        assert translation.gettext("This link no longer works") in response.content.decode()


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "\t//x.y",
    ],
)
def test_signing_in_leads_nowhere_else(visitor: User, client: Client, sign_in: Callable[..., Any], target: str) -> None:
    client.post("/ru/account/login/", {"login": "vera@example.org", "password": PASSWORD, "next": target})
    response = Client().post("/ru/account/login/", {"login": "vera@example.org", "password": PASSWORD, "next": target})
    assert response.status_code == 400 or response.headers["Location"].startswith("/ru/account/")


def test_signing_in_leads_back_to_the_page(visitor: User, client: Client) -> None:
    form = {"login": "vera@example.org", "password": PASSWORD, "next": "/ru/novosti/"}
    assert client.post("/ru/account/login/", form).headers["Location"] == "/ru/novosti/"


@pytest.mark.parametrize(("language", "name"), [("ru", "Электронная почта"), ("en", "E-mail")])
@pytest.mark.parametrize("path", ["login/", "signup/", "password/reset/", "login/code/"])
def test_an_address_is_called_the_same_everywhere(
    site: Any, client: Client, language: str, name: str, path: str
) -> None:
    assert f">{name}</label>" in client.get(f"/{language}/account/{path}").content.decode()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    "path",
    ["login/?next=/ru/", "signup/?next=/ru/", "password/reset/", "password/reset/done/", "login/code/", "inactive/"],
)
def test_pages_for_guests_are_kept_by_nobody_and_found_by_no_engine(
    site: Any, client: Client, language: str, path: str
) -> None:
    response = client.get(f"/{language}/account/{path}")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.content.decode()
