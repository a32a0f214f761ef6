"""Following, confirming, digests, stopping."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from accounts import digests
from accounts.leaving import leave
from accounts.models import Digest, Follow, Letter, Subscription, User
from core.models import BasePage
from tests.accounts.conftest import address_in
from tests.articles.factories import make_article, make_topic
from tests.events import factories

Trees = dict[str, BasePage]
Letters = list[EmailMultiAlternatives]
#: A Thursday, eleven in the morning in Moscow.
THURSDAY = datetime(2026, 11, 26, 8, tzinfo=UTC)
ASKED = {"email": "guest@example.org", "rhythm": "weekly", "agrees": "on", "csrfmiddlewaretoken": "x"}


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


@pytest.mark.parametrize(("language", "subject"), [("ru", "Подтвердите"), ("en", "Confirm")])
def test_a_guest_is_written_to_only_after_confirming(
    site: Any, client: Client, letters: Letters, language: str, subject: str
) -> None:
    page = client.post(f"/{language}/account/follow/", ASKED)
    assert "guest@example.org" in page.content.decode()
    assert letters[0].subject.startswith(subject)
    assert digests.send_due(THURSDAY) == 0
    address = path_of(address_in(letters[0], "letters/confirm"))
    client.get(address)
    assert not Subscription.objects.get().is_running
    client.post(address)
    assert Subscription.objects.get().is_running
    assert Subscription.objects.get().language == language


def test_an_address_that_is_subscribed_sees_the_same_page(site: Any, letters: Letters) -> None:
    Subscription.objects.create(email="guest@example.org", confirmed_at=THURSDAY)
    known = Client().post("/ru/account/follow/", ASKED).content.decode()
    unknown = Client().post("/ru/account/follow/", {**ASKED, "email": "other@example.org"}).content.decode()
    assert known.count("Остался один шаг") == unknown.count("Остался один шаг") > 0
    assert len(letters) == 2
    assert Subscription.objects.get(email="guest@example.org").is_running


@pytest.mark.parametrize("address", ["letters/confirm/nothing/", "letters/stop/nothing/"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_link_that_is_dead_says_so(site: Any, client: Client, address: str, language: str) -> None:
    for method in (client.get, client.post):
        response = method(f"/{language}/account/{address}")
        assert response.status_code == 410
        with translation.override(language):
            assert translation.gettext("This link no longer works") in response.content.decode()


def test_a_visitor_follows_a_topic_and_gets_each_digest_once(
    visitor: User, visitor_client: Client, letters: Letters, news: Trees
) -> None:
    topic = make_topic()
    page = visitor_client.get(f"/ru/account/follow/?kind=articles.Topic&key={topic.pk}").content.decode()
    assert "Следить: Диалоги" in page
    form = {"kind": "articles.Topic", "key": topic.pk, "csrfmiddlewaretoken": "x"}
    page = visitor_client.post("/ru/account/follow/", form, follow=True).content.decode()
    assert "Диалоги" in page
    Subscription.objects.update(confirmed_at=THURSDAY - timedelta(days=3))
    make_article(news["ru"], "Мост открыт", topics=[topic], published_at=THURSDAY - timedelta(days=1))
    make_article(news["ru"], "О другом", published_at=THURSDAY - timedelta(days=1))
    make_article(news["en"], "The bridge", topics=[topic], published_at=THURSDAY - timedelta(days=1))
    assert digests.send_due(THURSDAY - timedelta(days=1)) == 0
    assert digests.send_due(THURSDAY) == 1
    assert digests.send_due(THURSDAY + timedelta(hours=5)) == 0
    [letter] = letters
    assert "Мост открыт" in letter.subject
    assert "О другом" not in str(letter.body)
    assert "The bridge" not in str(letter.body)
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not digests.make(Subscription.objects.get().pk, Digest.objects.get().period, THURSDAY)
    assert digests.send_due(THURSDAY + timedelta(days=7)) == 1
    assert len(letters) == 1  # nothing new, no letter


def test_letters_that_begin_again_tell_no_old_news(site: Any, letters: Letters, news: Trees) -> None:
    subscription = Subscription.objects.create(email="guest@example.org", confirmed_at=THURSDAY - timedelta(days=200))
    Digest.objects.create(subscription=subscription, period="before", made_at=THURSDAY - timedelta(days=150))
    make_article(news["ru"], "Летняя новость", published_at=THURSDAY - timedelta(days=120))
    make_article(news["ru"], "Мост открыт", published_at=THURSDAY - timedelta(days=10))
    digests.send_due(THURSDAY)
    assert "Мост открыт" in str(letters[0].body)
    assert "Летняя новость" not in str(letters[0].body)


@pytest.mark.parametrize(("language", "sent"), [("ru", "Остался один шаг"), ("en", "One step is left")])
def test_an_address_that_never_answered_is_written_to_first(
    visitor: User, visitor_client: Client, letters: Letters, language: str, sent: str
) -> None:
    EmailAddress.objects.update(verified=False)
    topic = make_topic()
    form = {"kind": "articles.Topic", "key": topic.pk, "csrfmiddlewaretoken": "x"}
    assert sent in visitor_client.post(f"/{language}/account/follow/", form).content.decode()
    assert (
        sent
        in visitor_client.post(
            f"/{language}/account/letters/", {"rhythm": "daily", "language": language}
        ).content.decode()
    )
    assert digests.send_due(timezone.now() + timedelta(days=6)) == 0
    address = path_of(address_in(letters[0], "letters/confirm"))
    visitor_client.post(address)
    assert Subscription.objects.get().is_running
    assert Subscription.objects.get().user == visitor
    visitor_client.post(f"/{language}/account/follow/", form)
    assert Follow.objects.get().key == str(topic.pk)
    assert len(letters) == 2


def test_one_click_of_a_mail_program_ends_the_letters(site: Any, letters: Letters) -> None:
    subscription = Subscription.objects.create(email="guest@example.org", confirmed_at=THURSDAY, language="en")
    strict = Client(enforce_csrf_checks=True)
    address = f"/en/account/letters/stop/{subscription.token}/"
    assert "Stop the letters?" in strict.get(address).content.decode()
    assert Subscription.objects.get().is_running
    for _time in range(2):
        assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.get().is_running
    assert digests.send_due(THURSDAY + timedelta(days=7)) == 0


def test_events_announced_since_the_last_letter_are_in_it(
    visitor: User, letters: Letters, whats_on: Trees, venue_section: Trees
) -> None:
    hall = factories.venue(venue_section)
    event = factories.event(whats_on, venue=hall)
    type(event).objects.filter(translation_key=event.translation_key).update(
        first_published_at=THURSDAY - timedelta(days=2)
    )
    factories.occurrence(event, THURSDAY.date() + timedelta(days=9))
    subscription = Subscription.objects.create(
        email="guest@example.org", confirmed_at=THURSDAY - timedelta(days=1), language="en", rhythm="daily"
    )
    Follow.objects.create(subscription=subscription, kind="venues.VenuePage", key=str(hall.translation_key))
    Digest.objects.create(subscription=subscription, period="before", made_at=THURSDAY - timedelta(days=3))
    digests.send_due(THURSDAY)
    assert "Waterfront Towns" in str(letters[0].body)
    assert "Город" not in str(letters[0].body)


@pytest.mark.parametrize(
    "query", ["?kind=accounts.User&key=1", "?kind=articles.Topic&key=9999999999999", "?kind=&key=" + "x" * 5000]
)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_cannot_be_followed_is_said_in_words(site: Any, client: Client, query: str, language: str) -> None:
    response = client.get(f"/{language}/account/follow/{query}")
    assert response.status_code == 404
    with translation.override(language):
        assert translation.gettext("There is nothing to follow here") in response.content.decode()


def test_a_guest_cannot_flood_an_address(site: Any, letters: Letters) -> None:
    codes = [Client().post("/ru/account/follow/", ASKED).status_code for _time in range(4)]
    assert codes == [200, 200, 200, 429]
    assert len(letters) == 3


def test_an_address_that_never_answers_is_forgotten(site: Any) -> None:
    Subscription.objects.create(email="guest@example.org", asked_at=timezone.now() - timedelta(days=8))
    digests.send_due()
    assert not Subscription.objects.exists()


def test_a_letter_the_server_refuses_is_tried_again_and_then_given_up(site: Any, monkeypatch: Any) -> None:
    from accounts import letters as box

    def refuse(self: EmailMultiAlternatives) -> int:
        raise OSError("no route to host")

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    letter = box.write("vera@example.org", "ru", box.Content(subject="Привет", paragraphs=("Да.",)))
    for tries in range(1, len(box.PAUSES) + 1):
        assert Letter.objects.get().tries == tries
        Letter.objects.update(due_at=timezone.now())
        box.send_waiting()
    assert not Letter.objects.filter(pk=letter.pk).exists()


def test_an_address_no_letter_can_carry_holds_up_no_other(site: Any, client: Client, monkeypatch: Any) -> None:
    from accounts import letters as box

    delivered: list[str] = []

    def deliver(self: EmailMultiAlternatives) -> int:
        delivered.append(sanitize_address(self.to[0], "utf-8"))  # what Django's SMTP backend does first
        return 1

    monkeypatch.setattr(EmailMultiAlternatives, "send", deliver)
    impossible = f"guest@{'ж' * 60}.рф"  # the form takes it; in ASCII (IDNA) it is too long
    with suppress(ValueError):
        client.post("/ru/account/follow/", {**ASKED, "email": impossible})
    box.Letter.objects.create(to="vera@example.org", subject="Привет", text="Да.")
    Letter.objects.update(written_at=timezone.now() - timedelta(hours=1), due_at=timezone.now() - timedelta(hours=1))
    box.send_waiting()
    assert delivered == ["vera@example.org"]
    assert not Letter.objects.exists()


@pytest.mark.parametrize("action", ["one click", "letters", "leave", "withdraw"])
def test_letters_end_at_whatever_address_they_began(
    visitor: User, visitor_client: Client, letters: Letters, action: str
) -> None:
    """The account's address has capitals, as an administrator may write it; the subscription began at another."""
    subscription = Subscription.objects.create(email="Vera@Example.org", user=visitor, confirmed_at=THURSDAY)
    if action in {"leave", "withdraw"}:
        Subscription.objects.update(email="former@example.org")
    if action == "one click":
        Client().post(f"/ru/account/letters/stop/{subscription.token}/")
    elif action == "letters":
        User.objects.filter(pk=visitor.pk).update(email="Vera@Example.org")
        visitor_client.post(
            "/ru/account/letters/", {"rhythm": "weekly", "language": "ru", "action": "stop", "csrfmiddlewaretoken": "x"}
        )
    elif action == "leave":
        leave(RequestFactory().get("/"), visitor, "ru")
    else:
        visitor_client.post("/ru/account/consent/", {"action": "withdraw"})
    assert not Subscription.objects.get().is_running
