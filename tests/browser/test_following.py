"""Following from a page: a button that says what is followed, and a link where there is no script or no account."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Follow
from core.models import BasePage
from tests.accounts.conftest import PASSWORD, make_visitor
from tests.articles.factories import make_article, make_topic
from tests.browser.test_accessibility import ALL_RULES, complaints

Trees = dict[str, BasePage]
Opener = Callable[..., Page]
WORDS = {
    "ru": ("Следить: Диалоги", "Вы следите: Диалоги", "Больше не следить"),
    "en": ("Follow: Dialogues", "You follow: Dialogues", "Follow no longer"),
}


def sign_in(page: Page, language: str) -> None:
    page.goto(f"/{language}/account/login/")
    page.locator("main [name=login]").fill("vera@example.org")
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main form .btn").first.click()
    page.wait_for_url("**/account/saved/")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_one_press_follows_and_the_next_one_ends_it_on_every_page(
    open_page: Opener, news: Trees, language: str
) -> None:
    follow, _followed, _end = WORDS[language]
    topic = make_topic()
    article = make_article(news[language], topics=[topic], published_at=timezone.now())
    make_visitor("vera@example.org", language=language)
    page = open_page(f"/{language}/")
    sign_in(page, language)
    page.goto(article.get_url())
    button = page.get_by_role("button", name=follow, exact=True)
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    assert Follow.objects.get().key == str(topic.pk)
    page.goto(f"{news[language].get_url()}?topic={topic.slug}")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert complaints(page, ALL_RULES) == []
    button.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert not Follow.objects.exists()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_without_scripts_the_page_behind_the_link_says_what_is_followed_and_ends_it(
    open_page: Opener, news: Trees, language: str
) -> None:
    follow, followed, end = WORDS[language]
    article = make_article(news[language], topics=[make_topic()], published_at=timezone.now())
    make_visitor("vera@example.org", language=language)
    page = open_page(f"/{language}/", java_script_enabled=False)
    sign_in(page, language)
    page.goto(article.get_url())
    page.get_by_role("link", name=follow, exact=True).click()
    page.locator("main form .btn").click()
    assert Follow.objects.count() == 1
    page.goto(article.get_url())
    page.get_by_role("link", name=follow, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(followed)
    page.get_by_role("button", name=end, exact=True).click()
    assert not Follow.objects.exists()


def test_a_guest_keeps_the_link(open_page: Opener, news: Trees) -> None:
    article = make_article(news["ru"], topics=[make_topic()], published_at=timezone.now())
    page = open_page(article.get_url())
    expect(page.locator(".tool[form=save]")).to_have_attribute("aria-pressed", "false")  # the scripts have run
    expect(page.get_by_role("link", name=WORDS["ru"][0], exact=True)).to_be_visible()


def test_what_another_tab_has_changed_shows_when_this_one_comes_back(open_page: Opener, news: Trees) -> None:
    article = make_article(news["ru"], topics=[make_topic()], published_at=timezone.now())
    make_visitor("vera@example.org")
    page = open_page("/ru/")
    sign_in(page, "ru")
    page.goto(article.get_url())
    other = page.context.new_page()
    other.goto(article.get_url())
    follow = other.get_by_role("button", name=WORDS["ru"][0], exact=True)
    follow.click()
    expect(follow).to_have_attribute("aria-pressed", "true")
    other.locator(".tool[form=save]").click()
    expect(other.locator(".tool[form=save]")).to_have_attribute("aria-pressed", "true")
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("button", name=WORDS["ru"][0], exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".tool[form=save]")).to_have_attribute("aria-pressed", "true")
