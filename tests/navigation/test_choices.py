"""The region and the accessible view, chosen without JavaScript."""

import pytest
from django.test import Client

from core.models import BasePage
from navigation.display import SETTINGS, Display
from tests.events.factories import region
from venues.models import Region

Trees = dict[str, BasePage]
pytestmark = pytest.mark.django_db

FOREIGN = [
    "https://evil.example/",
    "//evil.example/ru/",
    "\\\\evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "ru/",
    "",
    "/" + "a" * 5000,
]


@pytest.fixture
def regions(homes: Trees) -> list[Region]:
    """Two regions."""
    return [region(), region("kazan", "Казань", "Kazan")]


def test_chosen_region_is_remembered_and_the_visitor_goes_back(client: Client, regions: list[Region]) -> None:
    response = client.post("/ru/region/", {"region": "kazan", "next": "/ru/novosti/?topic=1"})
    assert response.status_code == 302
    assert response["Location"] == "/ru/novosti/?topic=1"
    assert response.cookies["region"].value == "kazan"
    assert response.cookies["region"]["samesite"] == "Lax"


@pytest.mark.parametrize("address", FOREIGN)
@pytest.mark.parametrize("path", ["/en/region/", "/en/display/"])
def test_going_back_never_leaves_the_site(client: Client, regions: list[Region], path: str, address: str) -> None:
    response = client.post(path, {"region": "moscow", "next": address})
    assert response.status_code == 302
    assert response["Location"] == "/en/"


@pytest.mark.parametrize(
    ("path", "message"), [("/ru/region/", "Такого региона нет"), ("/en/region/", "no such region")]
)
@pytest.mark.parametrize("slug", ["atlantis", "", "москва", "x" * 500])
def test_unknown_region_gets_a_clear_message(
    client: Client, regions: list[Region], path: str, message: str, slug: str
) -> None:
    response = client.post(path, {"region": slug, "next": "/ru/"})
    assert response.status_code == 400
    assert message in response.content.decode().replace("\xa0", " ")
    assert "region" not in response.cookies


def test_region_page_offers_every_region_by_itself(client: Client, regions: list[Region]) -> None:
    page = client.get("/en/region/?next=/en/news/").content.decode()
    assert 'value="kazan"' in page
    assert '<input type="hidden" name="next" value="/en/news/">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_chosen_view_is_printed_into_the_next_page(client: Client, homes: Trees) -> None:
    response = client.post("/ru/display/", {"fs": "3", "cs": "wb", "sp": "1", "im": "3", "ff": "2", "next": "/ru/"})
    assert response.status_code == 302
    page = client.get("/ru/").content.decode()
    assert 'data-fs="3" data-cs="wb" data-im="3" data-ff="2"' in page
    assert 'value="3" id="fs-3" checked' in page
    assert "data-sp" not in page


def test_usual_view_comes_back(client: Client, homes: Trees) -> None:
    client.post("/ru/display/", {"fs": "4"})
    assert 'data-fs="4"' in client.get("/ru/").content.decode()
    client.post("/ru/display/", {"fs": "4", "reset": "1"})
    assert "data-fs" not in client.get("/ru/").content.decode()


def test_display_form_is_only_sent(client: Client, homes: Trees) -> None:
    assert client.get("/ru/display/").status_code == 405


@pytest.mark.parametrize(
    "junk", ["", "fs9-cs<script>", "a" * 5000, "fs3fs3", "-----", '"><b>', "fs２", "\\x00", "fs1-fs4-fs2x"]
)
def test_nonsense_in_the_cookie_is_the_usual_view(client: Client, homes: Trees, junk: str) -> None:
    response = client.get("/ru/", headers={"cookie": f"a11y={junk}".encode().decode("latin-1")})
    assert response.status_code == 200
    assert "data-fs" not in response.content.decode()


def test_view_survives_the_cookie() -> None:
    for code, _name, choices in SETTINGS:
        for value, _label in choices:
            assert Display.from_cookie(Display({code: value}).to_cookie()).values[code] == value
