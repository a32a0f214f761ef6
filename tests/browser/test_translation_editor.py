"""The translators' editor in a real browser: a long article to 100 %, handed in, approved, read; then it changes."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.models import Locale
from wagtail_localize.models import Translation

from accounts.models import User
from articles.models import ArticlePage
from core.models import BasePage
from localisation.editor.markup import plain
from localisation.editor.segments import segments_of
from localisation.jobs.keeping import keep_board
from localisation.memory.learning import add_pairs
from localisation.models import GlossaryTerm, TranslationJob
from tests.articles.factories import make_article
from tests.browser.test_translating import signed_in
from tests.localisation.long_article import block, change_body, make_long_article
from tests.localisation.translating import publish, result_of, submit, translate

Trees = dict[str, BasePage]
Opener = Callable[..., Page]
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


def english(text: str) -> str:
    """Return a translation of one of the long article's texts, as a memory would have it."""
    number = re.search(r"\d+(?:\.\d+)?", plain(text))
    shown = number[0] if number else ""
    if "Подробности" in text:
        return 'Details are <a id="a1">on the hall’s page</a>, admission is free.'
    if "открылась" in text:
        return f"Hall No. {shown} has an exhibition about the river, its <b>banks</b> and bridges."
    for russian, words in {"Глава": "Chapter", "Снимок": "Picture", "Вид": "River view", "Галерея": "Gallery"}.items():
        if russian in text:
            return f"{words} {shown}"
    return "A river in sixty chapters"


def edit_url(translation: Translation) -> str:
    return reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])


def field(page: Page, label: str) -> object:
    """Return the field of the text with this label."""
    return page.get_by_role("textbox", name=re.compile(f"^{label}, ")).first


@pytest.fixture
def assigned(seeded: None, news: Trees, en: Locale, translator: User) -> ArticlePage:
    """A live article of sixty blocks given to the translator; half of it stood in one translated before."""
    older = make_long_article(news["ru"], 30, "Тридцать глав", "tridtsat-glav", "Половина рассказа.")
    known = {segment.source: english(segment.source) for segment in segments_of(submit(older, en))}
    translate(older, en, {**known, "title": "Thirty chapters", "lead": "Half of a long story."})
    article = make_long_article(news["ru"])
    keep_board()
    TranslationJob.objects.filter(page_id=article.pk).update(assignee=translator)
    GlossaryTerm.objects.create(term_ru="выставка", term_en="exhibition", forbidden_en="exposition")
    return article


def test_long_article_goes_from_the_queue_to_visitors_and_shows_what_changes_then(
    assigned: ArticlePage, en: Locale, translator: User, editor: User, server: str, open_page: Opener
) -> None:
    # The translator finds the work and starts it.
    page = open_page("/admin/", **signed_in(translator, server))
    queue = page.locator("[data-panel]", has_text="Your translations")
    queue.get_by_role("link", name=assigned.title, exact=True).click()
    page.get_by_role("link", name="Start the translation").click()
    page.get_by_role("button", name="Submit").click()
    page.goto(f"{reverse('localisation_board:index')}?assignee={translator.pk}")
    row = page.get_by_role("row", name=assigned.title)
    expect(row).to_contain_text("In progress")
    row.get_by_role("link", name=assigned.title, exact=True).click()

    # What the memory has is there already; the rest is typed, with the checks helping.
    known = page.locator("[data-line]", has_text="From memory")
    expect(page.get_by_role("button", name="Hand in for review")).to_be_visible()
    assert known.count() > 60
    page.get_by_text("To do", exact=False).first.click()
    title, lead = field(page, "Title"), field(page, "Lead")
    title.focus()
    page.keyboard.type("A river in sixty chapters")
    page.keyboard.press("Control+Enter")
    expect(lead).to_be_focused()
    expect(page.locator(".tr-term", has_text="выставке")).to_be_visible()
    page.keyboard.type("A long story about the exposition.")
    expect(page.get_by_text("“exposition” is not to be used here")).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type("A long story about the exhibition.")
    page.keyboard.press("Control+Enter")
    expect(lead).not_to_be_focused()
    total = page.locator("[data-line]").count()
    translation = Translation.objects.get(source__object_id=assigned.translation_key)
    add_pairs([{"ru": text.source, "en": english(text.source)} for text in segments_of(translation)], "a third article")
    page.reload()
    page.get_by_role("button", name="Fill in from memory").click()
    expect(page.get_by_text("are filled in from memory.")).to_be_visible()
    expect(page.get_by_text(f"{total} of {total} texts")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "100")
    page.get_by_role("button", name="Hand in for review").click()
    expect(page.get_by_text("has been handed in for review.")).to_be_visible()
    expect(page.get_by_role("button", name="Publish in")).to_have_count(0)

    # An editor finds it, approves and publishes it; a visitor reads it.
    approving = open_page("/admin/", **signed_in(editor, server))
    waiting = approving.locator("[data-panel]", has_text="Ready for review")
    waiting.get_by_role("link", name=assigned.title, exact=True).last.click()
    approving.get_by_role("button", name="Approve").click()
    expect(approving.get_by_text("is approved.")).to_be_visible()
    approving.get_by_role("button", name="Publish in").click()
    expect(approving.get_by_text("is published in")).to_be_visible()
    reading = open_page(result_of(assigned, en).get_url())
    expect(reading.get_by_role("heading", level=1)).to_have_text("A river in sixty chapters")
    expect(reading.locator("main")).to_contain_text("Hall No. 40 has an exhibition")
    assert not CYRILLIC.search(reading.locator("main").inner_text())

    # The press office changes a sentence, moves a block, deletes one and adds one.
    def change(raw: list[dict]) -> list[dict]:
        raw[2]["value"] = raw[2]["value"].replace("вход свободный", "вход по билетам")
        raw.insert(0, raw.pop(10))
        del raw[20]
        raw.insert(5, block("heading", {"text": "Новая глава", "level": "2"}, "new"))
        return raw

    publish(assigned, lambda changed: change_body(changed, change))
    page.goto(edit_url(Translation.objects.get(source__object_id=assigned.translation_key)))
    assert page.locator('[data-line][data-state="changed"]').count() == 1
    assert page.locator('[data-line][data-state="todo"]').count() == 1
    former = page.locator(".tr-former")
    expect(former).to_have_count(1)
    expect(former.locator("del").first).to_have_text("свободный")
    expect(former.locator("ins").first).to_have_text(re.compile("по"))
    expect(former.get_by_text("Details are ⟨1⟩on the hall’s page⟨/1⟩, admission is free.")).to_be_visible()
    reading.reload()
    assert not CYRILLIC.search(reading.locator("main").inner_text())


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
