"""Consent, taking one's data along, leaving and coming back."""

import html
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from bs4 import BeautifulSoup
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.consent import consents_of, has_consented, record_consent, withdraw
from accounts.leaving import erase_due
from accounts.models import ConsentDocument, ConsentRecord, Letter, SavedItem, Subscription, User
from accounts.personal_data import forget_ended_sessions
from core.models import BasePage
from pages.models import Message
from press.models import AccreditationRequest
from tests.accounts.conftest import PASSWORD
from tests.articles.factories import make_article

Trees = dict[str, BasePage]
HELD = {
    "title_ru": "Согласие",
    "title_en": "Consent",
    "text_ru": "<p>Мы храним почту.</p>",
    "text_en": "<p>E-mail.</p>",
}


def document(version: int, **values: Any) -> ConsentDocument:
    return ConsentDocument.objects.create(version=version, **{**HELD, "published_at": timezone.now(), **values})


def signed_in_by_form(login: str = "vera@example.org", password: str = PASSWORD) -> Client:
    """A browser that has signed in and given the password once more, as dangerous pages ask."""
    client = Client()
    client.post("/ru/account/login/", {"login": login, "password": password})
    client.post("/ru/account/reauthenticate/", {"password": password, "next": "/ru/account/data/"})
    return client


def test_a_new_version_is_asked_for_anew(visitor: User, visitor_client: Client) -> None:
    document(1)
    record_consent("account", "ru", user=visitor)
    assert visitor_client.get("/ru/account/profile/").status_code == 200
    document(2)
    document(3, published_at=None)
    asked = visitor_client.get("/ru/account/profile/")
    assert asked.headers["Location"] == "/ru/account/consent/?next=%2Fru%2Faccount%2Fprofile%2F"
    page = visitor_client.get(asked.headers["Location"]).content.decode()
    assert "храним" in page
    agreed = visitor_client.post("/ru/account/consent/", {"action": "agree", "next": "/ru/account/profile/"})
    assert agreed.headers["Location"] == "/ru/account/profile/"
    assert visitor_client.get("/ru/account/profile/").status_code == 200
    assert [record.document.version for record in consents_of(user=visitor)] == [2, 1]


@pytest.mark.parametrize(
    ("language", "changed", "withdrawn", "first"),
    [
        ("ru", "изменился", "Вы отозвали согласие", "Прочитайте документ о персональных данных и скажите"),
        ("en", "has changed", "You have withdrawn your consent", "Read the document about personal data and say"),
    ],
)
def test_the_page_that_asks_says_why(
    visitor: User, visitor_client: Client, language: str, changed: str, withdrawn: str, first: str
) -> None:
    document(1)
    address = f"/{language}/account/consent/"

    def shown() -> list[bool]:
        page = html.unescape(visitor_client.get(address).content.decode()).replace("\u00a0", " ")
        return [words in page for words in (changed, withdrawn, first)]

    assert shown() == [False, False, True]
    record_consent("account", language, user=visitor)
    assert shown() == [False, False, False]
    withdraw(user=visitor)
    assert shown() == [False, True, False]
    document(2)
    assert shown() == [True, False, False]


@pytest.mark.parametrize(
    ("language", "day"), [("ru", "действует с 2 марта 2026"), ("en", "in force from 2 March 2026")]
)
def test_the_document_is_dated_by_the_clock_of_the_site(site: Any, client: Client, language: str, day: str) -> None:
    document(1, published_at=datetime(2026, 3, 1, 22, tzinfo=UTC))
    page = client.get(f"/{language}/account/consent/document/").content.decode()
    assert day in html.unescape(page).replace("\u00a0", " ")


def test_each_saved_page_has_a_list_of_its_own(visitor: User, news: Trees) -> None:
    for title in ("Мост", "Причал"):
        SavedItem.objects.create(user=visitor, translation_key=make_article(news["ru"], title).translation_key)
    page = BeautifulSoup(signed_in_by_form().get("/ru/account/data/").content, "html.parser")
    saved = next(panel for panel in page.select(".panel") if panel.h2.get_text() == "Сохранено")
    assert [[row.get_text() for row in one.select("dt")] for one in saved.select("dl")] == [
        ["Название", "Адрес", "Когда сохранено"]
    ] * 2


