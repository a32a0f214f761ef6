"""Who saved an event is told when its page leaves the site before its time: once, in their language."""

from datetime import date

import pytest
from django.core.mail import EmailMultiAlternatives
from time_machine import Traveller

from accounts.models import SavedItem, User
from events.models import EventPage, UntoldChange
from events.schedule import changes
from tests.accounts.conftest import commits, make_visitor
from tests.events import factories
from tests.events.factories import TODAY, Trees, days
from tests.events.test_telling import publish, subjects

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]
SATURDAY = date(2026, 12, 5)
Letters = list[EmailMultiAlternatives]
GONE = {
    "vera@example.org": ["Больше нет в афише: Город у воды"],
    "mary@example.org": ["No longer on the programme: Waterfront Towns"],
}
BACK = {
    "vera@example.org": ["Снова в афише: Город у воды"],
    "mary@example.org": ["On the programme again: Waterfront Towns"],
}


@pytest.fixture
def saved(whats_on: Trees) -> EventPage:
    """A published event that a reader of each language has saved, and one who wants no such letters."""
    page = factories.event(whats_on)
    for one in pages(page):
        publish(one)
    readers = [make_visitor("vera@example.org", language="ru"), make_visitor("mary@example.org", language="en")]
    readers.append(make_visitor("quiet@example.org", language="ru", wants_notices=False))
    for reader in readers:
        SavedItem.objects.create(user=reader, translation_key=page.translation_key)
    return page


def pages(event: EventPage) -> list[EventPage]:
    return list(EventPage.objects.filter(translation_key=event.translation_key).order_by("pk"))


def unpublish(event: EventPage) -> None:
    for page in pages(event):
        page.unpublish()


def test_a_page_taken_off_is_told_once_with_the_dates_it_had(
    saved: EventPage, editor: User, wednesday: Traveller, mailoutbox: Letters
) -> None:
    factories.occurrence(saved, TODAY - days(2))
    factories.occurrence(saved, SATURDAY)
    changes.change(factories.occurrence(saved, SATURDAY, "21:00", "22:00"), editor, status="cancelled")
    unpublish(saved)
    assert subjects(wednesday, mailoutbox, minutes=4) == {}
    assert subjects(wednesday, mailoutbox) == GONE
    said = next(letter.body for letter in mailoutbox if letter.to == ["mary@example.org"]).replace("\u00a0", " ")
    assert "It was planned for: 5 December 2026, 19:00\n" in said
    assert "/whats-on/" not in said, "there is nothing to open any more"
    assert subjects(wednesday, mailoutbox, minutes=60) == {}


def test_a_page_put_back_in_time_is_never_told(saved: EventPage, wednesday: Traveller, mailoutbox: Letters) -> None:
    factories.occurrence(saved, SATURDAY)
    unpublish(saved)
    publish(saved)
    assert subjects(wednesday, mailoutbox) == {}


def test_a_page_put_back_after_the_letter_is_told_again(
    saved: EventPage, wednesday: Traveller, mailoutbox: Letters
) -> None:
    factories.occurrence(saved, SATURDAY)
    unpublish(saved)
    subjects(wednesday, mailoutbox)
    for page in pages(saved):
        publish(page)
    assert subjects(wednesday, mailoutbox, minutes=12) == BACK
    assert any(f"{saved.full_url}" in str(letter.body) for letter in mailoutbox)


def test_an_event_that_keeps_a_page_in_one_language_still_takes_place(
    saved: EventPage, wednesday: Traveller, mailoutbox: Letters
) -> None:
    factories.occurrence(saved, SATURDAY)
    pages(saved)[1].unpublish()
    assert subjects(wednesday, mailoutbox) == {}
    pages(saved)[0].unpublish()
    assert subjects(wednesday, mailoutbox, minutes=12) == GONE


def test_of_what_an_embargo_hides_no_word_is_said(saved: EventPage, wednesday: Traveller, mailoutbox: Letters) -> None:
    factories.occurrence(saved, SATURDAY)
    unpublish(saved)
    EventPage.objects.update(embargo_until=factories.NOW + days(2))
    assert subjects(wednesday, mailoutbox) == {}
    with commits():
        EventPage.objects.get(pk=saved.pk).delete()
    assert mailoutbox == []


@pytest.mark.parametrize("facts", [{}, {"run_starts_on": TODAY - days(9), "run_ends_on": TODAY - days(1)}])
def test_what_is_over_may_go_in_silence(
    saved: EventPage, wednesday: Traveller, mailoutbox: Letters, facts: dict[str, date]
) -> None:
    EventPage.objects.filter(pk=saved.pk).update(**facts)
    factories.occurrence(saved, TODAY - days(3))
    unpublish(saved)
    assert subjects(wednesday, mailoutbox) == {}


def test_an_exhibition_that_closes_early_is_told(saved: EventPage, wednesday: Traveller, mailoutbox: Letters) -> None:
    run = {"run_starts_on": TODAY - days(9), "run_ends_on": TODAY + days(30)}
    EventPage.objects.filter(pk=saved.pk).update(**run)
    unpublish(saved)
    assert subjects(wednesday, mailoutbox) == GONE


def test_the_first_publication_is_no_return(whats_on: Trees, wednesday: Traveller, mailoutbox: Letters) -> None:
    page = factories.event(whats_on)
    EventPage.objects.update(live=False, first_published_at=None)
    publish(page)
    assert not UntoldChange.objects.exists()


@pytest.mark.parametrize("is_unpublished_first", [False, True])
def test_a_deleted_event_is_told_once_in_each_readers_language(
    saved: EventPage, wednesday: Traveller, mailoutbox: Letters, is_unpublished_first: bool
) -> None:
    factories.occurrence(saved, SATURDAY)
    if is_unpublished_first:
        unpublish(saved)
    with commits():
        EventPage.objects.get(pk=saved.pk).delete()
    found = {letter.to[0]: [letter.subject.replace("\u00a0", " ")] for letter in mailoutbox}
    assert found == GONE
    assert len(mailoutbox) == 2
    assert subjects(wednesday, mailoutbox) == {}


def test_a_deleted_event_of_which_readers_heard_already_is_not_told_again(
    saved: EventPage, wednesday: Traveller, mailoutbox: Letters
) -> None:
    factories.occurrence(saved, SATURDAY)
    unpublish(saved)
    assert subjects(wednesday, mailoutbox) == GONE
    mailoutbox.clear()
    with commits():
        EventPage.objects.get(pk=saved.pk).delete()
    assert mailoutbox == []
