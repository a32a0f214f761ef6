"""A gallery in the page editor: files dropped on it, moved by keys, captioned."""

import re
from collections.abc import Callable
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Locator, Page, Response, expect

from accounts.models import User
from articles.models import ArticlePage
from core.models import BasePage
from events.models import EventPage
from images.models import Photo
from tests.browser.conftest import PATIENCE
from tests.browser.dropping import drop_files
from tests.browser.test_newsroom import add_block, choose, sign_in
from tests.browser.test_translating import signed_in
from tests.events.factories import event
from tests.images.factories import jpeg_bytes, make_photo
from tests.images.hostile import camera_jpeg, scene_jpeg

Trees = dict[str, BasePage]
Opener = Callable[..., Page]

#: The editor begins to look for changes two seconds after it stands there; what was typed before is no change to it.
WATCHING = """document.addEventListener("w-unsaved:watch-edits", () => {
    document.documentElement.dataset.isWatched = "";
});"""


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
    with page.expect_response(is_accepted, timeout=6 * PATIENCE):
        page.get_by_role("button", name="Save draft").click(no_wait_after=True)
    page.wait_for_load_state()


def is_accepted(response: Response) -> bool:
    """Tell the answer to a form that was saved from those to the editor's own saving."""
    return response.request.method == "POST" and response.url.endswith("/edit/") and response.status == 302


def test_files_dropped_on_a_gallery_are_ordered_by_keys_and_captioned(
    news: Trees, press: User, open_page: Opener, tmp_path: Path
) -> None:
    page = open_new_article(open_page, news, "Вечер у воды")
    gallery = add_block(page, "Gallery")
    colours = ("#114", "#141", "#411", "#144", "#441")
    files = {f"{number}.jpg": jpeg_bytes(300, 200, colour) for number, colour in enumerate(colours)}
    drop_files(gallery.locator(".gallery-desk"), tmp_path, files)
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


def test_a_bad_file_says_why_and_the_good_ones_stay(
    news: Trees, press: User, open_page: Opener, tmp_path: Path
) -> None:
    page = open_new_article(open_page, news, "Два файла")
    gallery = add_block(page, "Gallery")
    drop_files(
        gallery.locator(".gallery-desk"),
        tmp_path,
        {"good.jpg": jpeg_bytes(300, 200), "bad.jpg": jpeg_bytes(300, 200)[:200]},
    )
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


def test_files_dropped_on_the_photographs_of_an_event_become_its_photographs(
    whats_on: Trees, press: User, server: str, open_page: Opener, tmp_path: Path
) -> None:
    festival = event(whats_on, "Праздник причала", "", live=False)
    festival.save_revision()
    page = open_page(reverse("wagtailadmin_pages:edit", args=[festival.pk]), **signed_in(press, server))
    page.get_by_role("tab", name="People and photographs").click()
    desk = page.locator("#id_photos-DESK")
    credited = camera_jpeg(1, "Ольга Ветрова")
    drop_files(desk, tmp_path, {"pier.jpg": credited, "boat.jpg": scene_jpeg(seed=2), "bad.jpg": credited[:300]})
    rows = page.locator("#id_photos-FORMS > :not(.deleted)")
    expect(rows).to_have_count(2)
    expect(rows.nth(0).get_by_text("Фото: Ольга Ветрова")).to_be_visible()
    expect(rows.nth(1).get_by_text("No credit in this language.")).to_be_visible()
    expect(desk.locator(".gallery-desk__failed")).to_contain_text("bad.jpg")
    expect(desk.get_by_role("status")).to_have_text("Uploaded: 2 of 3.")
    save(page)
    draft = EventPage.objects.get(pk=festival.pk).get_latest_revision_as_object()
    assert [row.photo.title for row in draft.photos.all()] == ["pier", "boat"]


def test_one_photograph_shows_what_the_library_says_in_the_language_of_the_page(
    news: Trees, press: User, open_page: Opener
) -> None:
    make_photo("bridge")
    page = open_new_article(open_page, news, "Один снимок")
    block = add_block(page, "Photograph")
    choose(block, "Choose an image", "bridge")
    expect(block.locator("[data-contentpath=caption] input")).to_have_attribute("placeholder", "Набережная в ноябре")
    expect(block.locator("[data-contentpath=alt] input")).to_have_attribute("placeholder", "Река вечером")


def test_a_file_dropped_on_the_lead_photo_takes_its_place_with_the_credit_of_the_file(
    news: Trees, press: User, open_page: Opener, tmp_path: Path
) -> None:
    make_photo("bridge")
    page = open_new_article(open_page, news, "Первый кадр")
    lead = page.locator("section").filter(has=page.locator("#id_lead_photo")).last
    desk = lead.locator("photo-desk")
    choose(lead, "Choose an image", "bridge")
    expect(lead.get_by_text("Фото: пресс-служба «Излучины»")).to_be_visible()
    drop_files(desk, tmp_path, {"pier.jpg": camera_jpeg(1, "Ольга Ветрова")})
    expect(lead.locator("[data-chooser-title]")).to_have_text("pier")
    expect(lead.get_by_text("Фото: Ольга Ветрова")).to_be_visible()
    expect(lead.get_by_text("No description in this language.")).to_be_visible()

    drop_files(desk, tmp_path, {"boat.jpg": scene_jpeg(seed=2), "mast.jpg": scene_jpeg(seed=3)})
    expect(lead.locator("[data-chooser-title]")).to_have_text("boat")
    expect(desk.locator(".gallery-desk__failed")).to_contain_text("Only one photograph has its place here.")
    save(page)
    draft = ArticlePage.objects.get(title="Первый кадр").get_latest_revision_as_object()
    assert draft.lead_photo.title == "boat"
    assert not Photo.objects.filter(title="mast").exists()


def test_a_file_dropped_on_a_photograph_in_the_text_becomes_it(
    news: Trees, press: User, open_page: Opener, tmp_path: Path
) -> None:
    page = open_new_article(open_page, news, "Снимок в тексте")
    block = add_block(page, "Photograph")
    drop_files(block.locator("photo-desk"), tmp_path, {"pier.jpg": camera_jpeg(1, "Ольга Ветрова")})
    expect(block.locator("[data-chooser-title]")).to_have_text("pier")
    expect(block.get_by_text("Фото: Ольга Ветрова")).to_be_visible()
    gap = block.get_by_text("No description in this language.")
    expect(gap).to_be_visible()
    block.get_by_label("Description for those who cannot see it").fill("Причал утром")
    block.get_by_label("Caption").focus()
    expect(gap).to_have_count(0)
    save(page)
    draft = ArticlePage.objects.get(title="Снимок в тексте").get_latest_revision_as_object()
    assert draft.body[-1].value["photo"].title == "pier"
