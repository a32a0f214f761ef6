"""Pages whose photographs say nothing to those who cannot see them."""

import pytest
from django.utils import translation

from core.publication import warnings
from tests.articles.factories import make_article
from tests.conftest import Trees
from tests.images.factories import make_photo

pytestmark = pytest.mark.django_db


def said(page: object) -> list[str]:
    with translation.override("en"):
        return [problem.message for problem in warnings(page) if "description" in problem.message]


def gallery(photo: int, **values: object) -> list[dict]:
    item = {"type": "item", "value": {"photo": photo, "caption": "", **values}, "id": "b"}
    return [{"type": "gallery", "value": {"title": "", "photos": [item]}, "id": "a"}]


def test_missing_description_in_the_language_of_the_page_is_a_warning(news: Trees) -> None:
    photo = make_photo("bridge", alt_ru="")
    assert "“bridge”" in said(make_article(news["ru"], body=gallery(photo.pk)))[0]
    assert said(make_article(news["en"], body=gallery(photo.pk))) == []


@pytest.mark.parametrize("values", [{"alt": "Мост"}, {"decorative": True}])
def test_a_description_for_this_use_or_decorative_is_enough(news: Trees, values: dict) -> None:
    photo = make_photo("bridge", alt_ru="")
    assert said(make_article(news["ru"], body=gallery(photo.pk, **values))) == []


def test_decorative_no_more_asks_for_a_description_again_and_still_saves(news: Trees) -> None:
    photo = make_photo("bridge", alt_ru="")
    article = make_article(news["ru"], body=gallery(photo.pk, decorative=True))
    article.body[0].value["photos"][0]["decorative"] = False
    article.save()
    assert len(said(article)) == 1


def test_the_link_to_the_photograph_leads_back_to_the_page(news: Trees) -> None:
    article = make_article(news["ru"], lead_photo=make_photo("bridge", alt_ru=""))
    (found,) = [problem for problem in warnings(article) if problem.name == "bridge"]
    assert f"next=%2Fadmin%2Fpages%2F{article.pk}%2Fedit%2F" in found.url


def test_lead_photo_is_looked_at_and_named_once(news: Trees) -> None:
    photo = make_photo("bridge", alt_ru="")
    article = make_article(news["ru"], lead_photo=photo, body=gallery(photo.pk))
    assert len(said(article)) == 1
