"""A long article in a real browser: translated by keys to 100 %, handed in, approved, read; then it changes."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Locale
from wagtail_localize.models import Translation

from accounts.models import User
from articles.models import ArticlePage
from core.models import BasePage
from localisation.editor.markup import plain
from localisation.editor.segments import segments_of
from localisation.jobs.keeping import keep_board
from localisation.models import GlossaryTerm, TranslationJob
from tests.browser.test_translating import signed_in
from tests.localisation.long_article import change_body, four_changes, make_long_article
from tests.localisation.translating import publish, result_of, submit, translate

Trees = dict[str, BasePage]
Opener = Callable[..., Page]
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: What the translator writes without the memory's help.
TITLE, LEAD, LINKED = "A river in sixty chapters", "A long story about the exhibition.", "Tickets are on sale"


def english(text: str) -> str:
    """Return a translation of one of the long article's texts, as a memory would have it."""
    number = NUMBER.search(plain(text))
    shown = number[0] if number else ""
    if "Подробности" in text:
        return 'Details are <a id="a1">on the hall’s page</a>, admission is free.'
    if "открылась" in text:
        return f"Hall No. {shown} has an exhibition about the river, its <b>banks</b> and bridges."
    words = {"Глава": "Chapter", "Снимок": "Picture", "Вид": "River view", "Галерея": "Gallery"}
    return next(f"{word} {shown}" for russian, word in words.items() if russian in text)


def with_tickets(raw: list[dict]) -> list[dict]:
    """Give one of the last paragraphs a sentence with a link that nobody has translated before."""
    raw[-9]["value"] += '<p>Билеты продаются <a href="https://example.org/kassa/">в кассе у причала</a>.</p>'
    return raw


@pytest.fixture
def assigned(seeded: None, news: Trees, en: Locale, translator: User) -> ArticlePage:
    """A live article of sixty blocks given to the translator; forty-eight stood in one translated before."""
    older = make_long_article(news["ru"], 48, "Тридцать глав", "tridtsat-glav", "Половина рассказа.")
    texts = {segment.source for segment in segments_of(submit(older, en))}
    own = {"Тридцать глав": "Thirty chapters", "Половина рассказа.": "Half of a long story."}
    translate(older, en, {text: own.get(text) or english(text) for text in texts})
    article = publish(make_long_article(news["ru"]), lambda page: change_body(page, with_tickets))
    keep_board()
    TranslationJob.objects.filter(page_id=article.pk).update(assignee=translator)
    GlossaryTerm.objects.create(term_ru="выставка", term_en="exhibition", forbidden_en="exposition")
    return article


def test_long_article_goes_from_the_queue_to_visitors_and_shows_what_changes_then(
    assigned: ArticlePage, en: Locale, translator: User, editor: User, server: str, open_page: Opener
) -> None:
    page = open_page("/admin/", **signed_in(translator, server))
    find_and_start(page, assigned, translator)
    total = page.locator("[data-line]").count()
    known = page.locator('[data-line][data-state="done"]', has_text="From memory")
    left = page.locator('[data-line]:not([data-state="done"])').count()
    assert known.count() + left == total > 100
    assert left > 15

    translate_by_keys(page, left)
    expect(page.get_by_text(f"{total} of {total} texts")).to_be_visible()
    mend_the_link_and_hand_in(page)
    approve_and_publish(open_page("/admin/", **signed_in(editor, server)), assigned)

    reading = open_page(result_of(assigned, en).get_url())
    expect(reading.get_by_role("heading", level=1)).to_have_text(TITLE)
    main = reading.locator("main")
    for words in ("Hall No. 40 has an exhibition", "Chapter 36", "Gallery 40", f"{LINKED} at the pier’s box office"):
        expect(main).to_contain_text(words)
    expect(main.get_by_role("link", name="at the pier’s box office")).to_have_attribute(
        "href", "https://example.org/kassa/"
    )
    assert not CYRILLIC.search(main.inner_text())

    # The press office changes a sentence, moves a block, deletes one and adds one: exactly that is shown.
    publish(assigned, lambda changed: change_body(changed, four_changes))
    page.goto(edit_url(assigned))
    assert page.locator('[data-line][data-state="changed"]').count() == 1
    assert page.locator('[data-line][data-state="todo"]').count() == 1
    expect(page.locator('[data-line][data-state="todo"] .tr-text')).to_have_text("Новая глава")
    former = page.locator(".tr-former")
    expect(former).to_have_count(1)
    expect(former.locator("del").first).to_have_text("свободный")
    expect(former.locator("ins").first).to_have_text(re.compile("по"))
    expect(former.get_by_text("Details are ⟨1⟩on the hall’s page⟨/1⟩, admission is free.")).to_be_visible()
    reading.reload()
    assert not CYRILLIC.search(reading.locator("main").inner_text())


