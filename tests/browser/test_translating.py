"""The editors' screens of two languages in a real browser: addresses while typing, translating and publishing."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.models import Locale

from accounts.models import User
from articles.models import ArticlePage
from core.models import BasePage
from core.slugs import transliterated_slug
from tests.localisation.translating import fill, result_of, submit

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


@pytest.fixture
def article(seeded: None, news: Trees) -> ArticlePage:
    """A published Russian article."""
    return news["ru"].add_child(instance=ArticlePage(title="Мосты", slug="mosty", lead="Подробности о мостах."))


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


def test_translator_fills_the_last_gap_and_publishes(
    article: ArticlePage, en: Locale, senior: User, server: str, open_page: Opener
) -> None:
    translation = submit(article, en)
    fill(translation, {"title": "Bridges"}, leave_out="lead")
    target = result_of(article, en)
    page = open_page(reverse("wagtailadmin_pages:edit", args=[target.pk]), **signed_in(senior, server))

    publish = page.get_by_role("button", name="Publish")
    publish.click()
    expect(page.get_by_text("1 text is not translated yet")).to_be_visible()
    expect(page.get_by_role("link", name="Delete")).to_have_count(0)

    page.get_by_role("button", name="Translate").last.click()
    page.locator("textarea").last.fill("More about bridges.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("More about bridges.")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_load_state()
    expect(page.get_by_text("Published 'Bridges' in English.")).to_be_visible()
    assert page.goto("/en/news/bridges/").status == 200
    expect(page.get_by_role("heading", level=1)).to_have_text("Bridges")
