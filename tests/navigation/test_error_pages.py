"""What is shown when something is not right."""

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views.defaults import permission_denied, server_error

from core.models import BasePage

Trees = dict[str, BasePage]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]


@pytest.mark.parametrize(
    ("address", "words", "foreign"),
    [("/ru/net/takoi/", "Здесь течение разошлось", "parted"), ("/en/no/such/", "The current parted here", "течение")],
)
def test_missing_page_speaks_the_language_of_its_address(
    client: Client, homes: Trees, address: str, words: str, foreign: str
) -> None:
    response = client.get(address)
    page = response.content.decode().replace("\xa0", " ")
    assert response.status_code == 404
    assert words in page
    assert foreign not in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical"' not in page


def test_missing_page_offers_search_and_sections(client: Client, news: Trees) -> None:
    page = client.get("/en/nothing/").content.decode()
    assert 'role="search"' in page
    assert '<a href="/en/news/">News</a>' in page


def test_missing_page_without_a_site_still_answers(client: Client, db: None) -> None:
    assert client.get("/ru/net/").status_code == 404


def test_broken_server_needs_no_database_and_says_it_in_both_languages(rf: RequestFactory) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = server_error(rf.get("/ru/"))
    page = response.content.decode()
    assert response.status_code == 500
    assert len(queries) == 0
    assert "Что-то сломалось у нас" in page
    assert '<div lang="en">' in page


def test_forbidden_page_needs_no_database(rf: RequestFactory) -> None:
    with CaptureQueriesContext(connection) as queries:
        page = permission_denied(rf.get("/ru/"), None).content.decode()
    assert len(queries) == 0
    assert "Эта страница вам не открыта" in page


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html"])
def test_plain_pages_render_without_a_request(template: str) -> None:
    assert '<main class="wrap" id="main">' in render_to_string(template)
