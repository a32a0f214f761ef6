"""Whatever is typed or sent, there is a page in the reader's language, and nothing of it runs or leaks."""

import pytest
from django.test import Client

from search.indexing import index
from tests.articles.factories import make_article
from tests.conftest import Trees

PAGES = {"ru": ("/ru/poisk/", "/ru/poisk/podskazki/"), "en": ("/en/search/", "/en/search/suggestions/")}
#: Nothing of this can be found: each is a question as long, as empty or as broken as people and programs send them.
HOSTILE = {
    "10,000 characters of one word": "ж" * 10_000,
    "10,000 characters of many words": "вода и ветер " * 770,
    "10,000 signs": "?!" * 5_000,
    "stop words alone": "и в на не что как",
    "stop words of both languages": "the и of в",
    "operators": "& | ! <-> <2> ( ) :* :A AND OR NOT NEAR/3 +вода -берег ~ ^2 [a TO b] вода:*",
    "an unbalanced quotation mark": '"кот в сапогах',
    "unbalanced brackets and quotation marks": "«(вода ] ” “ ' \"",
    "SQL": "'; DROP TABLE search_entry; SELECT pg_sleep(10) -- ",
    "SQL in a tsquery": "вода' | 'берег') :* --",
    "script": "<script>alert(document.cookie)</script><img src=x onerror=alert(1)>",
    "a template": "{{ settings.SECRET_KEY }} {% debug %} ${7*7}",
    "a query of another engine": '{"query": {"match_all": {}}}',
    "a path": "../../../etc/passwd",
    "emoji": "💧🌊👩‍👩‍👧‍👦🏳️‍🌈",
    "separators nobody types": "вода\x85\u2028\u2029\t",
    "directions and joiners": "\u202eадов\u202c\u200d\ufeff",
    "half a pair and no characters": "\ufffd\ufffe\uffff\U0010ffff",
    "marks upon marks": "в\u0301\u0301" * 90 + "z\u0311\u0321\u0489" * 40,
    "line ends": "вода\r\nSet-Cookie: x=1",
    "per cent signs": "%s %d %(x)s %%",
    "backslashes": "\\ \\' \\\\ \\x41 \\u0041",
    "numbers": "99999999999999999999999999 -1 1e309 NaN",
}


@pytest.mark.parametrize("language", PAGES)
def test_each_gets_a_page_and_suggestions_in_the_readers_language(language: str, news: Trees, client: Client) -> None:
    index([make_article(news["ru"], "Погода"), make_article(news["en"], "Weather")])
    page, suggestions = PAGES[language]
    button = {"ru": "Найти", "en": "Find"}[language]
    for name, question in HOSTILE.items():
        for more in ({}, {"section": question[:50], "topic": question[:50], "order": "x", "page": question[:20]}):
            response = client.get(page, {"q": question, **more})
            html = response.content.decode()
            assert response.status_code == 200, name
            assert button in html, name
            assert "<script>alert" not in html, name
            assert "<img src=x" not in html, name
            assert "Set-Cookie" not in response.headers, name
        answer = client.get(suggestions, {"q": question})
        assert answer.status_code == 200, name
        assert answer.json()["suggestions"] == [], name
        assert answer.headers["Content-Type"] == "application/json", name


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("query", ["q=%00", "q=%01%02a%08%0b%0c%1b[31m", "q=a&page=%00", "q=a&%07=b"])
def test_control_characters_are_refused_with_a_page(query: str, language: str, site: object, client: Client) -> None:
    for address in PAGES[language]:
        response = client.get(f"{address}?{query}")
        assert response.status_code == 400
        assert f'lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("language", PAGES)
def test_broken_encodings_and_repeated_names_are_answered(language: str, site: object, client: Client) -> None:
    for address in PAGES[language]:
        for query in ("q=%ff%fe%d0", "q=a&q=b&q[]=c", "q", "&&=", "q=%25%32"):
            assert client.get(f"{address}?{query}").status_code == 200, query


def test_what_was_typed_is_kept_up_to_the_limit_and_the_rest_is_said_to_be_left_out(
    site: object, client: Client
) -> None:
    html = client.get("/en/search/", {"q": HOSTILE["10,000 characters of one word"]}).content.decode()
    assert f'value="{"ж" * 200}"' in html
    assert "We looked for the first 200 characters." in html.replace("\xa0", " ")


def test_stop_words_and_signs_alone_are_told_apart_from_a_search_in_vain(site: object, client: Client) -> None:
    def said(language: str, question: str) -> str:
        return client.get(PAGES[language][0], {"q": question}).content.decode().replace("\xa0", " ")

    assert "есть почти на каждой странице" in said("ru", "и в на")
    assert "stands on almost every page" in said("en", "of the")
    assert "There is no word in this question" in said("en", "💧 & |")
    assert "В запросе нет ни одного слова" in said("ru", "?!")