def test_nothing_is_kept_of_a_session_that_is_over(visitor: User) -> None:
    left, stays, expired = (signed_in_by_form() for _browser in range(3))
    keys = {name: browser.session.session_key for name, browser in (("stays", stays), ("expired", expired))}
    left.post("/ru/account/logout/")
    Session.objects.filter(session_key=keys["expired"]).update(expire_date=timezone.now() - timedelta(minutes=1))
    forget_ended_sessions()
    assert [noted.session_key for noted in UserSession.objects.all()] == [keys["stays"]]


def test_a_copy_is_a_draft_under_the_next_number(admin_client: Client) -> None:
    held = document(7)
    address = reverse("wagtailsnippets_accounts_consentdocument:copy", args=[held.pk])
    copy = BeautifulSoup(admin_client.get(address).content, "html.parser")
    assert copy.find("input", attrs={"name": "version"})["value"] == "8"
    assert not copy.find("input", attrs={"name": "published_at"}).get("value")
    assert copy.find("input", attrs={"name": "title_en"})["value"] == "Consent"
    fresh = admin_client.get(reverse("wagtailsnippets_accounts_consentdocument:add")).content
    assert BeautifulSoup(fresh, "html.parser").find("input", attrs={"name": "version"})["value"] == "8"


def test_what_is_saved_before_agreeing_anew_is_saved_after_it(
    visitor: User, visitor_client: Client, news: Trees
) -> None:
    document(1)
    record_consent("account", "ru", user=visitor)
    document(2)
    article = make_article(news["ru"], "Мост открыт")
    form = {"key": str(article.translation_key), "next": article.get_url()}
    here = {"HTTP_SEC_FETCH_SITE": "same-origin"}
    told = visitor_client.get("/ru/account/state/").json()
    assert told["isSignedIn"]
    assert not told["canFollow"]
    asked = visitor_client.post("/ru/account/saved/change/", form, HTTP_ACCEPT="application/json", **here)
    assert asked.status_code == 403
    asked = visitor_client.post("/ru/account/saved/change/", form, **here)
    assert asked.headers["Location"].startswith("/ru/account/consent/?next=%2Fru%2Fnovosti%2F")
    assert not SavedItem.objects.exists()
    agreed = visitor_client.post(asked.headers["Location"], {"action": "agree", "next": article.get_url()})
    assert agreed.headers["Location"] == article.get_url()
    assert SavedItem.objects.get().translation_key == article.translation_key
    document(3)
    visitor_client.post("/ru/account/saved/change/", {**form, "action": "remove"}, **here)
    assert not SavedItem.objects.exists()  # to keep less, nobody has to agree to anything


def test_consent_is_logged_without_the_address_and_can_be_withdrawn(site: Any) -> None:
    document(1)
    record = record_consent("accreditation", "en", email="Press@Example.org")
    assert record is not None
    assert record_consent("accreditation", "en", email="press@example.org") == record
    assert "example" not in str(vars(record))
    assert withdraw(email="press@example.org", purpose="accreditation") == 1
    assert consents_of(email="press@example.org").get().withdrawn_at is not None


def test_registering_records_consent(site: Any, client: Client) -> None:
    document(1)
    form = {"name": "", "email": "vera@example.org", "password1": PASSWORD, "agrees": "on"}
    assert 'href="/ru/account/consent/document/"' in client.get("/ru/account/signup/").content.decode()
    client.post("/ru/account/signup/", form)
    assert has_consented(User.objects.get())


@pytest.mark.parametrize(("language", "words"), [("ru", "храним"), ("en", "E-mail.")])
def test_anybody_can_read_the_document(site: Any, client: Client, language: str, words: str) -> None:
    assert client.get(f"/{language}/account/consent/document/").status_code == 404
    document(1)
    assert words in client.get(f"/{language}/account/consent/document/").content.decode()


