"""Pages go out compressed; files do not."""

import gzip

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from core.compression import PageCompressionMiddleware
from home.models import HomePage

LONG = "Река течёт мимо тринадцати арок. " * 100


def _answer(response: HttpResponseBase, accept: str = "gzip, br") -> HttpResponseBase:
    def respond(_request: HttpRequest) -> HttpResponseBase:
        return response

    return PageCompressionMiddleware(respond)(RequestFactory().get("/ru/", headers={"accept-encoding": accept}))


def test_a_page_is_compressed_for_a_browser_that_takes_it() -> None:
    answer = _answer(HttpResponse(LONG))
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode() == LONG
    assert len(answer.content) < len(LONG)


def test_a_browser_that_does_not_take_it_gets_the_page_as_it_is() -> None:
    answer = _answer(HttpResponse(LONG), accept="identity")
    assert answer.content.decode() == LONG
    assert "Content-Encoding" not in answer


def test_what_is_compressed_already_is_left_alone() -> None:
    assert "Content-Encoding" not in _answer(HttpResponse(LONG, content_type="application/zip"))


def test_a_file_keeps_the_length_in_its_heading() -> None:
    answer = _answer(FileResponse(iter([LONG.encode()]), content_type="text/plain", headers={"Content-Length": "5900"}))
    assert "Content-Encoding" not in answer
    assert answer["Content-Length"] == "5900"


def test_the_home_page_comes_compressed(client: Client, en_home: HomePage) -> None:
    answer = client.get("/en/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"]
    assert "<h1" in gzip.decompress(answer.content).decode()