def edit_url(article: ArticlePage) -> str:
    translation = Translation.objects.get(source__object_id=article.translation_key)
    return reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])


def find_and_start(page: Page, article: ArticlePage, translator: User) -> None:
    """Go from the queue on the first page to the editor, starting the translation on the way."""
    queue = page.locator("[data-panel]", has_text="Your translations")
    queue.get_by_role("link", name=article.title, exact=True).click()
    page.get_by_role("link", name="Start the translation").click()
    page.get_by_role("button", name="Submit").click()
    page.goto(f"{reverse('localisation_board:index')}?assignee={translator.pk}")
    row = page.get_by_role("row", name=article.title)
    expect(row).to_contain_text("In progress")
    row.get_by_role("link", name=article.title, exact=True).click()
    expect(page.get_by_role("button", name="Hand in for review")).to_be_visible()


def translate_by_keys(page: Page, left: int) -> None:
    """Translate what is left without touching the mouse: by hand, and from what the memory has that is like it."""
    page.get_by_text("To do", exact=False).first.click()
    line = page.locator("[data-line]:has(:focus)")
    field = line.locator(".tr-field:focus")
    page.get_by_role("textbox", name=re.compile("^Title, ")).focus()
    remarked = False
    for number in range(left):
        source = line.locator(".tr-text").inner_text()
        if number == 0:
            page.keyboard.type(TITLE)
        elif number == 1:
            heed_the_glossary(page, line)
        elif "Билеты" in source:
            page.keyboard.type(f"{LINKED} at the pier’s box office.")
            expect(line.get_by_text("The link ⟨1⟩ is missing.")).to_be_visible()
        else:
            page.keyboard.press("Alt+m")
            expect(field).not_to_be_empty()
            expected = NUMBER.search(source)[0]
            if not remarked and "открылась" in source:
                expect(line.locator(".tr-chip[data-token]")).to_have_count(2)
                expect(line.get_by_text("Not in the translation:")).to_contain_text(expected)
                remarked = True
            put_number(page, field, expected)
        key = line.get_attribute("data-key")
        page.keyboard.press("Control+Enter")
        expect(page.locator(f'[data-key="{key}"]')).not_to_have_attribute("data-state", "todo")
        if number < left - 1:
            expect(page.locator(f'[data-key="{key}"] :focus')).to_have_count(0)
    assert remarked


def heed_the_glossary(page: Page, line: Locator) -> None:
    """Write a word that the glossary forbids, see what it says, and take its own."""
    expect(line.locator(".tr-term", has_text="выставке")).to_be_visible()
    page.keyboard.type("A long story about the exposition.")
    expect(page.get_by_text("“exposition” is not to be used here")).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type(LEAD)


def put_number(page: Page, field: Locator, number: str) -> None:
    """Put the right number, by keys, where the text taken from the memory has another."""
    text = field.evaluate("field => field.value ?? field.textContent")
    found = NUMBER.search(text)
    page.keyboard.press("Control+Home")
    for _letter in text[: found.start()]:
        page.keyboard.press("ArrowRight")
    for _letter in found[0]:
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.type(number)


def mend_the_link_and_hand_in(page: Page) -> None:
    """Be refused because of the missing link, put it around its words by keys, and hand in."""
    page.get_by_role("button", name="Hand in for review").click()
    expect(page.get_by_text("The link ⟨1⟩ is missing.").first).to_be_visible()
    expect(page.get_by_text("has been handed in for review.")).to_have_count(0)
    line = page.locator("[data-line]", has_text="Билеты")
    line.locator(".tr-field--chips").focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowLeft")
    for _letter in "at the pier’s box office":
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Alt+1")
    expect(line.locator(".tr-field--chips")).to_contain_text("⟨1⟩at the pier’s box office⟨/1⟩.")
    page.keyboard.press("Control+Enter")
    expect(line.get_by_text("The link ⟨1⟩ is missing.")).to_have_count(0)
    expect(line).to_have_attribute("data-state", "done")
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "100")
    page.get_by_role("button", name="Hand in for review").click()
    expect(page.get_by_text("has been handed in for review.")).to_be_visible()
    expect(page.get_by_role("button", name="Publish in")).to_have_count(0)


def approve_and_publish(page: Page, article: ArticlePage) -> None:
    """Find what was handed in on an editor's first page, approve and publish it."""
    waiting = page.locator("[data-panel]", has_text="Ready for review")
    waiting.get_by_role("link", name=article.title, exact=True).last.click()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("is approved.")).to_be_visible()
    page.get_by_role("button", name="Publish in").click()
    expect(page.get_by_text("is published in")).to_be_visible()
