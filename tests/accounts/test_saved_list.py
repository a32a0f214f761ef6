"""The saved list: the button, the list, merging, the private calendar."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.models import SavedCalendar, SavedItem, User
from accounts.saving import MOST
from core.models import BasePage
from events.models import EventPage
from events.models.choices import OccurrenceStatus
from tests.accounts.conftest import PASSWORD
from tests.articles.factories import make_article
from tests.events import factories

pytestmark = pytest.mark.usefixtures("unindexed")

Trees = dict[str, BasePage]


def make_event(section: Trees, title: str, day: date) -> EventPage:
    """An event in Russian alone, on one day."""
    page = factories.event(section, ru=title, en="")
    factories.occurrence(page, day)
    return page


SAME = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def test_a_guest_who_presses_save_comes_back_with_the_thing_saved(visitor: User, news: Trees, client: Client) -> None:
    article = make_article(news["ru"])
    url = article.get_url()
    sent = client.post("/ru/account/saved/change/", {"key": str(article.translation_key), "next": url}, **SAME)
    assert sent.headers["Location"].startswith("/ru/account/login/?next=")
    form = {"login": "vera@example.org", "password": PASSWORD, "next": url}
    assert client.post("/ru/account/login/", form).headers["Location"] == url
    assert SavedItem.objects.get(user=visitor).translation_key == article.translation_key


def test_a_form_of_another_site_saves_nothing_by_itself(visitor_client: Client, news: Trees) -> None:
    form = {"key": str(make_article(news["ru"]).translation_key), "next": "https://evil.example/"}
    for headers in ({"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://evil.example"}, {}):
        page = visitor_client.post("/ru/account/saved/change/", form, **headers)
        assert "Сохранить эту страницу?" in page.content.decode()
        assert "evil.example" not in page.content.decode()
    assert not SavedItem.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = visitor_client.cookies
    assert strict.post("/ru/account/saved/change/", {**form, "csrfmiddlewaretoken": "x" * 64}).status_code == 403


def test_two_tabs_may_save_and_remove_the_same_page(visitor_client: Client, news: Trees) -> None:
    key = str(make_article(news["ru"]).translation_key)
    for action in ("save", "save", "remove", "remove", "save"):
        response = visitor_client.post("/ru/account/saved/change/", {"key": key, "action": action}, **SAME)
        assert response.headers["Location"] == "/ru/account/saved/"
    assert SavedItem.objects.count() == 1


def test_what_a_guest_kept_is_merged_two_hundred_at_once(visitor: User, visitor_client: Client, news: Trees) -> None:
    real = [str(make_article(news["ru"]).translation_key) for _number in range(2)]
    keys = [*real, *(str(uuid4()) for _number in range(198)), "nonsense", 7, None, {"a": 1}]
    response = visitor_client.post("/en/account/saved/merge/", json.dumps({"keys": keys}), "application/json")
    assert response.json()["added"] == 2
    assert set(response.json()["saved"]) == set(real)


@pytest.mark.parametrize("body", ["", "[]", "{", '{"keys": "all"}', "null", '"\\u0000"'])
def test_a_list_that_cannot_be_read_is_refused_in_words(visitor_client: Client, body: str) -> None:
    assert visitor_client.post("/ru/account/saved/merge/", body, "application/json").status_code == 400


def test_the_list_marks_what_is_cancelled_and_what_is_over(
    visitor: User, visitor_client: Client, whats_on: Trees, news: Trees
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    coming = make_event(whats_on, "Вечер у воды", tomorrow)
    off = make_event(whats_on, "Отменённый концерт", tomorrow)
    off.occurrences.update(status=OccurrenceStatus.CANCELLED)
    past = make_event(whats_on, "Прошлый концерт", tomorrow - timedelta(days=30))
    article = make_article(news["ru"], title="Новость о реке")
    for page in (past, off, coming, article):
        SavedItem.objects.create(user=visitor, translation_key=page.translation_key)
    SavedItem.objects.create(user=visitor, translation_key=uuid4())
    page = visitor_client.get("/ru/account/saved/").content.decode()
    assert page.index("Вечер у воды") < page.index("Новость о реке") < page.index("Прошлый концерт")
    assert "Отменено" in page
    assert "Прошло" in page
    assert "Этой страницы больше нет на сайте" in page
    english = visitor_client.get("/en/account/saved/").content.decode()
    assert 'hreflang="ru">Вечер у воды</a>' in english, "what is in Russian alone leads there"
    evenings = BeautifulSoup(english, "html.parser").find_all(string=lambda text: "Вечер" in text)
    assert all(evening.parent.get("lang") == "ru" for evening in evenings)


def test_what_is_gone_is_named_as_it_was_last_known(visitor: User, visitor_client: Client, news: Trees) -> None:
    dark = {"embargo_until": timezone.now() + timedelta(days=1)}
    draft, closed = {"first_published_at": None}, {"live": True}
    for title, values in (("Паром", {}), ("Черновик", draft), ("Закрытое", closed), ("Премьера", dark)):
        page = make_article(news["ru"], title)
        facts = {"live": False, "first_published_at": timezone.now(), **values}
        type(page).objects.filter(pk=page.pk).update(**facts)
        SavedItem.objects.create(user=visitor, translation_key=page.translation_key)
        if facts["live"]:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    shown = BeautifulSoup(visitor_client.get("/ru/account/saved/").content, "html.parser").main.get_text(" ")
    assert shown.count("Этой страницы больше нет на сайте.") == 4
    assert "Паром" in shown
    assert "Черновик" not in shown
    assert "Закрытое" not in shown
    assert "Премьера" not in shown


def test_twenty_saved_things_cost_as_many_queries_as_one(
    visitor: User, visitor_client: Client, whats_on: Trees, news: Trees
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    def add(number: int) -> None:
        for _number in range(number):
            for page in (make_event(whats_on, "Вечер", tomorrow), make_article(news["ru"])):
                SavedItem.objects.create(user=visitor, translation_key=page.translation_key)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            visitor_client.get("/ru/account/saved/")
        return len(caught)

    add(1)
    queries()
    first = queries()
    add(9)
    queries()
    assert queries() <= first


def test_the_private_calendar_is_made_replaced_and_switched_off(
    visitor: User, visitor_client: Client, whats_on: Trees
) -> None:
    event = make_event(whats_on, "Вечер у воды", timezone.localdate() + timedelta(days=1))
    SavedItem.objects.create(user=visitor, translation_key=event.translation_key)
    visitor_client.post("/ru/account/saved/calendar/")
    first = SavedCalendar.objects.get().token
    calendar = Client().get(f"/ru/account/saved/{first}/calendar.ics")
    assert calendar.headers["Content-Type"].startswith("text/calendar")
    assert "Вечер у воды" in calendar.content.decode()
    visitor_client.post("/ru/account/saved/calendar/")
    assert Client().get(f"/ru/account/saved/{first}/calendar.ics").status_code == 404
    visitor_client.post("/ru/account/saved/calendar/", {"off": ""})
    assert not SavedCalendar.objects.exists()


LINES = "/ru/account/saved/lines/"


@pytest.mark.parametrize(
    "keys", ["", "x" * 10_000, "a,b", "1 OR 1=1", "<script>", "🜁,🜁", "," * 5_000, "'\"", "{}", "a\u202eb"]
)
def test_any_list_of_a_guest_is_answered(site: Any, client: Client, keys: str) -> None:
    page = client.post(LINES, {"keys": keys})
    assert page.status_code == 200
    assert "Здесь пока пусто" in page.content.decode()
    assert "<script>" not in page.content.decode()


def test_a_list_of_a_guest_longer_than_any_address_comes_whole(site: Any, news: Trees) -> None:
    article = make_article(news["ru"], title="Новость о реке")
    keys = [*(str(uuid4()) for _number in range(MOST - 1)), str(article.translation_key)]
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(LINES, {"keys": ",".join([*keys, str(uuid4())])}).content.decode()
    assert article.get_url() in page
    assert page.count("Этой страницы больше нет на сайте") == MOST - 1
    assert page.count("csrfmiddlewaretoken") == 0


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"keys=%00", b"keys=%ff", b"{" * 100])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "multipart/form-data"])
def test_a_list_that_is_no_form_is_never_a_fault(site: Any, client: Client, body: bytes, kind: str) -> None:
    assert client.post(LINES, body, kind).status_code in {200, 400}
    assert client.get(LINES, {"keys": "a"}).status_code == 405


def test_public_pages_are_the_same_for_everybody(visitor_client: Client, news: Trees) -> None:
    article = make_article(news["ru"])
    SavedItem.objects.create(user=User.objects.get(), translation_key=article.translation_key)
    mine, anybodys = visitor_client.get(article.get_url()), Client().get(article.get_url())
    assert 'data-module="save"' in mine.content.decode()
    assert "vera@example.org" not in mine.content.decode()
    assert anybodys.headers["Cache-Control"].startswith("public")
    assert "csrfmiddlewaretoken" not in anybodys.content.decode()
