"""A guest reads a draft by a link: in both languages side by side, on a phone one after the other, and comments."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Comment

from core.models import BasePage
from publishing.models import ReviewLink
from tests.articles.factories import paragraph
from tests.publishing.drafts import draft_pair

Trees = dict[str, BasePage]
Opener = Callable[..., Page]


def box(place: Locator) -> dict[str, float]:
    found = place.bounding_box()
    assert found is not None
    return dict(found)


@pytest.mark.parametrize("width", [1440, 390])
def test_both_languages_are_read_together_and_commented(news: Trees, open_page: Opener, width: int) -> None:
    russian, english = draft_pair(news, "secret", body=[paragraph("Вода " * 200)])
    link = ReviewLink.objects.create(page=russian, expires_at=timezone.now() + timedelta(days=1))
    page = open_page(f"/ru/review/{link.token}/", viewport={"width": width, "height": 900})
    page.get_by_role("link", name="Оба языка вместе").click()
    page.wait_for_load_state()
    first, second = page.locator("#draft-ru"), page.locator("#draft-en")
    expect(first.get_by_role("heading", level=1)).to_have_text(russian.title)
    expect(second.get_by_role("heading", level=1)).to_have_text(english.title)
    assert (box(second)["x"] > box(first)["x"]) is (width > 1000), "side by side where there is room"
    assert (box(second)["y"] > box(first)["y"]) is (width < 1000), "else below"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    second.get_by_role("textbox", name="Your name").fill("Anna")
    second.get_by_role("textbox", name="Your comment").fill("A slip in the second line.")
    second.get_by_role("button", name="Send the comment").click()
    expect(page.locator("#draft-en").get_by_role("status")).to_contain_text("Your comment has reached the editors")
    assert Comment.objects.get().page_id == english.pk
