"""The search page: what is found, how it is shown, what it survives."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage
from pages.models import StandardPage
from search.finding import Search
from search.indexing import index
from tests.articles.factories import MORNING, make_article, make_person, make_photo, paragraph
from tests.conftest import Trees


def indexed(page: Page) -> Page:
    """Put ``page`` into the index, as the worker does."""
    index([page.specific])
    return page


def find(client: Client, query: str, language: str = "ru", **more: str) -> str:
    address = "/ru/poisk/" if language == "ru" else "/en/search/"
    response = client.get(address, {"q": query, **more})
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    links = re.findall(r'class="t cover" href="[^"]*">(.*?)</a>', html)
    return [re.sub(r"</?mark>", "", link).replace("\xa0", " ") for link in links]


def test_each_language_searches_its_own_pages(news: Trees, client: Client) -> None:
    indexed(make_article(news["ru"], "Библиотека у воды", lead="Library"))
    indexed(make_article(news["en"], "A library by the water"))
    assert titles(find(client, "library", "en")) == ["A library by the water"]
    assert titles(find(client, "библиотеки")) == ["Библиотека у воды"]


def test_words_are_found_in_the_lead_the_body_and_names(news: Trees, client: Client) -> None:
    body = [paragraph("Мост осветили <b>фонарями</b> &amp; огнями.")]
    indexed(make_article(news["ru"], "Набережная", lead="Вечер", body=body, people=[make_person()]))
    for word in ("вечер", "фонари", "вечером фонарь"):
        assert titles(find(client, word)) == ["Набережная"], word
    assert titles(find(client, "кольцова")) == ["Марина Кольцова", "Набережная"]
    assert "Ничего" not in find(client, "вечер")
    assert "Koltsova" not in find(client, "вечер")


def test_only_live_pages_open_to_all_are_found(news: Trees, client: Client) -> None:
    indexed(make_article(news["ru"], "Река открытая"))
    indexed(make_article(news["ru"], "Река черновая", live=False))
    alias = make_article(news["ru"], "Река главная").create_alias(parent=news["ru"], update_slug="alias")
    indexed(alias)
    closed = indexed(make_article(news["ru"], "Река закрытая"))
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert "Река открытая" in titles(find(client, "река"))
    assert "Река черновая" not in titles(find(client, "река"))
    assert "Река закрытая" not in titles(find(client, "река"))
    assert titles(find(client, "главная")) == titles(find(client, "главная"))[:1]


def test_what_was_found_is_marked_and_everything_else_escaped(news: Trees, client: Client) -> None:
    indexed(
        make_article(news["ru"], "Мост <script>alert(1)</script> & вода", lead="Старый мост «&» <b>новый</b> мост.")
    )
    html = find(client, "мосты")
    assert "<mark>Мост</mark>" in html
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html
    assert "Старый <mark>мост</mark>" in html
    assert "<b>новый" not in html


def test_long_text_is_cut_around_the_word(news: Trees, client: Client) -> None:
    before, after = (" ".join(f"слово{number}" for number in range(start, start + 200)) for start in (0, 500))
    indexed(make_article(news["ru"], "Длинная", body=[paragraph(f"{before} жемчужина {after}")]))
    snippet = re.search(r'<p class="meta">(… .*?<mark>жемчужина</mark>.*? …)</p>', find(client, "жемчужина"))
    assert snippet
    assert len(snippet[1]) < 600


def test_title_weighs_more_than_the_body(news: Trees, client: Client) -> None:
    indexed(make_article(news["ru"], "Прочее", body=[paragraph("маяк")], published_at=MORNING + timedelta(days=1)))
    indexed(make_article(news["ru"], "Маяк"))
    assert titles(find(client, "маяк")) == ["Маяк", "Прочее"]
    assert titles(find(client, "маяк", order="date")) == ["Прочее", "Маяк"]


def test_hits_say_what_they_are_and_when(news: Trees, client: Client) -> None:
    home = news["ru"].get_parent()
    indexed(make_article(news["ru"], "Причал открыт", lead_photo=make_photo()))
    indexed(home.add_child(instance=StandardPage(title="Причал", slug="prichal", locale=home.locale)))
    html = find(client, "причал")
    assert "Новость<br>" in html
    assert '<time datetime="2025-11-26T12:00:00+03:00">26\xa0ноября' in html
    assert '<p class="xs">Страница</p>' in html
    assert 'href="/ru/prichal/"' in html
    assert "Фото: пресс-служба «Излучины»" in html
    assert "2\xa0результата" in html


def test_sections_have_counts_and_narrow(news: Trees, client: Client) -> None:
    home = news["ru"].get_parent()
    indexed(make_article(news["ru"], "Причал открыт"))
    indexed(home.add_child(instance=StandardPage(title="Причал", slug="prichal", locale=home.locale)))
    html = find(client, "причал")
    assert (
        'href="?q=%D0%BF%D1%80%D0%B8%D1%87%D0%B0%D0%BB&amp;section=news">Новости <span class="xs num">1</span>' in html
    )
    assert titles(find(client, "причал", section="news")) == ["Причал открыт"]
    assert titles(find(client, "причал", section="pages")) == ["Причал"]
    assert "Искать везде" in find(client, "причал", section="venues")
    assert len(titles(find(client, "причал", section="nonsense"))) == 2


def test_nothing_found_says_so_in_the_readers_language(site: object, client: Client) -> None:
    assert "По\xa0запросу «&lt;b&gt;вода» ничего нет." in find(client, "<b>вода")
    assert "Nothing for “water”. Check the spelling, or ask" in find(client, "water", "en").replace("\xa0", " ")


@pytest.mark.parametrize("query", ["", "вода"])
def test_who_has_found_nothing_is_shown_the_sections(news: Trees, client: Client, query: str) -> None:
    assert '<p class="ways"><a class="a" href="/ru/novosti/">Новости</a>' in find(client, query)
    indexed(make_article(news["ru"], "Вода"))
    assert ('<p class="ways">' in find(client, query)) == (query == "")


@pytest.mark.parametrize("query", ["", "   ", "\t"])
def test_empty_question_shows_the_form_alone(site: object, client: Client, query: str) -> None:
    html = find(client, query)
    assert "Введите имя, название или\xa0слово" in html
    assert "результат" not in html
    assert "noindex" in html, "the question is in the address"


@pytest.mark.parametrize(
    "query",
    [
        "-",
        "---",
        "'",
        "\\",
        "\\'",
        "a & | ! ( ) : *",
        "и",
        "the",
        "💧🌊",
        "\u202eадов",
        "\u200f",
        "%",
        "_",
        "' OR 1=1 --",
        "{{ 7 }}",
        "вода" * 400,
        "в " * 4000,
        "ё" * 100_0,
        "ﷺ" * 300,
        "\ue000вода\ue001",
        "\ud7ff\ufffe\uffff",
    ],
)
def test_odd_questions_are_answered(news: Trees, client: Client, query: str) -> None:
    indexed(make_article(news["ru"], "Вода"))
    html = find(client, query)
    assert "<h1" in html
    assert len(re.search(r'name="q" value="([^"]*)"', html)[1]) <= 1300


def test_long_question_is_cut_and_says_so(site: object, client: Client) -> None:
    html = find(client, "вода " * 100)
    assert "Мы\xa0искали по\xa0первым 200\xa0знакам." in html
    assert 'maxlength="200"' in html


def test_control_characters_are_refused(site: object, client: Client) -> None:
    assert client.get("/ru/poisk/?q=%00").status_code == 400


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999", "2"])
def test_odd_page_numbers_give_a_page(news: Trees, client: Client, page: str) -> None:
    indexed(make_article(news["ru"], "Вода"))
    assert titles(find(client, "вода", page=page)) == ["Вода"]


def test_results_come_in_pages_of_ten(news: Trees, client: Client) -> None:
    for number in range(12):
        indexed(make_article(news["ru"], f"Вода {number}"))
    html = find(client, "вода", page="2")
    assert len(titles(html)) == 2
    assert '<ol class="hits" start="11">' in html
    assert "12\xa0результатов" in html


def test_search_costs_the_same_for_one_result_and_twenty(news: Trees, client: Client) -> None:
    home = news["ru"].get_parent()
    counts = []
    for number in (1, 20):
        for place in range(number):
            indexed(make_article(news["ru"], f"Вода {place}", lead_photo=make_photo()))
        if number > 1:
            indexed(home.add_child(instance=StandardPage(title="Вода", slug="voda", locale=home.locale)))
        find(client, "вода")
        with CaptureQueriesContext(connection) as queries:
            find(client, "вода", section="news")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6, [query["sql"][:200] for query in queries.captured_queries]


def test_only_reading_is_allowed(site: object, client: Client) -> None:
    assert client.post("/ru/poisk/", {"q": "вода"}).status_code == 405


def test_each_language_has_its_address_and_leads_to_the_other(site: object, client: Client) -> None:
    assert 'href="/en/search/"' in find(client, "")
    assert 'href="/ru/poisk/"' in find(client, "", "en")
    assert client.get("/ru/search/").status_code == 404


@pytest.mark.django_db
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=80)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=250))
def test_any_text_can_be_searched_for(text: str) -> None:
    search = Search.of(text, "ru")
    assert len(search.text) <= 200
    assert search.page("1").number == 1
    assert not ArticlePage.objects.exists()
