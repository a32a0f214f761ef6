"""The board: who sees it, what it shows and exports, what is done to a selection, what it costs."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from accounts.models import User
from articles.models import ArticlePage
from localisation.jobs.keeping import keep_board
from localisation.jobs.pages import keep_job
from localisation.models import Batch, BatchItem, Notice, TranslationJob
from tests.conftest import Trees
from tests.localisation.translating import committed, submit

pytestmark = pytest.mark.usefixtures("unindexed")

State = TranslationJob.State
BOARD = "/admin/localisation/board/"


@pytest.fixture
def articles(news: Trees) -> list[ArticlePage]:
    """Three published Russian articles, on the board."""
    pages = [
        news["ru"].add_child(instance=ArticlePage(title=f"Статья {number}", slug=f"statya-{number}"))
        for number in (1, 2, 3)
    ]
    keep_board()
    return pages


def rows_of(*pages: ArticlePage) -> list[TranslationJob]:
    return [TranslationJob.objects.get(page=page) for page in pages]


def act(client: Client, action: str, ids: list[object], next_url: str = BOARD, **data: str) -> str:
    """Do something to a selection and return the page that answers."""
    query = "&".join(f"id={pk}" for pk in ids)
    url = reverse("wagtail_bulk_action", args=["localisation", "translationjob", action])
    with committed():
        response = client.post(f"{url}?{query}&next={next_url}", data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_board_is_open_to_the_desk_and_closed_to_strangers(
    articles: list[ArticlePage], translator_client: Client, press_client: Client, client: Client
) -> None:
    for browser in (translator_client, press_client):
        assert "Статья 1" in browser.get(BOARD).content.decode()
    assert client.get(BOARD).status_code == 302


def test_board_shows_states_in_the_readers_language(
    articles: list[ArticlePage], editor: User, editor_client: Client
) -> None:
    html = editor_client.get(BOARD).content.decode()
    assert "Not started" in html
    assert "Article ·" in html
    editor.wagtail_userprofile.preferred_language = "ru"
    editor.wagtail_userprofile.save()
    html = editor_client.get(BOARD).content.decode()
    assert "Не начато" in html
    assert "Not started" not in html
    assert "Новость ·" in html
    assert "Article ·" not in html


def test_board_costs_the_same_for_many_rows(articles: list[ArticlePage], news: Trees, editor_client: Client) -> None:
    editor_client.get(BOARD)
    with CaptureQueriesContext(connection) as few:
        editor_client.get(BOARD)
    for number in range(20):
        page = news["ru"].add_child(instance=ArticlePage(title=f"Ещё {number}", slug=f"eshche-{number}"))
        keep_job(page, Locale.objects.get(language_code="en"))
    with CaptureQueriesContext(connection) as many:
        html = editor_client.get(BOARD).content.decode()
    assert "Ещё 19" in html
    assert len(many) <= len(few)


def test_filters_and_search_narrow_the_board(
    articles: list[ArticlePage], translator: User, editor_client: Client, news: Trees
) -> None:
    first = rows_of(articles[0])[0]
    TranslationJob.objects.filter(pk=first.pk).update(
        assignee=translator, due_on=timezone.localdate() - timedelta(days=1), state=State.ASSIGNED
    )
    for query in (
        f"assignee={translator.pk}",
        "due=overdue",
        "state=assigned",
        "q=статья 1",
        f"section={news['ru'].pk}&due=dated",
    ):
        html = editor_client.get(f"{BOARD}?{query}").content.decode()
        assert "Статья 1" in html, query
        assert "Статья 2" not in html, query
    html = editor_client.get(f"{BOARD}?assignee=nobody").content.decode()
    assert "Статья 2" in html
    assert "Статья 1" not in html


@pytest.mark.parametrize(
    "query",
    [
        "state=nonsense",
        "assignee=abc",
        "section=99999999999999999999",
        "due_on_from=31.31.2026",
        "kind=%27",
        "p=-1",
        "p=abc",
        "ordering=password",
        "target_locale=0",
        "export=exe",
        "due=never",
    ],
)
def test_nonsense_in_the_address_is_no_error(query: str, articles: list[ArticlePage], editor_client: Client) -> None:
    assert editor_client.get(f"{BOARD}?{query}").status_code == 200


def test_board_is_exported_as_a_spreadsheet(articles: list[ArticlePage], editor_client: Client) -> None:
    TranslationJob.objects.filter(page=articles[0]).update(note="=1+1")
    response = editor_client.get(f"{BOARD}?export=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("Title", "Type", "Section")
    assert {"Статья 1", "Статья 2", "Статья 3"} <= {row[0] for row in rows}
    assert any(cell.value == "=1+1" and cell.data_type == "s" for row in sheet.iter_rows() for cell in row)
    assert ",'=1+1," in b"".join(editor_client.get(f"{BOARD}?export=csv").streaming_content).decode()


def test_editor_assigns_a_selection(articles: list[ArticlePage], translator: User, editor_client: Client) -> None:
    jobs = rows_of(*articles[:2])
    day = timezone.localdate() + timedelta(days=3)
    act(
        editor_client,
        "assign",
        [job.pk for job in jobs],
        assignee=str(translator.pk),
        due_on=day.isoformat(),
        priority="4",
        note="К открытию",
    )
    for job in rows_of(*articles[:2]):
        assert (job.assignee, job.due_on, job.priority, job.state) == (translator, day, 4, State.ASSIGNED)
    assert Notice.objects.filter(recipient=translator, event=Notice.Event.ASSIGNED).count() == 2
    assert rows_of(articles[2])[0].assignee is None


def test_empty_fields_leave_what_is_there(articles: list[ArticlePage], translator: User, editor_client: Client) -> None:
    job = rows_of(articles[0])[0]
    act(editor_client, "assign", [job.pk], assignee=str(translator.pk), note="Первое")
    act(editor_client, "assign", [job.pk], priority="3")
    job.refresh_from_db()
    assert (job.assignee, job.note, job.priority) == (translator, "Первое", 3)
    act(editor_client, "assign", [job.pk], assignee="nobody")
    job.refresh_from_db()
    assert (job.assignee, job.state) == (None, State.NOT_STARTED)


@pytest.mark.parametrize(
    "data",
    [
        {"due_on": "31.31.2026"},
        {"due_on": "2001-01-01"},
        {"assignee": "999999"},
        {"assignee": "x"},
        {"priority": "77"},
        {"note": "x" * 3000},
    ],
)
def test_wrong_assignment_is_said_and_nothing_changed(
    data: dict[str, str], articles: list[ArticlePage], editor_client: Client
) -> None:
    job = rows_of(articles[0])[0]
    assert "error" in act(editor_client, "assign", [job.pk], **data)
    assert rows_of(articles[0])[0].changed_at == job.changed_at


@pytest.mark.parametrize("ids", [["abc"], ["-1"], ["9" * 30], ["1 OR 1=1"], []])
def test_nonsense_instead_of_a_selection_is_no_error(
    ids: list[str], articles: list[ArticlePage], editor_client: Client
) -> None:
    act(editor_client, "assign", ids, priority="3")
    assert not TranslationJob.objects.filter(priority=3).exists()


def test_all_means_what_the_filters_show(articles: list[ArticlePage], translator: User, editor_client: Client) -> None:
    TranslationJob.objects.filter(page=articles[0]).update(assignee=translator)
    act(editor_client, "assign", ["all"], f"{BOARD}%3Fassignee={translator.pk}", priority="4")
    assert list(TranslationJob.objects.filter(priority=4).values_list("page", flat=True)) == [articles[0].pk]


@pytest.mark.parametrize("action", ["assign", "skip", "want", "start", "resync"])
def test_translator_hands_out_no_work(action: str, articles: list[ArticlePage], translator_client: Client) -> None:
    act(translator_client, action, [job.pk for job in rows_of(*articles)], priority="4", reason="x")
    assert not TranslationJob.objects.filter(priority=4).exists()
    assert not TranslationJob.objects.filter(state=State.NOT_NEEDED).exists()
    assert not Batch.objects.exists()


def test_page_is_left_out_with_a_reason_and_taken_in_again(articles: list[ArticlePage], editor_client: Client) -> None:
    job = rows_of(articles[0])[0]
    act(editor_client, "skip", [job.pk], reason="Для соседей")
    job.refresh_from_db()
    assert (job.state, job.skip_reason) == (State.NOT_NEEDED, "Для соседей")
    keep_board()
    act(editor_client, "want", [job.pk])
    job.refresh_from_db()
    assert job.state == State.NOT_STARTED


def test_selection_is_submitted_in_the_background(
    articles: list[ArticlePage], en: Locale, editor_client: Client
) -> None:
    html = act(editor_client, "start", [job.pk for job in rows_of(*articles)])
    batch = Batch.objects.get()
    assert batch.counts() == {"waiting": 0, "done": 3, "failed": 0}
    assert batch.finished_at
    assert "3 of 3 pages" in html
    assert all(page.get_translation_or_none(en) for page in articles)
    answer = editor_client.get(reverse("localisation_board:batch_progress", args=[batch.pk])).json()
    assert (answer["done"], answer["total"], answer["is_finished"]) == (3, 3, True)


def test_page_that_cannot_be_submitted_is_named_and_the_rest_done(
    articles: list[ArticlePage], homes: Trees, editor_client: Client
) -> None:
    from articles.models import ArticleIndexPage

    homes["ru"].refresh_from_db()
    section = homes["ru"].add_child(instance=ArticleIndexPage(title="Архив", slug="arkhiv"))
    below = section.add_child(instance=ArticlePage(title="Старое", slug="staroe"))
    keep_board()
    html = act(editor_client, "start", [job.pk for job in rows_of(articles[0], below)])
    assert Batch.objects.get().counts() == {"waiting": 0, "done": 1, "failed": 1}
    assert "Translate the page above it, “Архив”, first." in html


def test_killed_batch_goes_on_where_it_stopped_and_does_no_page_twice(
    articles: list[ArticlePage], en: Locale, editor: User
) -> None:
    from localisation.batches.running import run

    batch = Batch.objects.create(action=Batch.Action.SUBMIT, user=editor)
    for position, page in enumerate(articles):
        state = BatchItem.State.DONE if position == 0 else BatchItem.State.WAITING
        BatchItem.objects.create(batch=batch, page=page, target_locale=en, position=position, state=state)
    with committed():
        run(batch.pk)
        run(batch.pk)
    assert batch.counts() == {"waiting": 0, "done": 3, "failed": 0}
    assert articles[0].get_translation_or_none(en) is None
    assert articles[1].get_translation_or_none(en)


def test_originals_are_read_anew_in_the_background(
    articles: list[ArticlePage], en: Locale, editor_client: Client
) -> None:
    translation = submit(articles[0], en)
    keep_job(articles[0], en, translation)
    ArticlePage.objects.filter(pk=articles[0].pk).update(lead="Новое предложение.")
    act(editor_client, "resync", [job.pk for job in rows_of(articles[0])])
    assert translation.source.stringsegment_set.filter(string__data="Новое предложение.").exists()


def test_first_page_of_the_admin_shows_the_queue_of_the_translator(
    articles: list[ArticlePage], translator: User, translator_client: Client, editor_client: Client
) -> None:
    TranslationJob.objects.filter(page=articles[0]).update(assignee=translator, state=State.ASSIGNED)
    TranslationJob.objects.filter(page=articles[1]).update(state=State.REVIEW)
    html = translator_client.get("/admin/").content.decode()
    assert "Your translations" in html
    assert "Статья 1" in html
    assert "Статья 2" not in html
    html = editor_client.get("/admin/").content.decode()
    assert "Ready for review" in html
    assert "Статья 2" in html
