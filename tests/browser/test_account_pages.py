"""The pages of an account: axe finds nothing, nothing runs over."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import ConsentDocument, User
from core.models import BasePage
from tests.accounts.conftest import PASSWORD, make_visitor
from tests.browser.test_accessibility import ALL_RULES, complaints

Trees = dict[str, BasePage]
PHONE = {"width": 390, "height": 844}
GUEST = (
    "login/",
    "signup/",
    "login/code/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-abc/",
    "3rdparty/login/cancelled/",
    "saved/",
    "follow/",
    "consent/document/",
)
VISITOR = (
    "saved/",
    "letters/",
    "profile/",
    "email/",
    "password/change/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "3rdparty/",
    "sessions/",
    "data/",
    "consent/",
    "reauthenticate/",
    "leave/",
    "logout/",
)


@pytest.fixture
def visitor(homes: Trees) -> User:
    """A visitor who has not been asked for consent yet."""
    held = {"title_ru": "Согласие", "title_en": "Consent", "text_ru": "<h3>Для чего</h3>", "text_en": "<h3>Why</h3>"}
    visitor = make_visitor("vera@example.org")
    ConsentDocument.objects.create(version=1, published_at=timezone.now(), **held)
    return visitor


def check(page: Page) -> None:
    """Fail on what axe finds and on what runs over the edge."""
    page.wait_for_load_state("load")
    assert complaints(page, ALL_RULES) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def sign_in(page: Page, language: str) -> None:
    """Sign in by the form, and agree to the document."""
    page.goto(f"/{language}/account/login/")
    page.locator("main [name=login]").fill("vera@example.org")
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main form .btn").first.click()
    check(page)
    page.locator("main button[value=agree]").click()
    expect(page).to_have_url(re.compile("/account/saved/"))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_of_an_account_can_be_used_by_everybody(
    open_page: Callable[..., Page], visitor: User, language: str
) -> None:
    page = open_page(f"/{language}/account/login/", viewport=PHONE)
    for address in GUEST:
        page.goto(f"/{language}/account/{address}")
        check(page)
    sign_in(page, language)
    for address in VISITOR:
        page.goto(f"/{language}/account/{address}")
        check(page)
