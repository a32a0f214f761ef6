"""A colleague without an account reads a draft by a link and leaves a comment."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment

from accounts.models import User
from publishing.models import ReviewLink
from tests.publishing.drafts import Trees, draft_article, draft_pair

pytestmark = pytest.mark.django_db


def link_to(page: object, **fields: object) -> ReviewLink:
    return ReviewLink.objects.create(page=page, **{"expires_at": timezone.now() + timedelta(days=1), **fields})


def address(link: ReviewLink, language: str = "ru") -> str:
    return f"/{language}/review/{link.token}/"


def test_the_draft_is_read_in_both_languages_and_kept_from_robots(news: Trees, client: Client) -> None:
    first, second = draft_pair(news, "secret")
    link = link_to(first)
    for page, language in ((first, "ru"), (second, "en")):
        response = client.get(address(link, language))
        text = response.content.decode()
        assert page.title in text.replace("\xa0", " ")
        assert address(link, "en" if language == "ru" else "ru") in text
        assert "wagtail-userbar" not in text
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
    assert client.get(first.get_url()).status_code == 404


def test_both_languages_stand_on_one_page_when_asked(news: Trees, client: Client) -> None:
    first, second = draft_pair(news, "secret")
    response = client.get(f"{address(link_to(first), 'en')}?both")
    text = response.content.decode().replace("\xa0", " ")
    assert text.index(second.title) < text.index(first.title), "the language of the address comes first"
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {f"review-{code}" for code in ("ru", "en")} <= set(ids)
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]


def test_side_by_side_a_comment_lands_on_the_version_it_stands_below(news: Trees, client: Client) -> None:
    first, second = draft_pair(news, "secret")
    link = link_to(first)
    words = {"name": "Анна", "text": "Здесь опечатка.", "website": ""}
    text = client.post(f"{address(link)}?both", words, follow=True).content.decode().replace("\xa0", " ")
    assert text.count("Ваш комментарий получила редакция") == 1
    assert second.title in text
    assert Comment.objects.get().page_id == first.pk


def test_one_language_alone_is_shown_alone(news: Trees, client: Client) -> None:
    page = draft_article(news["ru"], "Только по-русски")
    text = client.get(f"{address(link_to(page))}?both").content.decode()
    assert "Только" in text
    assert "?both" not in text


@pytest.mark.parametrize(
    "fields", [{"expires_at": timezone.now() - timedelta(minutes=1)}, {"revoked_at": timezone.now()}]
)
def test_a_link_that_is_over_or_revoked_opens_nothing(news: Trees, client: Client, fields: dict) -> None:
    assert client.get(address(link_to(draft_pair(news, "secret")[0], **fields))).status_code == 404


@pytest.mark.parametrize("token", ["1", "x.y", "1-abc.def", "….", "a" * 400])
def test_a_forged_token_opens_nothing(news: Trees, client: Client, token: str) -> None:
    link_to(draft_pair(news, "secret")[0])
    assert client.get(f"/ru/review/{token}/").status_code == 404


def test_a_comment_lands_among_the_pages_comments(news: Trees, client: Client) -> None:
    first, second = draft_pair(news, "secret")
    link = link_to(first)
    answer = client.post(address(link, "en"), {"name": "Анна", "text": "Дата неверна.", "website": ""}, follow=True)
    assert "Your comment has reached the editors" in answer.content.decode().replace("\xa0", " ")
    comment = Comment.objects.get()
    assert (comment.page_id, comment.text, comment.user.is_active) == (second.pk, "Анна: Дата неверна.", False)


def test_robots_and_floods_leave_nothing(news: Trees, client: Client) -> None:
    link = link_to(draft_pair(news, "secret")[0])
    client.post(address(link), {"name": "Robot", "text": "Buy", "website": "http://example.org"})
    assert not Comment.objects.exists()
    for number in range(12):
        headers = {"X-Forwarded-For": f"10.0.0.{number}"}
        last = client.post(address(link), {"name": "Анна", "text": f"Ещё {number}"}, headers=headers)
    assert Comment.objects.count() == 10
    assert "Ещё 11" in last.content.decode()


def test_editors_make_links_and_revoke_them(
    news: Trees, press_client: Client, translator_client: Client, press: User, client: Client
) -> None:
    first = draft_pair(news, "secret")[0]
    screen = reverse("review_links", args=[first.pk])
    translator_client.post(screen, {"guest": "x", "days": "3"})
    assert not ReviewLink.objects.exists()
    text = press_client.post(screen, {"guest": "Редакция журнала", "days": "3"}, follow=True).content.decode()
    link = ReviewLink.objects.get()
    assert address(link) in text
    assert link.created_by == press
    press_client.post(screen, {"revoke": str(link.pk)})
    assert client.get(address(link)).status_code == 404
    assert press_client.post(screen, {"guest": "", "days": "1000"}).status_code == 200
    assert ReviewLink.objects.count() == 1
