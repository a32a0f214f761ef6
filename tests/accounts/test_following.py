"""Following by one press: what the script is told, what it may ask for, what happens to the letters."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from accounts.following import MOST
from accounts.models import Follow, Subscription, User
from core.models import BasePage
from tests.articles.factories import make_article, make_topic

Trees = dict[str, BasePage]


def press(client: Client, key: object, action: str = "follow", **more: Any) -> Any:
    form = {"kind": "articles.Topic", "key": key, "action": action, **more}
    return client.post("/ru/account/follow/change/", form)


def test_the_script_is_told_what_is_followed(visitor_client: Client, news: Trees) -> None:
    topic = make_topic()
    assert visitor_client.get("/ru/account/state/").json()["followed"] == []
    assert press(visitor_client, topic.pk).json() == {"isFollowed": True}
    assert press(visitor_client, topic.pk).json() == {"isFollowed": True}
    told = visitor_client.get("/en/account/state/")
    assert told.json()["followed"] == [f"articles.Topic {topic.pk}"]
    assert told.json()["canFollow"]
    assert "private" in told.headers["Cache-Control"]
    assert press(visitor_client, topic.pk, "unfollow").json() == {"isFollowed": False}
    assert not Follow.objects.exists()


def test_what_is_followed_shows_in_no_public_page(visitor_client: Client, news: Trees) -> None:
    topic = make_topic()
    address = make_article(news["ru"], topics=[topic]).get_url()
    press(visitor_client, topic.pk)
    mine, anybodys = visitor_client.get(address), Client().get(address)
    mains = [BeautifulSoup(page.content, "html.parser").main for page in (mine, anybodys)]
    assert [link.get_text().strip() for link in mains[0].select("a[data-module=follow]")] == ["Следить: Диалоги"]
    assert mains[0] == mains[1]
    assert anybodys.headers["Cache-Control"].startswith("public")


def test_an_address_that_never_answered_is_left_to_the_page_that_writes_to_it(
    visitor: User, visitor_client: Client, news: Trees
) -> None:
    EmailAddress.objects.update(verified=False)
    topic = make_topic()
    assert not visitor_client.get("/ru/account/state/").json()["canFollow"]
    assert press(visitor_client, topic.pk).status_code == 409
    assert not Subscription.objects.exists()


def test_letters_end_with_the_last_thing_followed(visitor: User, visitor_client: Client, news: Trees) -> None:
    first, second = make_topic(), make_topic(name_ru="Мосты", name_en="Bridges")
    for topic in (first, second):
        press(visitor_client, topic.pk)
    press(visitor_client, first.pk, "unfollow")
    assert Subscription.objects.get().is_running
    form = {"kind": "articles.Topic", "key": second.pk}
    page = visitor_client.post("/ru/account/letters/unfollow/", form, follow=True).content.decode()
    assert "Теперь вы ни за чем не следите, и письма больше не придут." in page
    assert not Subscription.objects.get().is_running
    press(visitor_client, second.pk)
    assert Subscription.objects.get().is_running


def test_unfollowing_what_is_not_followed_ends_no_letters(visitor: User, visitor_client: Client, news: Trees) -> None:
    Subscription.objects.create(user=visitor, email=visitor.email, confirmed_at=timezone.now())
    assert press(visitor_client, make_topic().pk, "unfollow").status_code == 200
    assert Subscription.objects.get().is_running
    page = visitor_client.get("/en/account/letters/").content.decode()
    assert "They tell of everything new at the centre." in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "Сейчас письма рассказывают вам обо всём новом"), ("en", "Your letters now tell of everything")],
)
def test_who_hears_of_everything_is_told_first_that_letters_will_narrow(
    visitor: User, visitor_client: Client, news: Trees, language: str, words: str
) -> None:
    topic = make_topic()
    Subscription.objects.create(email=visitor.email, confirmed_at=timezone.now())  # taken out as a guest
    assert not visitor_client.get("/ru/account/state/").json()["canFollow"]
    assert press(visitor_client, topic.pk).status_code == 409
    address = f"/{language}/account/follow/?kind=articles.Topic&key={topic.pk}"
    assert words in " ".join(visitor_client.get(address).content.decode().replace("\u00a0", " ").split())
    form = {"kind": "articles.Topic", "key": topic.pk, "csrfmiddlewaretoken": "x"}
    visitor_client.post(f"/{language}/account/follow/", form)
    assert visitor_client.get("/ru/account/state/").json()["canFollow"]
    assert words not in visitor_client.get(address).content.decode().replace("\u00a0", " ")


def test_a_full_list_says_so(visitor: User, visitor_client: Client, news: Trees) -> None:
    topic = make_topic()
    subscription = Subscription.objects.create(user=visitor, email=visitor.email, confirmed_at=timezone.now())
    Follow.objects.bulk_create(
        Follow(subscription=subscription, kind="articles.Topic", key=f"x{number}") for number in range(MOST)
    )
    assert press(visitor_client, topic.pk).status_code == 409
    form = {"kind": "articles.Topic", "key": topic.pk, "csrfmiddlewaretoken": "x"}
    page = visitor_client.post("/ru/account/follow/", form, follow=True).content.decode()
    assert "больше в список не помещается" in page
    assert Follow.objects.count() == MOST


@pytest.mark.parametrize("key", ["", "9" * 40, "x" * 10_000, "-1", "1 OR 1=1", "🜁", "\x01"])
def test_what_cannot_be_followed_is_refused(visitor_client: Client, news: Trees, key: str) -> None:
    assert press(visitor_client, key).status_code in {400, 409}
    assert press(visitor_client, key, kind="accounts.User").status_code in {400, 409}
    assert press(visitor_client, key, "unfollow").status_code in {200, 400}
    assert not Follow.objects.exists()


def test_a_guest_and_a_page_of_another_site_follow_nothing(visitor: User, client: Client, news: Trees) -> None:
    assert press(client, 1).status_code == 401
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(visitor)
    assert press(strict, make_topic().pk).status_code == 403
    assert not Follow.objects.exists()
