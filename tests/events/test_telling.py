"""Who saved an event is told what upsets plans: once, in their language, and not what was taken back."""

from datetime import date, time, timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from time_machine import Traveller

from accounts.models import SavedItem, User
from events.models import EventPage, Recurrence, UntoldChange
from events.recurrence import Frequency, Plan, Rule, Slot
from events.schedule import changes, rules
from events.telling import tell_changes
from tests.accounts.conftest import commits, make_visitor
from tests.events import factories
from tests.events.factories import NOW, TODAY, Trees, days

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]
SATURDAY = date(2026, 12, 5)


@pytest.fixture
def saved(whats_on: Trees) -> EventPage:
    """An event that a reader of each language has saved."""
    page = factories.event(whats_on)
    for address, language in (("vera@example.org", "ru"), ("mary@example.org", "en")):
        reader = make_visitor(address, language=language)
        SavedItem.objects.create(user=reader, translation_key=page.translation_key)
    return page


def subjects(clock: Traveller, mailbox: list[EmailMultiAlternatives], minutes: int = 6) -> dict[str, list[str]]:
    """What each reader has been written once ``minutes`` have gone by."""
    clock.move_to(NOW + timedelta(minutes=minutes))
    mailbox.clear()
    with commits():
        tell_changes()
        tell_changes()
    found: dict[str, list[str]] = {}
    for letter in mailbox:
        found.setdefault(letter.to[0], []).append(letter.subject.replace("\u00a0", " "))
    return found


