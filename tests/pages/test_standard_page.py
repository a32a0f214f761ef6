"""Pages that stand by themselves."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import BasePage
from tests.events.factories import photo
from tests.pages.factories import make_page

Trees = dict[str, BasePage]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]

MAX_QUERIES = 12


def paragraph(text: str) -> dict[str, object]:
    return {"type": "paragraph", "value": f"<p>{text}</p>", "id": f"{abs(hash(text)):032x}"[:32]}


@pytest.mark.parametrize(
    ("language", "title", "lead", "caption", "credit"),
    [
        ("ru", "Посетителям", "Когда прийти.", "Мост утром", "Фото: пресс-служба"),
        ("en", "Visit", "When to come.", "The bridge in the morning", "Photo: Press Office"),
    ],
)
def test_page_shows_its_text_and_its_photograph_in_its_language(
    client: Client, homes: Trees, language: str, title: str, lead: str, caption: str, credit: str
) -> None:
    make_page(homes[language], title, "visit", lead=lead, lead_photo=photo(), body=json.dumps([paragraph("Река.")]))
    page = client.get(f"/{language}/visit/").content.decode().replace("\xa0", " ")
    for text in (f"<h1>{title}</h1>", lead, caption, credit, "Река"):
        assert text in page


def test_page_lists_the_live_pages_below_it(client: Client, homes: Trees) -> None:
    parent = make_page(homes["ru"], "О центре", "o-centre")
    make_page(parent, "Команда", "komanda")
    make_page(parent, "Черновик", "chernovik", live=False)
    page = client.get("/ru/o-centre/").content.decode()
    assert "В этом разделе" in page
    assert 'href="/ru/o-centre/komanda/"' in page
    assert "Черновик" not in page


def test_page_asks_the_same_whatever_its_length(client: Client, homes: Trees) -> None:
    counts = []
    for number in (1, 20):
        parent = make_page(
            homes["ru"],
            f"Раздел {number}",
            f"razdel-{number}",
            body=json.dumps([paragraph(str(place)) for place in range(number)]),
        )
        for child in range(number):
            make_page(parent, f"Страница {child}", f"s-{child}")
        address = f"/ru/razdel-{number}/"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= MAX_QUERIES


def test_very_long_title_takes_the_smaller_size(client: Client, homes: Trees) -> None:
    make_page(homes["ru"], "Долгая дорога " * 18, "dolgo")
    assert '<h1 class="long">' in client.get("/ru/dolgo/").content.decode()


def test_page_whose_photograph_was_deleted_still_opens(client: Client, homes: Trees) -> None:
    picture = photo()
    make_page(homes["ru"], "Посетителям", "visit", lead_photo=picture)
    type(picture).objects.filter(pk=picture.pk).delete()
    page = client.get("/ru/visit/")
    assert page.status_code == 200
    assert 'class="refl"' not in page.content.decode()
