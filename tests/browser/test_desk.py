"""The translators' desk in a real browser: from assigning two pages to publishing the pair."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.models import Locale
from wagtail.models import Page as TreePage

from accounts.models import User
from articles.models import ArticlePage
from core.models import BasePage
from localisation.jobs.keeping import keep_board
from localisation.jobs.pages import keep_job
from localisation.models import TranslationJob
from tests.browser.test_translating import signed_in
from tests.localisation.translating import fill, result_of, submit

Opener = Callable[..., Page]
BOARD = "/admin/localisation/board/"


def test_two_pages_go_from_the_board_to_visitors(
    seeded: None,
    news: dict[str, BasePage],
    en: Locale,
    editor: User,
    translator: User,
    server: str,
    open_page: Opener,
) -> None:
    draft = news["ru"].add_child(
        instance=ArticlePage(title="Мосты", slug="mosty", lead="Подробности о мостах.", live=False)
    )
    draft.save_revision()
    news["ru"].add_child(instance=ArticlePage(title="Лодки", slug="lodki"))
    translation = submit(draft, en)
    keep_board()
    keep_job(draft, en, translation)

    # An editor hands out two pages with a day.
    desk = open_page(f"{BOARD}?kind=page&q=о", **signed_in(editor, server))
    for title in ("Мосты", "Лодки"):
        desk.locator("tr", has_text=title).locator("[data-bulk-action-checkbox]").check()
    desk.get_by_role("link", name="Assign the selected translations").click()
    desk.get_by_label("Translator").select_option(label="translator")
    day = timezone.localdate() + timedelta(days=3)
    desk.get_by_label("Due", exact=True).fill(day.isoformat())
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="Assign").click()
    expect(desk.get_by_text("2 rows were changed.")).to_be_visible()
    assert TranslationJob.objects.filter(assignee=translator, due_on=day).count() == 2

    # The translator finds both in the queue, translates one and hands it in.
    queue = open_page("/admin/", **signed_in(translator, server))
    panel = queue.locator("[data-panel]", has_text="Your translations")
    expect(panel.get_by_role("link", name="Мосты", exact=True).last).to_be_visible()
    expect(panel.get_by_role("link", name="Лодки", exact=True).last).to_be_visible()
    fill(translation, {"title": "Bridges", "Подробности о мостах.": "About bridges."})
    keep_job(draft, en, translation)
    queue.get_by_role("link", name="Details: Мосты").first.click()
    queue.get_by_role("button", name="Hand in for review").click()
    expect(queue.get_by_text("“Мосты” has been handed in for review.")).to_be_visible()
    expect(queue.get_by_role("button", name="Publish both")).to_have_count(0)

    # The editor sends it back once, then publishes both.
    desk.goto("/admin/")
    desk.get_by_role("link", name="Details: Мосты").first.click()
    desk.get_by_label("What is to be done").fill("“River bridges”, please.")
    desk.get_by_role("button", name="Send back").click()
    expect(desk.get_by_text("The translation of “Мосты” was sent back.")).to_be_visible()
    queue.reload()
    expect(queue.get_by_text("“River bridges”, please.").first).to_be_visible()
    fill(translation, {"title": "River bridges", "Подробности о мостах.": "About bridges."})
    queue.get_by_role("button", name="Hand in for review").click()
    expect(queue.get_by_text("“Мосты” has been handed in for review.")).to_be_visible()
    desk.reload()
    desk.get_by_role("button", name="Approve", exact=True).click()
    expect(desk.get_by_text("The translation of “Мосты” is approved.")).to_be_visible()
    desk.get_by_role("button", name="Publish both").click()
    expect(desk.get_by_text("“Мосты” and its translation go live together.")).to_be_visible()
    assert TreePage.objects.get(pk=draft.pk).live
    assert desk.goto(result_of(draft, en).get_url()).status == 200
    expect(desk.get_by_role("heading", level=1)).to_have_text("River bridges")
