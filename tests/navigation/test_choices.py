"""The region and the accessible view, chosen without JavaScript."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from core.models import BasePage
from navigation.display import SETTINGS, Display
from tests.events.factories import region
from venues.models import Region

Trees = dict[str, BasePage]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]

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


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour.lstrip("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else re.findall("..", digits)
    shares = [int(pair, 16) / 255 for pair in pairs]
    linear = [share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted([brightness(one), brightness(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("code", [value for value, _name in SETTINGS[1][2]][1:])
def test_every_colour_scheme_is_read_with_weak_eyes(settings: Any, code: str) -> None:
    """Text of at least 7:1 (WCAG 2.2, 1.4.6), marks of the focus of at least 3:1."""
    sheet = (Path(settings.STATICFILES_DIRS[0]) / "css/a11y.css").read_text()
    block = sheet.split(f":root:is([data-cs={code}]", 1)[1].split("}")[0]
    colours = dict(re.findall(r"--([\w-]+): (#\w+);", block))
    for ink, paper in [("ink", "paper"), ("ink-2", "paper-2"), ("on-river", "river"), ("on-light", "light")]:
        assert contrast(colours[ink], colours[paper]) >= 7, (code, ink)
    assert contrast(colours["err"], colours["paper"]) >= 7
    assert contrast(colours["ok"], colours["paper"]) >= 7
    assert contrast(colours["focus"], colours["paper"]) >= 3


def test_view_goes_with_the_reader_into_the_other_language(client: Client, homes: Trees) -> None:
    client.post("/ru/display/", {"cs": "be", "ls": "3", "next": "/en/"})
    for address in ("/ru/", "/en/", "/en/nothing-here/"):
        assert 'data-cs="be" data-ls="3"' in client.get(address).content.decode()


@pytest.mark.parametrize(("path", "words"), [("/ru/", "Межбуквенный интервал"), ("/en/", "Letter spacing")])
def test_panel_names_its_settings(client: Client, homes: Trees, path: str, words: str) -> None:
    assert words in client.get(path).content.decode()


def test_every_region_tells_its_time_for_the_guess(client: Client, regions: list[Region]) -> None:
    Region.objects.filter(slug="kazan").update(time_zone="Asia/Omsk")
    page = client.get("/en/region/").content.decode()
    assert 'value="kazan" class="lk" data-zone="Asia/Omsk"' in page


def test_long_list_of_regions_has_a_field_to_narrow_it(client: Client, regions: list[Region]) -> None:
    assert 'id="page-filter"' not in client.get("/en/region/").content.decode()
    for number in range(8):
        region(f"shore-{number}", f"Берег {number}", f"Shore {number}")
    assert 'id="page-filter"' in client.get("/en/region/").content.decode()
    assert "Найти регион" in client.get("/ru/region/").content.decode()
