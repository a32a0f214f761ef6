"""The pages of an account: axe finds nothing, nothing runs over; a passkey opens it."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
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
WORDS = {
    "ru": {
        "name": "Имя ключа",
        "add": "Добавить",
        "passkeys": "Ключи доступа",
        "codes": "Резервные коды",
        "sign_out": "Выйти",
        "sign_in": "Войти с ключом доступа",
        "saved": "Сохранено",
    },
    "en": {
        "name": "Name of the key",
        "add": "Add",
        "passkeys": "Passkeys",
        "codes": "Recovery codes",
        "sign_out": "Sign out",
        "sign_in": "Sign in with a passkey",
        "saved": "Saved",
    },
}


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


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_passkey_opens_the_account(open_page: Callable[..., Page], visitor: User, language: str) -> None:
    words = WORDS[language]
    page = open_page(f"/{language}/account/login/")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    answers = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True, **answers}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    sign_in(page, language)
    page.goto(f"/{language}/account/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.locator("main [name=password]").fill(PASSWORD)
        page.locator("main form .btn").first.click()
    page.get_by_label(words["name"]).fill("Телефон")
    page.get_by_role("button", name=words["add"], exact=True).click()
    page.wait_for_url(re.compile(r"/account/2fa/(?!webauthn/add)"))
    check(page)
    assert Authenticator.objects.filter(user=visitor, type=Authenticator.Type.WEBAUTHN).count() == 1
    for address, heading in (("", None), ("webauthn/", words["passkeys"]), ("recovery-codes/", words["codes"])):
        page.goto(f"/{language}/account/2fa/{address}")
        if heading:
            expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        check(page)

    page.goto(f"/{language}/account/saved/")
    page.locator("main").get_by_role("button", name=words["sign_out"]).click()
    page.wait_for_url(re.compile(rf"/{language}/(?!account/saved)"))
    page.goto(f"/{language}/account/login/")
    page.get_by_role("button", name=words["sign_in"]).click()
    expect(page.get_by_role("heading", name=words["saved"], level=1)).to_be_visible()
