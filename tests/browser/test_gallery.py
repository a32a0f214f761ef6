"""A gallery in the page editor: files dropped on it, moved by keys, captioned."""

import base64
import re
from collections.abc import Callable
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from articles.models import ArticlePage
from core.models import BasePage
from images.models import Photo
from tests.browser.test_newsroom import add_block, choose, sign_in
from tests.images.factories import jpeg_bytes, make_photo

Trees = dict[str, BasePage]
Opener = Callable[..., Page]

#: The editor begins to look for changes two seconds after it stands there; what was typed before is no change to it.
WATCHING = """document.addEventListener("w-unsaved:watch-edits", () => {
    document.documentElement.dataset.isWatched = "";
});"""

DROP = """(area, files) => {
    const transfer = new DataTransfer();
    for (const { name, content } of files) {
        const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: "image/jpeg" }));
    }
    for (const type of ["dragover", "drop"]) {
        area.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
}"""


def drop_files(area: Locator, files: dict[str, bytes]) -> None:
    """Drop files on ``area`` as a hand would."""
    area.locator(".gallery-desk").evaluate(
        DROP, [{"name": name, "content": base64.b64encode(content).decode()} for name, content in files.items()]
    )


def photographs(gallery: Locator) -> Locator:
    """Return the photographs of a gallery that have not been taken away."""
    return gallery.locator("[data-streamfield-list-container] > [data-streamfield-child]:not([aria-hidden])")


def captions_of(article: ArticlePage) -> list[tuple[str, str]]:
    """Return title and caption of the photographs in the latest draft's gallery."""
    draft = article.get_latest_revision_as_object()
    return [(item["photo"].title, item["caption"]) for item in draft.body[-1].value["photos"]]


def open_new_article(open_page: Opener, news: Trees, title: str) -> Page:
    page = open_page("/admin/")
    sign_in(page, "press")
    page.add_init_script(WATCHING)
    page.goto(reverse("wagtailadmin_pages:add", args=["articles", "articlepage", news["ru"].pk]))
    expect(page.locator("html[data-is-watched]")).to_have_count(1)
    page.locator("#id_title").fill(title)
    return page


def save(page: Page) -> None:
    """Save the draft, once the editor's own saving has given it an address."""
    page.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("has been").first).to_be_visible()


def test_files_dropped_on_a_gallery_are_ordered_by_keys_and_captioned(
    news: Trees, press: User, open_page: Opener
) -> None:
    page = open_new_article(open_page, news, "Вечер у воды")
    gallery = add_block(page, "Gallery")
    colours = ("#114", "#141", "#411", "#144", "#441")
    files = {f"{number}.jpg": jpeg_bytes(300, 200, colour) for number, colour in enumerate(colours)}
    drop_files(gallery, files)
    rows = photographs(gallery)
    expect(rows).to_have_count(5)
    expect(gallery.get_by_text("No credit in this language.")).to_have_count(5)
    expect(gallery.get_by_role("status").first).to_have_text("Uploaded: 5 of 5.")

    handle = rows.nth(4).locator("[data-streamfield-action=DRAG]")
    handle.focus()
    page.keyboard.press("ArrowUp")
    expect(gallery.get_by_role("status").first).to_have_text("4: place 4 of 5.")
    page.keyboard.press("Home")
    expect(gallery.get_by_role("status").first).to_have_text("4: place 1 of 5.")
    expect(rows.nth(0).locator("[data-streamfield-action=DRAG]")).to_be_focused()
    rows.nth(0).get_by_label("Caption").fill("Последний кадр")
    save(page)

    article = ArticlePage.objects.get(title="Вечер у воды")
    assert captions_of(article) == [("4", "Последний кадр"), ("0", ""), ("1", ""), ("2", ""), ("3", "")]


def test_a_bad_file_says_why_and_the_good_ones_stay(news: Trees, press: User, open_page: Opener) -> None:
    page = open_new_article(open_page, news, "Два файла")
    gallery = add_block(page, "Gallery")
    drop_files(gallery, {"good.jpg": jpeg_bytes(300, 200), "bad.jpg": jpeg_bytes(300, 200)[:200]})
    expect(photographs(gallery)).to_have_count(1)
    failed = gallery.locator(".gallery-desk__failed")
    expect(failed).to_contain_text("bad.jpg")
    failed.get_by_role("button", name="Close").click()
    expect(failed).to_have_count(0)
    assert Photo.objects.count() == 1


def test_many_photographs_of_the_library_are_chosen_at_once(
    news: Trees, press: User, open_page: Opener, tmp_path: Path
) -> None:
    for title in ("bridge", "river", "tower"):
        make_photo(title)
    page = open_new_article(open_page, news, "Из библиотеки")
    gallery = add_block(page, "Gallery")
    gallery.get_by_role("button", name="Choose several from the library").click()
    dialog = page.get_by_role("dialog")
    for title in ("bridge", "tower"):
        dialog.get_by_label(title).check()
    dialog.get_by_role("button", name="Confirm selection").click()
    expect(photographs(gallery)).to_have_count(2)
    expect(gallery.get_by_text("Фото: пресс-служба «Излучины»")).to_have_count(2)
    expect(gallery.get_by_label("Caption").first).to_have_attribute("placeholder", "Набережная в ноябре")
    described = gallery.locator("[data-contentpath=alt] input").first
    expect(described).to_have_attribute("placeholder", "Река вечером")
    save(page)
    assert {title for title, _ in captions_of(ArticlePage.objects.get(title="Из библиотеки"))} == {"bridge", "tower"}


def test_one_photograph_shows_what_the_library_says_in_the_language_of_the_page(
    news: Trees, press: User, open_page: Opener
) -> None:
    make_photo("bridge")
    page = open_new_article(open_page, news, "Один снимок")
    block = add_block(page, "Photograph")
    choose(block, "Choose an image", "bridge")
    expect(block.locator("[data-contentpath=caption] input")).to_have_attribute("placeholder", "Набережная в ноябре")
    expect(block.locator("[data-contentpath=alt] input")).to_have_attribute("placeholder", "Река вечером")
