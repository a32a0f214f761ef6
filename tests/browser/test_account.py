"""A guest becomes a visitor: saves, registers, follows, is written to, takes the data along, leaves."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts import digests
from accounts.models import Subscription, User
from core.models import BasePage
from tests.articles.factories import make_article, make_topic
from tests.browser.test_accessibility import ALL_RULES, complaints
from tests.events import factories

Trees = dict[str, BasePage]
PASSWORD = "three quiet boats"
WORDS = {
    "ru": {
        "save": "Сохранить",
        "saved": "Сохранено",
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
        "saved": "Saved",
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


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_guest_becomes_a_visitor_and_leaves(
    open_page: Callable[..., Page], news: Trees, whats_on: Trees, language: str
) -> None:
    words, other = WORDS[language], "en" if language == "ru" else "ru"
    article_title, event_title = TITLES[language]
    topic = make_topic()
    article = make_article(news[language], article_title, topics=[topic], published_at=timezone.now())
    event = factories.event(whats_on)
    factories.occurrence(event, timezone.localdate() + timedelta(days=5))
    event_page = type(event).objects.get(translation_key=event.translation_key, locale__language_code=language)

    page = open_page(article.get_url())
    save = page.get_by_role("button", name=words["save"], exact=True)
    save.click()
    expect(page.get_by_role("button", name=words["saved"], exact=True)).to_have_attribute("aria-pressed", "true")
    page.goto(event_page.get_url())
    page.get_by_role("button", name=words["save"], exact=True).click()
    expect(page.get_by_role("button", name=words["saved"], exact=True)).to_be_visible()

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
    code = re.search(r"^ {4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    page.get_by_label(re.compile(words["code"])).first.fill(code[1])
    page.get_by_role("button", name=words["confirm"], exact=True).click()
    expect(page.get_by_role("link", name=article_title)).to_be_visible()
    expect(page.get_by_role("link", name=event_title)).to_be_visible()
    check(page)

    page.goto(article.get_url())
    page.locator(".tools").get_by_role("link", name=words["follow"]).first.click()
    check(page)
    page.locator("main").get_by_role("button", name=words["follow"], exact=True).click()
    check(page)
    Subscription.objects.update(confirmed_at=timezone.now() - timedelta(days=1), rhythm="daily")
    due = timezone.now() + timedelta(days=1)
    digests.make(Subscription.objects.get().pk, "today", due)
    assert article_title in str(mail.outbox[-1].body)

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
