"""Middleware: what is refused, which language is spoken, which policy is sent."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory, override_settings
from django.utils import translation
from wagtail.users.models import UserProfile

from accounts.models import User
from core.middleware import AdminPolicyMiddleware, BadInputMiddleware, SiteLocaleMiddleware

requests = RequestFactory()


def echo(request: HttpRequest) -> HttpResponse:
    """A view that answers with what was posted and the language it hears."""
    return HttpResponse("|".join(request.POST.values()) or translation.get_language())


def post(text: str, field: str = "title") -> HttpResponse:
    request = requests.post("/ru/form/", {field: text})
    middleware = BadInputMiddleware(echo)
    return middleware.process_view(request, echo, (), {}) or echo(request)


@pytest.mark.parametrize("address", ["/ru/poisk/?q=%00", "/ru/%00/", "/ru/?%01=a", "/ru/a%0Ab/", "/ru/?page=1%1F"])
def test_an_address_with_control_characters_gets_a_plain_page(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert "не удаётся прочитать" in response.content.decode()


def test_the_page_speaks_the_language_of_the_address(client: Client) -> None:
    page = client.get("/en/search/?q=%00", headers={"accept-language": "ru"}).content.decode()
    assert "cannot be read" in page
    assert '<html lang="en"' in page
    assert '<html lang="en"' in client.get("/?q=%00", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="ru"' in client.get("/?q=%00", headers={"accept-language": "de"}).content.decode()


@pytest.mark.parametrize("text", ["a\0b", '{"text": "a\\u0000b"}', '["\\ud800"]', '["\\udc00 alone"]'])
def test_a_form_with_what_no_database_keeps_is_refused(text: str) -> None:
    assert post(text).status_code == 400


@pytest.mark.parametrize("text", ["ok\ttab\r\nline", '{"t": "\\ud83d\\ude00"}', r'{"t": "\\u0000 spelled out"}', "😀‏"])
def test_a_form_with_unusual_but_sound_text_passes_unchanged(text: str) -> None:
    assert post(text).content.decode() == text


def test_controls_pasted_from_an_office_program_are_dropped_not_refused() -> None:
    assert post("line one\x0bline two").content.decode() == "line oneline two"


def test_a_json_body_with_a_nul_is_refused() -> None:
    request = requests.post("/ru/x/", data='{"a": "\\u0000"}', content_type="application/json")
    response = BadInputMiddleware(echo).process_view(request, echo, (), {})
    assert response is not None
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/ru/novosti/", "en", "ru"),
        ("/en/news/", "ru", "en"),
        ("/admin/login/", "en-GB", "en"),
        ("/admin/login/", "de,fr", "ru"),
        ("/russia/", "en", "en"),
        ("/", "", "ru"),
    ],
)
def test_the_address_decides_and_only_without_one_the_browser(path: str, accepted: str, language: str) -> None:
    response = SiteLocaleMiddleware(echo)(requests.get(path, headers={"accept-language": accepted}))
    assert response.content.decode() == language
    assert response["Content-Language"] == language


def test_a_page_with_a_language_in_its_address_is_the_same_for_every_browser() -> None:
    assert "Vary" not in SiteLocaleMiddleware(echo)(requests.get("/ru/novosti/"))
    assert SiteLocaleMiddleware(echo)(requests.get("/"))["Vary"] == "Accept-Language"


def test_an_address_without_a_language_is_not_guessed_into_one() -> None:
    def missing(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=404)

    response = SiteLocaleMiddleware(missing)(requests.get("/favicon.gif"))
    assert response.status_code == 404
    assert not isinstance(response, HttpResponseRedirect)


def test_visitors_get_the_strict_policy_and_the_admin_one_it_works_under() -> None:
    middleware = AdminPolicyMiddleware(echo)
    strict = middleware(requests.get("/ru/"))["Content-Security-Policy"]
    relaxed = middleware(requests.get("/admin/pages/"))["Content-Security-Policy"]
    assert "unsafe" not in strict
    assert "default-src 'none'" in strict
    assert "script-src 'self' 'unsafe-inline'" in relaxed
    assert "img-src 'self' data: blob:" in relaxed
    assert "unsafe-eval" not in relaxed


@pytest.mark.parametrize("path", ["/ru/", "/admin/pages/"])
@override_settings(MEDIA_ORIGIN="https://files.example")
def test_pictures_may_come_from_where_they_lie_and_nothing_else_may(path: str) -> None:
    policy = AdminPolicyMiddleware(echo)(requests.get(path))["Content-Security-Policy"]
    allowed = [part.split()[0] for part in policy.split(";") if "https://files.example" in part.split()]
    assert allowed == ["img-src"]


def test_even_a_refusal_carries_the_policy(client: Client) -> None:
    assert "default-src 'none'" in client.get("/ru/?q=%00")["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "refused", "missing"),
    [("ru", "нет доступа", "не найдена"), ("en", "do not have permission", "not found")],
)
def test_refusals_and_error_pages_of_the_admin_speak_the_language_a_person_works_in(
    press: User, press_client: Client, site: object, language: str, refused: str, missing: str
) -> None:
    profile = UserProfile.get_for_user(press)
    profile.preferred_language = language
    profile.save()
    other = {"accept-language": "en" if language == "ru" else "ru"}
    page = press_client.get("/admin/settings/core/sitesettings/", headers=other, follow=True)
    assert refused in page.content.decode()
    assert missing in press_client.get("/admin/no-such-page/", headers=other).content.decode()
