"""A guest becomes a visitor: saves, registers, follows, is written to, takes the data along, leaves."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts import digests
from accounts.models import Subscription, User
from core.models import BasePage
from tests.articles.factories import make_article, make_topic
from tests.browser.mail_sink import MailSink, mail_sink
from tests.browser.test_accessibility import ALL_RULES, complaints
from tests.events import factories

Trees = dict[str, BasePage]
PASSWORD = "three quiet boats"
WORDS = {
    "ru": {
        "save": "Сохранить",
        "register": "Регистрация",
        "name": "Как к вам обращаться",
        "email": "Электронная почта",
        "password": "Пароль",
        "agree": "Я согласен на обработку моих персональных данных",
        "create": "Создать кабинет",
        "code": "Код",
        "confirm": "Подтвердить",
        "follow": "Следить",
        "data": "Мои данные",
        "download": "Скачать (JSON)",
        "delete": "Удалить кабинет",
        "gone": "Кабинет скрыт",
    },
    "en": {
        "save": "Save",
        "register": "Registration",
        "name": "What should we call you",
        "email": "E-mail",
        "password": "Password",
        "agree": "I agree to the processing of my personal data",
        "create": "Create account",
        "code": "Code",
        "confirm": "Confirm",
        "follow": "Follow",
        "data": "My data",
        "download": "Download (JSON)",
        "delete": "Delete the account",
        "gone": "The account is out of sight",
    },
}
TITLES = {"ru": ("Мост открыт", "Город у воды"), "en": ("The bridge is open", "Waterfront Towns")}


def check(page: Page) -> None:
    """Fail on anything axe finds, once the page has its styles."""
    page.wait_for_load_state("load")
    assert complaints(page, ALL_RULES) == []


@pytest.fixture
def sink(settings: LazySettings) -> Iterator[MailSink]:
    """A mail server that the site writes to."""
    with mail_sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 20
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server


def save(page: Page, words: dict[str, str]) -> None:
    """Press the button that saves a page in this browser, once the page has its scripts."""
    button = page.locator("button[aria-pressed=false]", has_text=words["save"])
    button.click()
    expect(page.get_by_role("button", name=words["save"], exact=True)).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_guest_becomes_a_visitor_and_leaves(
    open_page: Callable[..., Page], sink: MailSink, news: Trees, whats_on: Trees, language: str
) -> None:
    words, other = WORDS[language], "en" if language == "ru" else "ru"
    article_title, event_title = TITLES[language]
    topic = make_topic()
    article = make_article(news[language], article_title, topics=[topic], published_at=timezone.now())
    event = factories.event(whats_on)
    factories.occurrence(event, timezone.localdate() + timedelta(days=5))
    event_page = type(event).objects.get(translation_key=event.translation_key, locale__language_code=language)

    page = open_page(article.get_url())
    save(page, words)
    page.goto(event_page.get_url())
    save(page, words)

    page.goto(f"/{language}/account/saved/")
    expect(page.get_by_role("link", name=article_title)).to_be_visible()
    check(page)
    page.get_by_role("link", name=words["register"], exact=True).click()
    check(page)
    page.get_by_label(words["name"]).fill("Вера")
    page.locator("main").get_by_label(words["email"]).fill("vera@example.org")
    page.get_by_label(words["password"]).fill(PASSWORD)
    page.get_by_label(words["agree"]).check()
    page.get_by_role("button", name=words["create"]).click()
    check(page)
    code = re.search(r"^ {4}(\S+)$", sink.text_of_last(), re.MULTILINE)
    assert code
    page.get_by_label(re.compile(words["code"])).first.fill(code[1])
    page.get_by_role("button", name=words["confirm"], exact=True).click()
    expect(page.get_by_role("link", name=article_title)).to_be_visible()
    expect(page.get_by_role("link", name=event_title)).to_be_visible()
    check(page)

    page.goto(article.get_url())
    follow = page.locator(".tools").get_by_role("button", name=words["follow"])
    follow.click()
    expect(follow).to_have_attribute("aria-pressed", "true")
    check(page)
    Subscription.objects.update(confirmed_at=timezone.now() - timedelta(days=1), rhythm="daily")
    digests.make(Subscription.objects.get().pk, "today", timezone.now())
    assert article_title in sink.text_of_last()
    assert sink.letters[-1]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    page.goto(f"/{language}/account/profile/")
    check(page)
    page.locator(".lang").get_by_role("link", name=re.compile(other.upper())).click()
    expect(page).to_have_url(re.compile(f"/{other}/account/profile/"))
    page.goto(f"/{language}/account/data/")
    check(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=words["download"]).click()
    assert json.loads(Path(download.value.path()).read_text())["profile"]["email"] == "vera@example.org"

    page.get_by_role("link", name=words["delete"]).click()
    page.locator("main").get_by_label(words["password"]).fill(PASSWORD)
    page.locator("main").get_by_role("button", name=words["confirm"]).click()
    check(page)
    page.locator("main").get_by_role("button", name=words["delete"]).click()
    expect(page.get_by_role("heading", name=words["gone"])).to_be_visible()
    assert User.objects.get().is_leaving
