"""What the page editor is told of photographs."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from images.models import Photo
from tests.images.factories import jpeg_bytes, make_photo

pytestmark = pytest.mark.django_db


def ask(client: Client, ids: str, **query: str) -> list[dict]:
    return client.get(reverse("photo_facts"), {"ids": ids, **query}).json()["photos"]


def test_facts_come_in_the_order_asked_for_and_in_both_languages(press_client: Client) -> None:
    first, second = make_photo("one"), make_photo("two")
    found = ask(press_client, f"{second.pk},{first.pk}")
    assert [entry["id"] for entry in found] == [second.pk, first.pk]
    assert found[0]["credit"] == {"ru": "Фото: пресс-служба «Излучины»", "en": "Photo: Izluchina Press Office"}
    assert found[0]["alt"] == {"ru": "Река вечером", "en": "The river in the evening"}


def test_no_credit_is_an_empty_text(press_client: Client) -> None:
    photo = make_photo(credit=None)
    assert ask(press_client, str(photo.pk))[0]["credit"] == {"ru": "", "en": ""}


def test_a_new_photograph_names_its_twin(press_client: Client) -> None:
    old, new = (Photo(title=title) for title in ("old", "new"))
    for photo in (old, new):
        photo.file.save(f"{photo.title}.jpg", ContentFile(jpeg_bytes()), save=False)
        photo.width, photo.height = 1200, 800
        photo.save()
        photo.get_file_hash()
    assert ask(press_client, str(new.pk), new="1")[0]["twin"]["title"] == "old"
    assert ask(press_client, str(new.pk))[0]["twin"] is None


@pytest.mark.parametrize("ids", ["", "x", "-1", "9" * 40, "1,,2", "0"])
def test_nonsense_finds_nothing(press_client: Client, ids: str) -> None:
    assert ask(press_client, ids) == []


def test_a_visitor_learns_nothing(client: Client) -> None:
    photo = make_photo()
    response = client.get(reverse("photo_facts"), {"ids": str(photo.pk)})
    assert response.status_code == 302


def test_the_number_of_queries_does_not_grow(
    press_client: Client, django_assert_max_num_queries: Callable[[int], AbstractContextManager]
) -> None:
    photos = [make_photo(f"p{number}") for number in range(6)]
    ids = ",".join(str(photo.pk) for photo in photos)
    ask(press_client, ids)  # makes the previews
    with django_assert_max_num_queries(14):
        ask(press_client, ids)
