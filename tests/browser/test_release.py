"""A release in a real browser: six pages and an announcement held up by one photograph, mended, live at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.models import Page as TreePage

from accounts.models import User
from articles.models import ArticlePage
from core.models import BasePage
from events.models import EventPage
from images.models import CreditLine
from navigation.models import Announcement
from publishing.models import Release
from tests.browser.dropping import drop_files
from tests.browser.test_gallery import open_new_article, photographs, save
from tests.browser.test_newsroom import add_block
from tests.browser.test_translating import signed_in
from tests.events.factories import event
from tests.images.hostile import camera_jpeg, scene_jpeg
from tests.publishing.drafts import draft_article

Trees = dict[str, BasePage]
Opener = Callable[..., Page]

HEADLINE = "Причал открыт для всех"


@pytest.fixture
def drafts(news: Trees, whats_on: Trees) -> list[BasePage]:
    """Both languages of an article and of an event, and one article more: none has ever been live."""
    original = draft_article(news["ru"], "Причал: история")
    event(whats_on, "Причал: праздник", "Pier: a feast", live=False)
    translations = {"translation_key": original.translation_key}
    pages = [original, draft_article(news["en"], "Pier: a history", **translations)]
    pages.append(draft_article(news["en"], "Pier: open to all"))
    for found in EventPage.objects.all():
        found.live = False
        found.save_revision()
        pages.append(found)
    EventPage.objects.update(live=False)
    return pages


@pytest.fixture
def announcement(drafts: list[BasePage]) -> Announcement:
    """An announcement nobody outside has seen."""
    made = Announcement.objects.create(title_ru="Причал открыт", title_en="The pier is open", live=False)
    made.save_revision()
    return made


def write_article(open_page: Opener, news: Trees, folder: Path) -> ArticlePage:
    """Write the article in the editor with a gallery of dropped files; one of them names nobody."""
    CreditLine.objects.create(name_ru="Ольга Ветрова", name_en="Olga Vetrova")
    page = open_new_article(open_page, news, HEADLINE)
    gallery = add_block(page, "Gallery")
    files = {f"{name}.jpg": camera_jpeg(seed, "Ольга Ветрова") for seed, name in enumerate(("pier", "boat"))}
    drop_files(gallery.locator(".gallery-desk"), folder, {**files, "flag.jpg": scene_jpeg(seed=9)})
    expect(photographs(gallery)).to_have_count(3)
    expect(gallery.get_by_text("Фото: Ольга Ветрова")).to_have_count(2)
    expect(gallery.get_by_text("No credit in this language.")).to_have_count(1)
    save(page)
    return ArticlePage.objects.get(title=HEADLINE)


def prepare(page: Page, title: str, pages: list[BasePage]) -> None:
    """Fill in a new release: pages found by a word of their names, and the announcement."""
    page.goto(reverse("releases:add"))
    page.locator("#id_title").fill(title)
    for word in ("Причал", "Pier"):
        page.get_by_role("button", name="Add Page").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Search term").fill(word)
        for item in pages:
            if item.title.startswith(word):
                dialog.get_by_label(item.title).check()
        dialog.get_by_role("button", name="Confirm selection").click()
        expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Add Announcement").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("The pier is open").check()
    dialog.get_by_role("button", name="Confirm selection").click()
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Create").click()


def live(pages: list[BasePage]) -> list[bool]:
    return [TreePage.objects.get(pk=page.pk).live for page in pages]


def statuses(pages: list[BasePage]) -> set[int]:
    """What a visitor gets at the address of each page."""
    client = Client()
    return {client.get(TreePage.objects.get(pk=page.pk).get_url()).status_code for page in pages}


def test_one_blocked_page_holds_six_back_and_once_mended_all_are_live(
    drafts: list[BasePage],
    announcement: Announcement,
    news: Trees,
    press: User,
    editor: User,
    server: str,
    open_page: Opener,
    tmp_path: Path,
) -> None:
    pages = [write_article(open_page, news, tmp_path), *drafts]
    assert len(pages) == 6
    office = open_page("/admin/", **signed_in(press, server))
    prepare(office, "Открытие причала", pages)
    expect(office.get_by_text("1 part keeps the whole release back")).to_be_visible()
    held = office.get_by_role("listitem").filter(has_text="“flag” has no credit line")
    expect(held).to_have_count(1)
    expect(office.get_by_role("link", name="Publish now")).to_have_count(0)

    release = Release.objects.get()
    desk = open_page(reverse("releases:publish", args=[release.pk]), **signed_in(editor, server))
    expect(desk.get_by_text("Nothing can be published while one part is held back")).to_be_visible()
    expect(desk.get_by_text("“flag” has no credit line")).to_be_visible()
    expect(desk.get_by_role("button", name="Yes, publish all")).to_have_count(0)
    assert live(pages) == [False] * 6
    assert statuses(pages) == {404}

    held.get_by_role("link", name="Mend").click()
    office.get_by_label("Credit line").select_option("Olga Vetrova")
    office.get_by_role("button", name="Save", exact=True).click()
    office.wait_for_url("**/edit/")
    office.goto(reverse("releases:inspect", args=[release.pk]))
    expect(office.get_by_text("Nothing keeps this release back.")).to_be_visible()

    desk.reload()
    desk.get_by_role("button", name="Yes, publish all of it now").click()
    expect(desk.get_by_text("is live.")).to_be_visible()
    assert live(pages) == [True] * 6
    assert statuses(pages) == {200}
    assert Announcement.objects.get(pk=announcement.pk).live
