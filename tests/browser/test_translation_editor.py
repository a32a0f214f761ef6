"""The translators' editor in a real browser: marks, two people on one text, the page beside it."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect
from wagtail.models import Locale
from wagtail_localize.models import Translation

from accounts.models import User
from core.models import BasePage
from localisation.editor.segments import segments_of
from tests.articles.factories import make_article
from tests.browser.test_translating import signed_in
from tests.localisation.long_article import block, make_long_article
from tests.localisation.translating import submit

Trees = dict[str, BasePage]
Opener = Callable[..., Page]
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


def edit_url(translation: Translation) -> str:
    return reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])


def field(page: Page, label: str) -> object:
    """Return the field of the text with this label."""
    return page.get_by_role("textbox", name=re.compile(f"^{label}, ")).first


@pytest.fixture
def marked(seeded: None, news: Trees, en: Locale) -> Translation:
    """An article with a link, submitted."""
    body = [block("paragraph", '<p>Идём <a href="https://example.org/">к реке</a> вместе.</p>', "link")]
    return submit(make_article(news["ru"], "Мосты", body=body), en)


def saved(translation: Translation, words: str) -> str:
    return next(segment.target for segment in segments_of(translation) if words in segment.source)


def test_marks_are_chips_that_keys_put_in_and_none_is_left_half(
    marked: Translation, translator: User, server: str, open_page: Opener
) -> None:
    page = open_page(edit_url(marked), **signed_in(translator, server))
    text = page.locator(".tr-field--chips")
    text.click()
    page.keyboard.type("We go together to the river")
    for _letter in "to the river":
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Alt+1")
    expect(text).to_have_text("We go together ⟨1⟩to the river⟨/1⟩")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-status]")).to_have_text("Saved")
    assert saved(marked, "Идём") == 'We go together <a id="a1">to the river</a>'

    whole, bare = "We go together ⟨1⟩to the river⟨/1⟩", "We go together to the river"
    for keys in (["End", "Backspace"], ["End", "Control+Backspace"], ["Home", *["ArrowRight"] * 15, "Delete"]):
        text.click()
        for key in keys:
            page.keyboard.press(key)
        expect(text).to_have_text(bare if "Control+Backspace" not in keys else re.compile("^We go together to"))
        expect(page.locator("[data-missing]")).to_have_count(1)
        page.keyboard.press("Control+Z")
        expect(text).to_have_text(whole)
        expect(page.locator("[data-missing]")).to_have_count(0)
    page.keyboard.press("End")
    page.keyboard.type(" at noon")
    expect(text).to_have_text(f"{whole} at noon")


def test_two_translators_see_both_texts(
    marked: Translation, translator: User, editor: User, server: str, open_page: Opener
) -> None:
    first = open_page(edit_url(marked), **signed_in(translator, server))
    second = open_page(edit_url(marked), **signed_in(editor, server))
    field(first, "Title").fill("Bridges")
    field(first, "Title").blur()
    expect(first.locator("[data-status]")).to_have_text("Saved")
    field(second, "Title").fill("The bridges")
    field(second, "Title").blur()
    conflict = second.locator("[data-conflict]:not([hidden])")
    expect(conflict).to_contain_text("Bridges")
    conflict.get_by_role("button", name="Save mine").click()
    expect(second.locator("[data-status]")).to_have_text("Saved")
    assert saved(marked, "Мосты") == "The bridges"


def test_page_beside_stays_where_it_is_and_follows_the_text_at_hand(
    seeded: None, news: Trees, en: Locale, translator: User, server: str, open_page: Opener
) -> None:
    translation = submit(make_long_article(news["ru"], 24), en)
    page = open_page(edit_url(translation), **signed_in(translator, server))
    page.get_by_role("button", name="Preview beside").click()
    shown = page.locator("[data-preview-frame]:not([data-coming])")
    beside = page.frame_locator("[data-preview-frame]:not([data-coming])")
    expect(beside.get_by_role("heading", level=1)).to_have_text("Река в шестидесяти главах")

    # The text of the field one is in is brought into view and framed.
    last = page.locator("[data-line]", has_text="В зале № 16").first
    last.locator(".tr-field--chips").focus()
    place = beside.locator("p", has_text="В зале № 16")
    expect(place).to_be_in_viewport()
    expect(place).to_have_css("outline-style", "dashed")
    scrolled = shown.evaluate("frame => frame.contentWindow.scrollY")
    assert scrolled > 500

    # While the saved text is on its way, the page as it was stays; then the new one stands at the same place.
    waiting: list[Route] = []
    page.route("**/localize/translate/*/preview/**", lambda route: waiting.append(route))
    page.keyboard.type("Hall No. 16 shows the river.")
    with page.expect_request("**/preview/**"):
        page.keyboard.press("Control+Enter")
    expect(shown).to_be_visible()
    expect(place).to_be_in_viewport()
    waiting[0].continue_()
    new = beside.locator("p", has_text="Hall No. 16 shows the river.")
    expect(new).to_be_attached()
    expect(page.locator("[data-preview-frame]")).to_have_count(1)
    expect(new).to_be_in_viewport()
    assert abs(shown.evaluate("frame => frame.contentWindow.scrollY") - scrolled) < 400


def test_keys_pass_over_what_is_folded_in(
    seeded: None, news: Trees, en: Locale, translator: User, server: str, open_page: Opener
) -> None:
    translation = submit(make_long_article(news["ru"], 24), en)
    page = open_page(edit_url(translation), **signed_in(translator, server))
    caption = page.locator("[data-line]", has_text="Вид на реку 8")
    folded = page.locator("[data-group]", has=caption).locator("[data-extra]")
    expect(folded.first).to_be_hidden()
    caption.locator("[data-field]").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-line]", has_text="Галерея зала 8").locator("[data-field]")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(caption.locator("[data-field]")).to_be_focused()
