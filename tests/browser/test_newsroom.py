"""The whole job in a real browser: press office, editor, translator, and readers of both languages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from articles.models import ArticlePage
from core.models import BasePage
from people.models import Person
from tests.articles.factories import make_article, make_topic
from tests.images.factories import jpeg_bytes, make_credit

Trees = dict[str, BasePage]
Opener = Callable[..., Page]

HEADLINE = "Эксперты обсудили цифровое будущее библиотек: союз фактов и технологий на берегу большой реки чтения"
LEAD = "26 ноября диалог «Библиотека в режиме разработчика» открыл неделю цифровых технологий для молодых."
PARAGRAPH = "Говорили о том, как айтишники и библиотекари вместе строят среду, в которой молодым хорошо."
QUOTE = "Библиотека остаётся местом, где встречаются лицом к лицу."
CLOSING = "В стране почти 42 000 библиотек; стратегия их развития рассчитана до 2030 года."
TRANSLATIONS = {
    HEADLINE: "Experts Discuss the Digital Future of Libraries, a Union of Facts and Technology",
    LEAD: "On 26 November a dialogue “Library in Developer Mode” opened a week of digital technology for the young.",
    PARAGRAPH: "They spoke of how engineers and librarians together build a place where young people feel well.",
    QUOTE: "A library is still the place to meet face to face.",
    CLOSING: "The country has almost 42,000 libraries; the strategy for them runs until 2030.",
}
PHOTOS = [
    ("zal", "Зал диалогов полон", "The Dialogue Hall is full", "Зал за минуту до начала", "The hall before the start"),
    ("speaker", "Ведущий у микрофона", "The host at the microphone", "Ведущий встречи", "The host of the meeting"),
    ("panel", "Пятеро за столом", "Five people at a table", "Участники диалога", "The speakers"),
    ("books", "Полки до потолка", "Shelves up to the ceiling", "Фонд читальни", "The stacks"),
    ("river", "Река за окном", "The river in the window", "Вид из зала", "The view from the hall"),
]


@pytest.fixture
def newsroom(seeded: None, news: Trees, editor: User, press: User, translator: User) -> Trees:
    """Two sections of news with one article in both languages, a topic, a person and a credit line to choose."""
    make_topic("Технологии", "Technology")
    Person.objects.create(name_ru="Пётр Назаров", name_en="Pyotr Nazarov", role_ru="футуролог", role_en="futurologist")
    make_credit()
    first = make_article(news["ru"], "Как школы искусств меняют страну", lead="О школах.", slug="shkoly")
    make_article(
        news["en"],
        "How Schools of Arts Shape the Country",
        lead="On schools.",
        slug="schools",
        translation_key=first.translation_key,
    )
    return news


def sign_in(page: Page, name: str) -> None:
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(name)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")


def upload(page: Page, folder: Path) -> None:
    """Bring five photographs at once and say of each, in both languages, what it shows and whose it is."""
    files = [folder / f"{name}.jpg" for name, *_texts in PHOTOS]
    for number, file in enumerate(files):
        file.write_bytes(jpeg_bytes(900, 600, f"#{number}b6{number}7f"))
    page.goto(reverse("wagtailimages:add_multiple"))
    page.locator("#fileupload").set_input_files(files)
    forms = page.locator("#upload-list form")
    expect(forms).to_have_count(len(PHOTOS))
    for name, *texts in PHOTOS:
        form = forms.filter(has=page.locator(f"input[value='{name}']"))
        for field, text in zip(("alt_ru", "alt_en", "caption_ru", "caption_en"), texts, strict=True):
            form.locator(f"[name$={field}]").fill(text)
        form.get_by_label("Credit line").select_option("Izluchina Press Office")
        form.get_by_role("button", name="Update").click()
        expect(form).to_have_count(0)


def choose(field: Locator, button: str, name: str) -> None:
    """Choose the record called ``name`` in the dialog that the field's ``button`` opens."""
    field.get_by_role("button", name=button).last.click()
    dialog = field.page.get_by_role("dialog")
    dialog.get_by_role("link", name=name).first.click()
    expect(dialog).to_have_count(0)


def add_block(page: Page, name: str) -> Locator:
    """Add the block called ``name`` at the end of the body and return it."""
    body = page.locator("[data-contentpath=body]").first
    blocks = body.locator("[data-streamfield-stream-container] > [data-streamfield-child]")
    count = blocks.count()
    body.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=name, exact=True).click()
    expect(blocks).to_have_count(count + 1)
    return blocks.last


def add_text(page: Page, text: str) -> None:
    area = add_block(page, "Text").locator("[contenteditable=true]").first
    area.click()
    page.keyboard.insert_text(text)
    expect(area).to_have_text(text)


