"""The search page, the forms and the doors of an account, for those who come from a search engine."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Site

from tests.conftest import Trees

HOST = "http://testserver"
DOORS = {
    "/ru/poisk/": "/en/search/",
    "/ru/obratnaya-svyaz/": "/en/feedback/",
    "/ru/account/follow/": "/en/account/follow/",
    "/ru/account/login/": "/en/account/login/",
    "/ru/account/signup/": "/en/account/signup/",
}
ALL = [(ru, {"ru": ru, "en": en}) for ru, en in DOORS.items()] + [
    (en, {"ru": ru, "en": en}) for ru, en in DOORS.items()
]


def head(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser").head
    assert "X-Robots-Tag" not in response.headers or not is_found(soup)
    return soup


def is_found(soup: BeautifulSoup) -> bool:
    return soup.find("meta", attrs={"name": "robots"}) is None


@pytest.mark.parametrize(("address", "pair"), ALL)
def test_a_door_is_found_under_its_own_address_and_knows_its_other_language(
    client: Client, site: Site, address: str, pair: dict[str, str]
) -> None:
    soup = head(client, address)
    assert is_found(soup)
    assert soup.find("link", rel="canonical")["href"] == HOST + address
    alternates = {link["hreflang"]: link["href"] for link in soup.find_all("link", rel="alternate", hreflang=True)}
    assert alternates == {code: HOST + path for code, path in (*pair.items(), ("x-default", pair["ru"]))}
    assert len(soup.title.get_text()) > 10
    said = soup.find("meta", attrs={"name": "description"})["content"]
    assert len(said) > 40
    assert any("а" <= letter <= "я" for letter in said) == address.startswith("/ru/")


@pytest.mark.parametrize("query", ["?q=мост", "?q=", "?about=/ru/", "?next=/ru/novosti/", "?utm_source=x"])
@pytest.mark.parametrize("address", [address for address, _pair in ALL])
def test_what_is_asked_there_and_the_way_back_are_found_by_no_engine(
    client: Client, site: Site, address: str, query: str
) -> None:
    soup = head(client, address + query)
    assert not is_found(soup)
    assert soup.find("link", rel="canonical") is None


@pytest.mark.parametrize("path", ["saved/", "inactive/", "login/code/", "password/reset/"])
def test_other_pages_of_an_account_stay_out(client: Client, site: Site, path: str) -> None:
    assert not is_found(head(client, f"/ru/account/{path}"))


def test_sitemap_has_the_doors_and_robots_may_pass(client: Client, homes: Trees) -> None:
    listed = client.get("/sitemap.xml").content.decode()
    robots = client.get("/robots.txt").content.decode()
    barred = [line.split(": ")[1] for line in robots.splitlines() if line.startswith("Disallow: ")]
    for address, pair in ALL:
        assert f"<loc>{HOST}{address}</loc>" in listed
        assert f'hreflang="en" href="{HOST}{pair["en"]}"' in listed
        assert not any(address.startswith(start) for start in barred)