def test_everything_can_be_taken_along(visitor: User, news: Trees) -> None:
    key = make_article(news["ru"], "Мост открыт").translation_key
    make_article(news["en"], "The bridge is open", translation_key=key)
    SavedItem.objects.create(user=visitor, translation_key=key)
    client = signed_in_by_form()
    content = json.loads(client.get("/ru/account/data/my-data.json").content)
    assert content["profile"]["email"] == "vera@example.org"
    assert content["saved"][0]["title"] == "Мост открыт"
    page = client.get("/ru/account/data/").content.decode()
    assert "Мост открыт" in page
    assert PASSWORD not in page
    in_english = client.get("/en/account/data/").content.decode()
    assert "The bridge is open" in in_english
    assert "Мост открыт" not in in_english


def test_leaving_is_at_once_and_can_be_undone(visitor: User, letters: list[EmailMultiAlternatives]) -> None:
    other, client = signed_in_by_form(), signed_in_by_form()
    page = client.post("/ru/account/leave/").content.decode()
    assert "Кабинет скрыт" in page
    assert letters[0].subject == "Ваш кабинет будет удалён"
    assert not get_user(other).is_authenticated  # ty: ignore[invalid-argument-type]
    back = signed_in_by_form()
    assert back.get("/ru/account/saved/").headers["Location"] == "/ru/account/restore/"
    assert erase_due(timezone.now() + timedelta(days=13)) == 0
    back.post("/ru/account/restore/")
    assert back.get("/ru/account/saved/").status_code == 200
    assert erase_due(timezone.now() + timedelta(days=15)) == 0


def test_after_fourteen_days_nothing_is_left(visitor: User, news: Trees) -> None:
    document(1)
    record_consent("account", "ru", user=visitor)
    record_consent("letters", "ru", email=visitor.email)
    Subscription.objects.create(email=visitor.email)
    Letter.objects.create(to=visitor.email, subject="ждёт", text="письмо")
    SavedItem.objects.create(user=visitor, translation_key=make_article(news["ru"]).translation_key)
    signed_in_by_form().post("/ru/account/leave/")
    assert erase_due(timezone.now() + timedelta(days=14, minutes=1)) == 1
    for model in (User, SavedItem, Subscription, Letter, ConsentRecord):
        assert not model.objects.exists(), model
    assert erase_due(timezone.now() + timedelta(days=20)) == 0


def test_staff_cannot_delete_themselves(editor_client: Client, editor: User) -> None:
    client = signed_in_by_form("editor", "editor")
    assert "администратор" in client.post("/ru/account/leave/").content.decode()
    assert not User.objects.get(pk=editor.pk).is_leaving


def sent_from(email: str) -> None:
    """A message to the centre and a request for accreditation."""
    Message.objects.create(name="Вера", email=email, subject="access", text=f"Есть ли пандус? {email}", language="ru")
    AccreditationRequest.objects.create(
        event_title="Город у воды", name="Вера", email=email, outlet="Речная газета", language="ru"
    )


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("ru", ("Сообщения центру", "Заявки на аккредитацию", "Издание", "Доступная среда")),
        ("en", ("Messages to the centre", "Accreditation requests", "Media outlet", "Accessibility")),
    ],
)
def test_what_was_sent_from_a_confirmed_address_is_shown(
    visitor: User, language: str, headings: tuple[str, ...]
) -> None:
    sent_from("Vera@example.org")
    sent_from("other@example.org")
    EmailAddress.objects.create(user=visitor, email="other@example.org", verified=False)
    client = signed_in_by_form()
    content = json.loads(client.get(f"/{language}/account/data/my-data.json").content)
    assert [item["email"] for item in content["messages"]] == ["Vera@example.org"]
    assert [item["outlet"] for item in content["accreditation"]] == ["Речная газета"]
    page = client.get(f"/{language}/account/data/").content.decode()
    for words in headings:
        assert words in page
    assert "пандус? other" not in page


def test_what_was_sent_goes_with_the_account_and_nobody_elses(visitor: User) -> None:
    sent_from("Vera@example.org")
    sent_from("other@example.org")
    Subscription.objects.create(email="other@example.org")
    EmailAddress.objects.create(user=visitor, email="other@example.org", verified=False)
    signed_in_by_form().post("/ru/account/leave/")
    assert erase_due(timezone.now() + timedelta(days=15)) == 1
    assert [message.email for message in Message.objects.all()] == ["other@example.org"]
    assert [request.email for request in AccreditationRequest.objects.all()] == ["other@example.org"]
    assert Subscription.objects.filter(email="other@example.org").exists()