def write(page: Page, section: BasePage) -> None:
    """Write the article from nothing."""
    page.goto(reverse("wagtailadmin_pages:add", args=["articles", "articlepage", section.pk]))
    page.locator("#id_title").fill(HEADLINE)
    page.locator("#id_lead").fill(LEAD)
    page.get_by_role("button", name="Add Topic").click()
    choose(page.locator("#inline_child_topics-0"), "Choose topic", "Technology")
    choose(page.locator("[data-contentpath=lead_photo]").first, "Choose an image", "zal")
    add_text(page, PARAGRAPH)
    choose(add_block(page, "Photograph"), "Choose an image", "panel")
    gallery = add_block(page, "Gallery")
    for name in ("speaker", "books", "river"):
        gallery.get_by_title("Add", exact=True).last.click()
        choose(gallery, "Choose an image", name)
    quote = add_block(page, "Quote")
    quote.get_by_label("Words").fill(QUOTE)
    choose(quote, "Choose person", "Pyotr Nazarov")
    add_text(page, CLOSING)
    page.get_by_role("button", name="Add Person").click()
    choose(page.locator("#inline_child_people-0"), "Choose person", "Pyotr Nazarov")


def submit_to_editors(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Submit to Press office → Editors").click()
    expect(page.get_by_text("has been submitted for moderation")).to_be_visible()


def approve(page: Page) -> None:
    """Find the article on the first page of the admin and let it go live."""
    page.get_by_role("link", name=HEADLINE).click()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Approve and Publish").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def translate(page: Page, section: BasePage) -> str:
    """Submit the article for translation, translate every text, hand it in; too early it is refused.

    Returns the address it was translated at.
    """
    page.goto(reverse("wagtailadmin_explore", args=[section.pk]))
    page.get_by_role("button", name=f"More options for '{HEADLINE}'").click()
    page.get_by_role("link", name="Translate this page").click()
    page.get_by_label("English").check()
    page.get_by_role("button", name="Submit").click()
    gaps = page.locator('[data-line][data-state="todo"]')
    expect(gaps).to_have_count(len(TRANSLATIONS))

    page.get_by_role("button", name="Hand in for review").click()
    expect(page.get_by_text("5 texts are not translated yet")).to_be_visible()

    for left in reversed(range(len(TRANSLATIONS))):
        source = plain_spaces(gaps.first.locator(".tr-text").inner_text())
        field = gaps.first.get_by_role("textbox")
        field.fill(TRANSLATIONS[source])
        field.press("Control+Enter")
        expect(gaps).to_have_count(left)
    page.get_by_role("button", name="Hand in for review").click()
    expect(page.get_by_text("has been handed in for review.")).to_be_visible()
    return page.url


def plain_spaces(text: str) -> str:
    """Return ``text`` with every space an ordinary one."""
    return " ".join(text.split())


def publish_translation(page: Page, address: str) -> None:
    """Approve what was handed in, and publish it."""
    page.goto(address)
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("is approved.")).to_be_visible()
    page.get_by_role("button", name="Publish in English").click()
    expect(page.get_by_text("is published in English.")).to_be_visible()


def expect_photos(page: Page, alts: list[str], credit: str, captions: list[str]) -> None:
    """Expect the five photographs, each with its texts in the reader's language."""
    main = page.locator("main > article")
    for alt in alts:
        expect(main.get_by_alt_text(alt, exact=True)).to_have_count(1)
    for caption in captions:
        expect(main.locator("figcaption").get_by_text(caption, exact=True)).to_be_visible()
    expect(main.get_by_text(credit).first).to_be_visible()


def test_article_goes_from_an_empty_form_to_readers_of_both_languages(
    newsroom: Trees, open_page: Opener, tmp_path: Path
) -> None:
    page = open_page("/admin/")
    sign_in(page, "press")
    upload(page, tmp_path)
    write(page, newsroom["ru"])
    submit_to_editors(page)
    assert not ArticlePage.objects.get(title=HEADLINE).live

    page = open_page("/admin/")
    sign_in(page, "editor")
    approve(page)
    assert ArticlePage.objects.get(title=HEADLINE).live

    page = open_page("/admin/")
    sign_in(page, "translator")
    address = translate(page, newsroom["ru"])

    page = open_page("/admin/")
    sign_in(page, "editor")
    publish_translation(page, address)

    page = open_page("/ru/novosti/")
    page.get_by_role("link", name=re.compile("Эксперты обсудили")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(typeset(HEADLINE))
    expect(page.get_by_text("Пётр Назаров").first).to_be_visible()
    expect_photos(page, [photo[1] for photo in PHOTOS], "Фото: пресс-служба «Излучины»", [photo[3] for photo in PHOTOS])

    page.get_by_role("link", name="English").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(typeset(TRANSLATIONS[HEADLINE]))
    for text in TRANSLATIONS.values():
        expect(page.locator("main > article")).to_contain_text(typeset(text))
    expect(page.get_by_text("Pyotr Nazarov").first).to_be_visible()
    expect_photos(page, [photo[2] for photo in PHOTOS], "Photo: Izluchina Press Office", [photo[4] for photo in PHOTOS])

    related = page.get_by_role("region", name="Possibly interesting")
    related.get_by_role("link", name="How Schools of Arts Shape the Country").first.click()
    page.wait_for_url("**/en/news/schools/")
    expect(page.get_by_role("heading", level=1)).to_have_text("How Schools of Arts Shape the Country")


def typeset(text: str) -> re.Pattern[str]:
    """Match ``text`` whichever of its spaces the site has made unbreakable."""
    return re.compile(r"\s".join(map(re.escape, text.split())))
