"""Featured results, and the report of what visitors search for."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from search.asked import forget_old
from search.indexing import index
from search.models import AskedDay, FeaturedResult
from tests.articles.factories import make_article
from tests.conftest import Trees
from tests.search.test_search_page import find


def test_editors_put_a_page_above_the_results_in_any_form_of_the_words(news: Trees, client: Client) -> None:
    page = make_article(news["ru"], "Как пройти")
    FeaturedResult.objects.create(page=page, questions_ru="часы работы\nрежим", questions_en="hours")
    assert "Возможно, вам сюда" in find(client, "работа часов").replace("\xa0", " ")
    assert "Возможно" not in find(client, "часы")
    assert "Perhaps" not in find(client, "hours", "en")
    page.unpublish()
    assert "Возможно" not in find(client, "режим")


def test_questions_are_counted_by_day_without_what_may_be_personal(news: Trees, client: Client) -> None:
    index([make_article(news["ru"], "Вода")])
    for question in ("вода", "Вода!", "ничегошеньки", "anna@example.org", "+7 916 123-45-67"):
        find(client, question)
    find(client, "вода", section="news")
    assert set(AskedDay.objects.values_list("text", "asked", "found")) == {("вода", 2, 1), ("ничегошеньки", 1, 0)}


def test_nonsense_without_end_fills_no_table(
    news: Trees, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("search.asked.MOST", 2)
    AskedDay.objects.create(day=timezone.localdate() - timedelta(days=1), language="ru", text="вчера")
    for question in ("первое", "второе", "третье", "второе"):
        find(client, question)
    today = AskedDay.objects.filter(day=timezone.localdate()).order_by("text")
    assert list(today.values_list("text", "asked")) == [("второе", 2), ("первое", 1)]
    assert "was not counted" not in caplog.text


def test_old_questions_are_forgotten(db: None) -> None:
    today = timezone.localdate()
    for days, asked in ((1, 1), (90, 1), (90, 5), (400, 5)):
        AskedDay.objects.create(day=today - timedelta(days=days), language="ru", text=f"{days} {asked}", asked=asked)
    forget_old()
    assert set(AskedDay.objects.values_list("text", flat=True)) == {"1 1", "90 5"}


@pytest.mark.parametrize("who", ["editor_client", "press_client", "admin_client"])
def test_editors_and_the_press_office_read_the_report(who: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(who)
    AskedDay.objects.create(day=timezone.localdate(), language="ru", text="ничегошеньки", asked=3)
    AskedDay.objects.create(day=timezone.localdate() - timedelta(days=1), language="ru", text="ничегошеньки", asked=4)
    AskedDay.objects.create(day=timezone.localdate(), language="en", text="water", asked=2, found=9)
    html = client.get(reverse("searched_for")).content.decode()
    assert html.index("ничегошеньки") < html.index("water")
    assert ">7<" in "".join(html.split())
    html = client.get(reverse("searched_for"), {"result": "none", "days": "7"}).content.decode()
    assert "water" not in html
    assert "ничегошеньки" in html
    AskedDay.objects.create(day=timezone.localdate(), language="en", text="=cmd|' /c calc'!a1", asked=1)
    export = b"".join(client.get(reverse("searched_for"), {"export": "csv"}).streaming_content).decode()
    assert "ничегошеньки" in export
    assert "\n'=cmd" in export


def test_translators_do_not_see_the_report_nor_change_featured_results(translator_client: Client) -> None:
    AskedDay.objects.create(day=timezone.localdate(), language="ru", text="ничегошеньки")
    assert "ничегошеньки" not in translator_client.get(reverse("searched_for"), follow=True).content.decode()
    address = reverse(FeaturedResult.snippet_viewset.get_url_name("add"))
    assert translator_client.get(address).status_code == 302


def test_the_report_leads_editors_to_a_page_to_put_first(editor_client: Client, press_client: Client) -> None:
    AskedDay.objects.create(day=timezone.localdate(), language="en", text="car & park", asked=3)
    html = editor_client.get(reverse("searched_for")).content.decode()
    [address] = re.findall(r'href="([^"]*featuredresult/add/[^"]*)"', html)
    assert {"ru": "Поставить страницу первой", "en": "Put a page first"}[
        re.search(r'<html lang="(..)"', html)[1]
    ] in html
    form = editor_client.get(unescape(address)).content.decode()
    assert re.search(r'name="questions_en"[^>]*>\s*car &amp; park</textarea>', form)
    assert "featuredresult/add" not in press_client.get(reverse("searched_for")).content.decode()
    odd = editor_client.get(unescape(address).replace("language=en", "language=de")).content.decode()
    assert "car &amp; park" not in odd


def test_an_editor_adds_a_featured_result_and_is_told_what_is_missing(news: Trees, editor_client: Client) -> None:
    page = make_article(news["ru"], "Как пройти")
    address = reverse(FeaturedResult.snippet_viewset.get_url_name("add"))
    editor_client.post(address, {"page": page.pk, "questions_ru": "", "questions_en": ""})
    assert not FeaturedResult.objects.exists()
    editor_client.post(address, {"page": page.pk, "questions_ru": "Часы работы", "questions_en": ""})
    assert FeaturedResult.objects.get().keys == ["ru:работа час"]
