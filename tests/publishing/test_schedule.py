"""The schedule board shows what is to come, marks clashes, and moves what may be moved."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from articles.models import ArticlePage
from events.models.choices import OccurrenceStatus
from publishing.models import Release
from publishing.schedule import entries
from tests.articles.factories import make_article
from tests.events.factories import event, occurrence
from tests.publishing.drafts import Trees, at, draft_article, draft_pair, in_days, make_release

pytestmark = pytest.mark.django_db


def schedule(page: ArticlePage, days: float) -> ArticlePage:
    page.go_live_at = in_days(days)
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def board(client: Client, days: float) -> str:
    day = timezone.localtime(in_days(days)).date()
    return client.get(reverse("schedule"), {"day": day.isoformat()}).content.decode()


def test_it_shows_schedules_releases_expiry_and_embargoes(news: Trees, editor_client: Client) -> None:
    schedule(draft_article(news["ru"], "Новость по часам"), 2)
    make_release(draft_article(news["ru"], "Другая"), title="Открытие", goes_live_at=in_days(2))
    Page.objects.filter(pk=make_article(news["ru"], "Недолгая").pk).update(expire_at=in_days(2))
    dark = draft_article(news["ru"], "Тайная")
    dark.embargo_until = in_days(2)
    dark.save_revision()
    text = board(editor_client, 2)
    for title in ("Новость по часам", "Открытие", "Недолгая", "Тайная"):
        assert title in text
    week = editor_client.get(reverse("schedule"), {"day": in_days(2).date().isoformat(), "view": "week"})
    assert "Открытие" in week.content.decode()


def test_it_shows_what_takes_place(whats_on: Trees, editor_client: Client) -> None:
    held, off = event(whats_on, ru="Тихий час"), event(whats_on, ru="Отменённый")
    day = timezone.localdate()
    occurrence(held, day)
    occurrence(off, day, status=OccurrenceStatus.CANCELLED)
    html = editor_client.get(reverse("schedule")).content.decode()
    assert "Takes place" in html
    assert "Тихий час" in html
    assert "Отменённый" not in html
    without = editor_client.get(reverse("schedule"), {"only": "publications"}).content.decode()
    assert "Тихий час" not in without
    assert without.count("&amp;only=publications") == 4
    assert "With events" in without


def test_clashes_are_marked(news: Trees) -> None:
    first, second = draft_pair(news, "pair")
    with at(timezone.now()):  # the same minute is a clash, the next one is none
        schedule(first, 2)
        schedule(second, 3)
        schedule(draft_article(news["ru"], "Ещё одна"), 2)
    clashes = {entry.title: entry.clashes for entry in entries(in_days(1), in_days(5))}
    assert len(clashes[first.title]) == 2
    assert len(clashes[second.title]) == 1
    assert len(clashes["Ещё одна"]) == 1


def test_what_goes_before_its_embargo_is_marked(news: Trees) -> None:
    dark = draft_article(news["ru"], "Тайная")
    dark.embargo_until = in_days(4)
    dark.save_revision()
    make_release(dark, title="Поспешный", goes_live_at=in_days(2))
    seen = make_article(news["ru"], "Всем известная")
    ArticlePage.objects.filter(pk=seen.pk).update(embargo_until=in_days(3))
    clashes = {entry.title: entry.clashes for entry in entries(in_days(1), in_days(5))}
    assert any("эмбарго" in clash.lower() for clash in clashes["Поспешный"])
    assert clashes["Всем известная"] == ["Читатели уже видят эту страницу."]
    assert clashes["Тайная"] == []


def test_moving_changes_the_schedule_after_confirmation(news: Trees, editor_client: Client) -> None:
    page = schedule(draft_article(news["ru"], "Новость"), 2)
    address = reverse("schedule_move", args=["live", page.pk])
    later = timezone.localtime(in_days(4))
    form = editor_client.get(address, {"day": later.date().isoformat()}).content.decode()
    assert f"{later:%Y-%m-%d}" in form
    assert ArticlePage.objects.get(pk=page.pk).scheduled_revision.approved_go_live_at == page.go_live_at
    editor_client.post(address, {"at": f"{later:%Y-%m-%d %H:%M}"})
    moved = ArticlePage.objects.get(pk=page.pk).scheduled_revision
    assert moved.approved_go_live_at == moved.as_object().go_live_at == later


def test_nothing_moves_before_its_embargo_or_into_the_past(news: Trees, editor_client: Client) -> None:
    page = draft_article(news["ru"], "Тайная")
    page.embargo_until = in_days(3)
    page.save_revision().publish()
    address = reverse("schedule_move", args=["live", page.pk])
    sooner = timezone.localtime(in_days(1))
    assert "under embargo" in editor_client.post(address, {"at": f"{sooner:%Y-%m-%d %H:%M}"}).content.decode()
    assert "has passed" in editor_client.post(address, {"at": "2020-01-01 10:00"}).content.decode()
    assert editor_client.post(address, {"at": "yesterday"}).status_code == 200
    assert ArticlePage.objects.get(pk=page.pk).scheduled_revision.approved_go_live_at == page.embargo_until


def test_the_press_office_looks_and_does_not_move(news: Trees, press_client: Client, translator_client: Client) -> None:
    release = make_release(title="Открытие", goes_live_at=in_days(2))
    assert "Открытие" in board(press_client, 2)
    assert "Открытие" not in board(translator_client, 2)
    press_client.post(reverse("schedule_move", args=["release", release.pk]), {"at": "2099-01-01 10:00"})
    assert Release.objects.get().goes_live_at == release.goes_live_at


@pytest.mark.parametrize("day", ["", "x", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_any_day_can_be_asked_for(site: object, editor_client: Client, day: str) -> None:
    assert editor_client.get(reverse("schedule"), {"day": day}).status_code == 200


def test_the_board_takes_the_same_queries_for_one_and_for_twenty(news: Trees, editor_client: Client) -> None:
    board(editor_client, 2)
    counts = []
    for number in (1, 19):
        for place in range(number):
            schedule(draft_article(news["ru"], f"Новость {number} {place}"), 2)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            board(editor_client, 2)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert timedelta(0) < in_days(1) - timezone.now()
