"""What a shared cache may keep."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from core.caching import SharedCacheMiddleware
from home.models import HomePage

requests = RequestFactory()


def answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    return SharedCacheMiddleware(lambda _request: response)(request)


def test_a_page_everybody_sees_may_be_kept_for_half_a_minute() -> None:
    policy = answer(requests.get("/ru/novosti/"), HttpResponse("news"))
    assert "public" in policy["Cache-Control"]
    assert "s-maxage=30" in policy["Cache-Control"]
    assert "Cookie" in policy["Vary"]


def test_a_page_of_somebody_signed_in_may_not() -> None:
    request = requests.get("/ru/novosti/")
    request.COOKIES["sessionid"] = "abc"
    assert "private" in answer(request, HttpResponse("news"))["Cache-Control"]


@pytest.mark.parametrize("status", [301, 302, 400, 403, 404, 500])
def test_only_a_page_that_was_found_may_be_kept(status: int) -> None:
    assert "public" not in answer(requests.get("/en/news/"), HttpResponse(status=status))["Cache-Control"]


def test_an_answer_that_sets_a_cookie_may_not_be_kept() -> None:
    response = HttpResponse("form")
    response.set_cookie("csrftoken", "x")
    assert "private" in answer(requests.get("/en/news/"), response)["Cache-Control"]


def test_an_answer_to_a_form_may_not_be_kept() -> None:
    assert "private" in answer(requests.post("/en/news/"), HttpResponse("thanks"))["Cache-Control"]


def test_what_a_view_says_itself_stands() -> None:
    response = HttpResponse("x", headers={"Cache-Control": "no-store"})
    assert answer(requests.get("/ru/"), response)["Cache-Control"] == "no-store"


def test_the_admin_is_left_alone() -> None:
    assert not answer(requests.get("/admin/"), HttpResponse("x")).has_header("Cache-Control")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_home_page_may_be_kept(client: Client, en_home: HomePage, language: str) -> None:
    assert "public" in client.get(f"/{language}/")["Cache-Control"]


def test_a_page_that_is_not_there_may_not_be_kept(client: Client, en_home: HomePage) -> None:
    assert "public" not in client.get("/en/nowhere/")["Cache-Control"]
