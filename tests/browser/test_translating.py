"""The editors' screens of two languages in a real browser: addresses while typing, translating and publishing."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import BasePage
from core.slugs import transliterated_slug

Trees = dict[str, BasePage]
Opener = Callable[..., Page]


def signed_in(user: User, server: str) -> dict[str, object]:
    """Return the options of a browser in which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "domain": urlsplit(server).hostname,
        "path": "/",
    }
    return {"storage_state": {"cookies": [cookie], "origins": []}}


def test_address_is_transliterated_while_the_title_is_typed(
    seeded: None, news: Trees, press: User, server: str, open_page: Opener
) -> None:
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", news["ru"].pk])
    page = open_page(address, **signed_in(press, server))
    slug = page.locator("#id_slug")
    for title in ("Щука и ёж", "Хрущёв: «Оттепель» — шестьдесят лет спустя", "Объезд и съёмка № 5 " * 9):
        page.locator("#id_title").fill(title)
        page.locator("#id_title").blur()
        expect(slug).to_have_value(transliterated_slug(title))
