"""An embargoed page is dark until its minute, in both languages, and public after it without anybody pressing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from articles.models import ArticlePage
from core.publishing import publish_due
from tests.articles.factories import make_article
from tests.localisation.translating import committed, fill, submit
from tests.publishing.drafts import Trees, at, draft_article, draft_pair, in_days

pytestmark = pytest.mark.django_db


def embargo(page: ArticlePage, days: float = 2) -> ArticlePage:
    page.embargo_until = in_days(days)
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def addresses(pages: list[ArticlePage]) -> list[str]:
    return [page.get_url() for page in pages]


def statuses(client: Client, found: list[str]) -> set[int]:
    return {client.get(address).status_code for address in found}


def test_publishing_an_embargoed_page_only_schedules_it(news: Trees, client: Client) -> None:
    page = embargo(draft_article(news["ru"], "Секрет"))
    assert not page.live
    assert page.scheduled_revision.approved_go_live_at == page.embargo_until
    assert client.get(page.get_url()).status_code == 404


def test_it_is_public_within_a_minute_after(news: Trees, client: Client) -> None:
    pages = draft_pair(news, "secret")
    for page in pages:
        embargo(page)
    until = ArticlePage.objects.get(pk=pages[0].pk).embargo_until
    lists = ["/ru/novosti/", "/en/news/", "/ru/novosti/rss/", "/en/news/rss/"]
    with at(until - timedelta(seconds=1)):
        publish_due()
        assert statuses(client, addresses(pages)) == {404}
        assert not any("secret" in client.get(address).content.decode() for address in lists)
    with at(until + timedelta(seconds=31)):
        publish_due()
        assert statuses(client, addresses(pages)) == {200}
        for address in lists:
            assert "secret" in client.get(address).content.decode(), address


def test_no_list_no_feed_no_search_tells_of_it(news: Trees, client: Client) -> None:
    told = make_article(news["ru"], "Рассказ о выставке", slug="told")
    page = embargo(draft_article(news["ru"], "Рассказ о тайной выставке", slug="hush"))
    for address in ("/ru/", "/ru/novosti/", "/ru/novosti/rss/", "/ru/poisk/?q=выставке", told.get_url()):
        assert "hush" not in client.get(address).content.decode(), address
    assert not page.live


def test_the_embargo_reaches_the_other_language_at_once(news: Trees) -> None:
    first, second = draft_pair(news, "pair")
    first.embargo_until = in_days(2)
    first.save_revision()
    second = ArticlePage.objects.get(pk=second.pk)
    assert second.embargo_until == first.embargo_until
    second.get_latest_revision().publish()
    assert not Page.objects.get(pk=second.pk).live


def test_a_draft_is_not_saved_where_its_group_cannot_be_kept_to_it(
    news: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = draft_article(news["ru"], "Dark")
    before = page.latest_revision_id

    def killed(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("publishing.models.embargo.move_group", killed)
    page.embargo_until = in_days(2)
    with pytest.raises(RuntimeError):
        page.save_revision()
    page.refresh_from_db()
    assert (page.latest_revision_id, page.embargo_until) == (before, None)


def test_an_older_revision_brings_no_older_embargo_back(news: Trees) -> None:
    page = draft_article(news["ru"], "Секрет")
    older = page.get_latest_revision()
    page.embargo_until = in_days(2)
    page.save_revision()
    assert older.as_object().embargo_until == page.embargo_until


def test_no_way_round_lets_it_out(news: Trees) -> None:
    page = draft_article(news["ru"], "Секрет")
    page.embargo_until = in_days(2)
    page.save_revision()
    page.live, page.go_live_at = True, None
    with pytest.raises(ValidationError, match="эмбарго"):
        page.save()


def test_a_later_schedule_stays_later(news: Trees) -> None:
    page = draft_article(news["ru"], "Секрет")
    page.embargo_until, page.go_live_at = in_days(2), in_days(3)
    page.save_revision().publish()
    assert ArticlePage.objects.get(pk=page.pk).scheduled_revision.approved_go_live_at == page.go_live_at


def test_a_postponed_embargo_takes_schedules_with_it(news: Trees) -> None:
    first, second = (embargo(page) for page in draft_pair(news, "late"))
    first.embargo_until = later = in_days(5)
    first.save_revision()
    second = ArticlePage.objects.get(pk=second.pk)
    assert second.embargo_until == second.scheduled_revision.approved_go_live_at == later


def test_the_article_is_dated_by_its_embargo(news: Trees) -> None:
    page = embargo(draft_article(news["ru"], "Секрет"))
    assert page.get_latest_revision_as_object().published_at == page.embargo_until


def test_a_translator_publishes_with_the_scheduled_original(news: Trees, en: object, client: Client) -> None:
    page = draft_article(news["ru"], "Секрет", lead="О тайном.")
    translation = submit(page, en)
    page = embargo(page)
    fill(translation)
    with committed():
        translation.save_target(publish=True)
    english = ArticlePage.objects.get(translation_key=page.translation_key, locale=en)
    assert not english.live
    with at(page.embargo_until + timedelta(seconds=30)):
        publish_due()
        assert client.get(ArticlePage.objects.get(pk=english.pk).get_url()).status_code == 200


def post(client: Client, page: ArticlePage, until: str, **more: str) -> str:
    """Save the page's form with this embargo and return what the editor reads."""
    counts = {
        f"{name}-{key}": "0"
        for name in ("topics", "people", "pinned_articles", "comments")
        for key in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    form = {
        "title": page.title,
        "slug": page.slug,
        "published_at": "2025-11-26 12:00",
        "embargo_until": until,
        "body-count": "0",
        **counts,
        **more,
    }
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True)
    return response.content.decode()


def test_an_editor_sets_it_and_presses_publish(news: Trees, editor_client: Client) -> None:
    page = draft_article(news["ru"], "Секрет")
    until = timezone.localtime(in_days(2)).strftime("%Y-%m-%d %H:%M")
    answer = post(editor_client, page, until, **{"action-publish": "1"})
    assert "scheduled" in answer
    page = ArticlePage.objects.get(pk=page.pk)
    assert not page.live
    assert page.embargo_until is not None
    assert page.scheduled_revision.approved_go_live_at == page.embargo_until


def test_a_moment_that_has_passed_is_refused(news: Trees, editor_client: Client) -> None:
    page = draft_article(news["ru"], "Секрет")
    assert "This moment has passed" in post(editor_client, page, "2020-01-01 10:00")


def test_a_page_readers_know_takes_no_embargo(news: Trees, editor_client: Client) -> None:
    page = make_article(news["ru"], "Всем известно")
    page.save_revision().publish()
    assert "Readers can see this page already" in post(editor_client, page, "2099-01-01 10:00")


def test_the_press_office_cannot_lift_it(news: Trees, press_client: Client) -> None:
    page = draft_article(news["ru"], "Секрет")
    page.embargo_until = in_days(2)
    page.save_revision()
    assert "Only those who may publish" in post(press_client, page, "")
    assert ArticlePage.objects.get(pk=page.pk).embargo_until == page.embargo_until


def test_an_editor_lifts_it_and_nothing_goes_out_by_itself(news: Trees, editor_client: Client) -> None:
    page = draft_article(news["ru"], "Секрет")
    page.embargo_until = in_days(2)
    page.save_revision()
    post(editor_client, page, "")
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.embargo_until is None
    assert not page.live
    page.get_latest_revision().publish()
    assert Page.objects.get(pk=page.pk).live
