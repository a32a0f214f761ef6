"""Pages and the photographs on them: no publishing without a credit or outside the rights."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticlePage
from core.publication import Problem, PublicationRefused, problems_of
from images.models import CreditLine
from tests.conftest import Trees
from tests.images.factories import make_credit, make_photo


def article(news: Trees, **fields: object) -> ArticlePage:
    index = news["ru"]
    page = index.add_child(
        instance=ArticlePage(title="Премьера", slug="premiere", locale=index.locale, live=False, **fields)
    )
    page.save_revision()
    return page


def story(*photos: object) -> str:
    items = [{"type": "item", "id": str(uuid4()), "value": {"photo": photo.pk, "caption": ""}} for photo in photos]
    return json.dumps([{"type": "gallery", "id": str(uuid4()), "value": {"title": "", "photos": items}}])


def problems(page: ArticlePage) -> list[Problem]:
    return problems_of(page.get_latest_revision_as_object())


def test_a_photo_without_a_credit_is_named_with_a_link_that_leads_back(news: Trees) -> None:
    bare = make_photo("Мост", credit=None)
    page = article(news, lead_photo=make_photo("Fine"), body=story(bare))
    (found,) = problems(page)
    assert found.is_blocking
    assert "Мост" in found.message
    assert found.url.startswith(reverse("wagtailimages:edit", args=[bare.pk]))
    assert f"next=%2Fadmin%2Fpages%2F{page.pk}%2Fedit%2F" in found.url
    with pytest.raises(PublicationRefused):
        page.get_latest_revision().publish()
    bare.credit = make_credit()
    bare.save()
    page.get_latest_revision().publish()


@pytest.mark.parametrize(
    ("first", "last", "blocks"),
    [(None, -1, [True]), (1, None, [True]), (None, 0, [False]), (None, 29, [False]), (0, 100, []), (None, None, [])],
)
def test_rights_block_outside_and_warn_near_their_end(
    news: Trees, first: int | None, last: int | None, blocks: list[bool]
) -> None:
    today = timezone.localdate()
    photo = make_photo(
        usage_from=None if first is None else today + timedelta(days=first),
        usage_until=None if last is None else today + timedelta(days=last),
    )
    assert [problem.is_blocking for problem in problems(article(news, lead_photo=photo))] == blocks


def test_rights_are_judged_for_the_day_a_page_is_scheduled_for(news: Trees) -> None:
    photo = make_photo(usage_until=timezone.localdate() + timedelta(days=40))
    page = article(news, lead_photo=photo, go_live_at=timezone.now() + timedelta(days=50))
    assert [problem.is_blocking for problem in problems(page)] == [True]


def test_an_embargoed_photograph_holds_its_page_until_the_embargo_ends(news: Trees) -> None:
    until = timezone.now() + timedelta(days=2)
    photo = make_photo(embargo_until=until)
    page = article(news, lead_photo=photo)
    assert [problem.is_blocking for problem in problems(page)] == [True]
    assert not problems_of(page.get_latest_revision_as_object(), at=until)


def test_a_proposed_name_warns_until_it_is_confirmed(news: Trees) -> None:
    line = CreditLine.objects.create(name_ru="Ольга Ветрова", name_en="Olga Vetrova", is_proposed=True)
    page = article(news, lead_photo=make_photo(credit=line), body=story(make_photo("Other", credit=line)))
    (found,) = problems(page)
    assert not found.is_blocking
    assert found.url == reverse("wagtailsnippets_images_creditline:edit", args=[line.pk])
    line.is_proposed = False
    line.save()
    assert problems(page) == []


def test_bulk_publishing_says_which_photograph_is_in_the_way(news: Trees, editor_client: Client) -> None:
    page = article(news, lead_photo=make_photo("Мост", credit=None))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor_client.post(f"{address}?id={page.pk}", {"include_descendants": ""})
    page.refresh_from_db()
    assert not page.live
    assert "Мост" in " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_judging_twenty_photographs_costs_what_one_costs(news: Trees, django_assert_max_num_queries: object) -> None:
    page = article(news, body=story(*(make_photo(f"Photo {number}", 20, 20) for number in range(20))))
    draft = page.get_latest_revision_as_object()
    with django_assert_max_num_queries(10):
        problems_of(draft)