def test_a_cancelled_date_is_told_once_in_each_readers_language(
    saved: EventPage, editor: User, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    item = factories.occurrence(saved, SATURDAY)
    changes.change(item, editor, status="few_left")
    changes.change(item, editor, status="cancelled", note_ru="Шторм", note_en="A storm")
    assert subjects(wednesday, mailoutbox, minutes=4) == {}
    assert subjects(wednesday, mailoutbox) == {
        "vera@example.org": ["Отменено: Город у воды, 5 декабря 2026, 19:00"],
        "mary@example.org": ["Cancelled: Waterfront Towns, 5 December 2026, 19:00"],
    }
    assert "A storm" in mailoutbox[1].body
    assert subjects(wednesday, mailoutbox, minutes=60) == {}


def test_what_an_editor_takes_back_is_never_told(
    saved: EventPage, editor: User, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    item = factories.occurrence(saved, SATURDAY)
    changes.change(item, editor, status="cancelled")
    changes.undo(item, editor)
    assert subjects(wednesday, mailoutbox) == {}


def test_what_is_taken_back_after_the_letter_is_told_again(
    saved: EventPage, editor: User, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    item = factories.occurrence(saved, SATURDAY)
    changes.change(item, editor, status="cancelled")
    subjects(wednesday, mailoutbox)
    changes.undo(item, editor)
    assert subjects(wednesday, mailoutbox, minutes=12)["mary@example.org"] == [
        "Takes place after all: Waterfront Towns, 5 December 2026, 19:00"
    ]


def test_a_date_moved_twice_is_told_from_where_readers_knew_it(
    saved: EventPage, editor: User, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    item = factories.occurrence(saved, SATURDAY)
    changes.change(item, editor, day=date(2026, 12, 6))
    changes.change(item, editor, day=date(2026, 12, 7), start_time=time(18))
    assert subjects(wednesday, mailoutbox)["mary@example.org"] == [
        "Moved: Waterfront Towns, from 5 December 2026, 19:00 to 7 December 2026, 18:00"
    ]


def test_many_dates_of_one_event_make_one_letter(
    saved: EventPage, editor: User, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    items = [factories.occurrence(saved, TODAY + days(number)) for number in range(1, 25)]
    changes.change_all(items, editor, status="cancelled")
    assert subjects(wednesday, mailoutbox) == {
        "vera@example.org": ["Изменились даты: Город у воды"],
        "mary@example.org": ["Changes to dates: Waterfront Towns"],
    }
    assert mailoutbox[0].body.count("Отменено") == 24


def test_a_new_hour_of_the_rule_and_a_date_taken_off_are_told(
    saved: EventPage, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    def plan(hour: int, last: date) -> Plan:
        return Plan(Rule(Frequency.WEEKLY, until=last, weekdays=(5,)), SATURDAY, (Slot("noon", time(hour)),))

    def apply(recurrence: Recurrence, wanted: Plan) -> None:
        recurrence.rule, recurrence.starts_on = str(wanted.rule), wanted.starts_on
        recurrence.slots = Recurrence.slot_rows(wanted.slots)
        rules.apply(recurrence, recurrence.plan)

    recurrence = Recurrence(event=saved)
    apply(recurrence, plan(12, date(2026, 12, 12)))
    apply(recurrence, plan(13, date(2026, 12, 5)))
    assert subjects(wednesday, mailoutbox)["mary@example.org"] == ["Changes to dates: Waterfront Towns"]
    told = mailoutbox[1].body.replace("\u00a0", " ")
    assert "Moved: Waterfront Towns, from 5 December 2026, 12:00 to 5 December 2026, 13:00" in told
    assert "No longer on the programme: Waterfront Towns, 12 December 2026, 12:00" in told


def test_an_event_that_cannot_be_told_of_does_not_hold_up_the_others(
    saved: EventPage, whats_on: Trees, editor: User, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    other = factories.event(whats_on, "Другое", "Another")
    SavedItem.objects.create(user=User.objects.get(email="mary@example.org"), translation_key=other.translation_key)
    for page in (saved, other):
        changes.change(factories.occurrence(page, SATURDAY), editor, status="cancelled")
    UntoldChange.objects.filter(event=saved).update(before={"day": "nonsense"})
    assert set(subjects(wednesday, mailoutbox)) == {"mary@example.org"}
    assert UntoldChange.objects.filter(event=saved).exists()


def test_nothing_is_told_of_what_is_over_or_not_published(
    saved: EventPage, editor: User, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    changes.change(factories.occurrence(saved, TODAY - days(3)), editor, status="cancelled")
    assert subjects(wednesday, mailoutbox) == {}
    changes.change(factories.occurrence(saved, SATURDAY), editor, status="cancelled")
    EventPage.objects.update(live=False)
    assert subjects(wednesday, mailoutbox, minutes=12) == {}


def publish(page: EventPage, **facts: object) -> None:
    draft = EventPage.objects.get(pk=page.pk)
    for name, value in facts.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def test_new_days_of_an_exhibition_are_told_when_they_are_published(
    saved: EventPage, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    publish(saved, run_starts_on=TODAY - days(9), run_ends_on=TODAY + days(30))
    assert subjects(wednesday, mailoutbox) == {}, "a first run upsets nobody"
    draft = EventPage.objects.get(pk=saved.pk)
    draft.run_ends_on = TODAY + days(3)
    revision = draft.save_revision()
    assert subjects(wednesday, mailoutbox, minutes=12) == {}, "a draft is not told"
    revision.publish()
    assert subjects(wednesday, mailoutbox, minutes=20) == {
        "vera@example.org": ["Новые даты: Город у воды, до 28 ноября"],
        "mary@example.org": ["New dates: Waterfront Towns, until 28 November"],
    }


def test_days_of_a_run_that_are_taken_back_are_not_told(
    saved: EventPage, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    run = {"run_starts_on": TODAY, "run_ends_on": TODAY + days(30)}
    publish(saved, **run)
    publish(saved, run_ends_on=TODAY + days(3))
    publish(saved, **run)
    assert subjects(wednesday, mailoutbox) == {}


def test_another_venue_is_told_by_its_name_in_each_language(
    saved: EventPage, venue_section: Trees, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    first = factories.venue(venue_section, slug="first")
    second = factories.venue(venue_section, "Причал", "The Pier", slug="second")
    factories.occurrence(saved, SATURDAY)
    publish(saved, venue=first)
    publish(saved, venue=second)
    assert subjects(wednesday, mailoutbox) == {
        "vera@example.org": ["Другая площадка: Город у воды, Причал"],
        "mary@example.org": ["Another venue: Waterfront Towns, The Pier"],
    }


def test_a_run_that_is_over_is_not_told(
    saved: EventPage, wednesday: Traveller, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    publish(saved, run_starts_on=TODAY - days(9), run_ends_on=TODAY - days(2))
    publish(saved, run_starts_on=TODAY - days(9), run_ends_on=TODAY - days(3))
    assert subjects(wednesday, mailoutbox) == {}
