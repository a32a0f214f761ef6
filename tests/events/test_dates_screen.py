"""The screen of an event's dates: rules, single dates, what becomes of each, and who may touch them."""

from datetime import date, time

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from events.models import EventPage, Occurrence, Recurrence
from events.schedule import changes, rules
from tests.events import factories
from tests.events.factories import TODAY, Trees, days
from tests.events.reading import read, words
from venues.models import Hall, SpecialDay, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

WEEKENDS = {
    "repeats": "WEEKLY",
    "interval": "1",
    "weekdays": ["5", "6"],
    "starts_on": "2026-11-28",
    "until": "2027-02-28",
    "times": "12:00–13:00, 15:00",
    "extra_days": "",
    "excluded_days": "",
}


def send(client: Client, page: EventPage, rule: Recurrence | None = None, **facts: object) -> HttpResponse:
    url = reverse("event_dates:rule", args=(page.pk, rule.pk)) if rule else reverse("event_dates:add", args=(page.pk,))
    return client.post(url, {**WEEKENDS, **facts}, follow=True)


def change(client: Client, item: Occurrence, **facts: object) -> HttpResponse:
    data = {
        "day": item.day.isoformat(),
        "start_time": f"{item.start_time:%H:%M}",
        "end_time": f"{item.end_time:%H:%M}" if item.end_time else "",
        "status": item.status,
        "note_ru": item.note_ru,
        "note_en": item.note_en,
        **facts,
    }
    return client.post(reverse("event_dates:edit", args=(item.event_id, item.pk)), data, follow=True)


def test_a_rule_with_two_times_a_day_gives_its_dates(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    send(editor_client, page)
    rows = list(page.occurrences.all())
    assert len(rows) == 14 * 2 * 2
    assert [str(row) for row in rows[:4]] == [
        "28.11.2026 12:00",
        "28.11.2026 15:00",
        "29.11.2026 12:00",
        "29.11.2026 15:00",
    ]
    rule = page.recurrences.get()
    assert rule.rule == "FREQ=WEEKLY;BYDAY=SA,SU;UNTIL=20270228"
    text = words(editor_client.get(reverse("event_dates:index", args=(page.pk,))).content.decode())
    assert "Every Saturday and Sunday, 12:00 and 15:00, until 28 February 2027" in text


def test_dates_are_shown_before_they_are_saved(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    url = reverse("event_dates:add", args=(page.pk,))
    plain = editor_client.post(url, {**WEEKENDS, "preview": "1", "excluded_days": "29.11.2026"})
    assert "54 dates" in words(plain.content.decode())
    fragment = editor_client.post(url, WEEKENDS, headers={"X-Requested-With": "XMLHttpRequest"})
    text = fragment.content.decode()
    assert "<html" not in text
    assert "56 dates" in text
    assert not page.occurrences.exists()


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"until": ""}, "Say when the dates end"),
        ({"until": "2026-11-01"}, "The last day is before the first."),
        ({"until": "2032-01-01"}, "A rule reaches three years at most"),
        ({"until": "2029-01-01", "repeats": "DAILY"}, "This rule gives more than 400 dates"),
        ({"starts_on": "0001-01-01"}, "Give a year between 1990 and 2100."),
        ({"starts_on": "9999-01-01", "until": "9999-12-31"}, "Give a year between 1990 and 2100."),
        ({"starts_on": "2026-02-31"}, "Enter a valid date."),
        ({"excluded_days": "31.02.2027"}, "“31.02.2027” is not a day of the calendar."),
        ({"weekdays": []}, "Choose at least one day of the week."),
        ({"times": "25:00"}, "“25:00” is not a time."),
        ({"times": "12:00, 12:00"}, "A time is in the list twice."),
        ({"times": ""}, "This field is required."),
        ({"interval": "1000000"}, "less than or equal to 52"),
        ({"repeats": "MONTHLY_DAY", "month_day": "0"}, "Choose a day of the month"),
        ({"repeats": "MONTHLY_DAY", "month_day": "31", "until": "2026-11-29"}, "This rule gives no date"),
        ({"repeats": "SECONDLY"}, "Select a valid choice."),
        ({"repeats": "once"}, "Give at least one day."),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(
    editor_client: Client, whats_on: Trees, facts: dict[str, object], message: str
) -> None:
    page = factories.event(whats_on)
    response = send(editor_client, page, **facts)
    assert response.status_code == 200
    assert message in words(response.content.decode())
    assert not page.occurrences.exists()
    fragment = editor_client.post(
        reverse("event_dates:add", args=(page.pk,)),
        {**WEEKENDS, **facts},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert fragment.status_code == 200


def test_four_hundred_dates_are_the_most_an_event_has(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    send(editor_client, page, repeats="DAILY", until="2027-06-01")
    assert page.occurrences.count() == 372
    response = send(editor_client, page)
    assert "An event can have 400 dates at most." in words(response.content.decode())
    assert page.occurrences.count() == 372


def test_single_days_join_a_rule(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    send(editor_client, page, until="2026-11-29", extra_days="01.12.2026\n2026-12-03")
    assert [row.day.day for row in page.occurrences.all()] == [28, 28, 29, 29, 1, 1, 3, 3]
    send(editor_client, page, repeats="once", extra_days="09.12.2026", times="10:00")
    assert str(page.occurrences.last()) == "09.12.2026 10:00"
    assert page.recurrences.count() == 1


def test_changing_a_rule_keeps_what_was_changed_by_hand(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    send(editor_client, page)
    rule = page.recurrences.get()
    saturday = page.occurrences.get(day=date(2026, 12, 5), start_time=time(12))
    sunday = page.occurrences.get(day=date(2026, 12, 6), start_time=time(12))
    change(editor_client, saturday, status="cancelled", note_ru="Болезнь", note_en="Illness")
    change(editor_client, sunday, day="2026-12-08")
    response = send(editor_client, page, rule, weekdays=["6"], times="12:30–13:30, 15:00")
    text = words(response.content.decode())
    assert "though the rule no longer gives them" in text
    assert "05.12.2026 12:00" in text
    saturday.refresh_from_db()
    sunday.refresh_from_db()
    assert (saturday.status, saturday.fits_rule) == ("cancelled", False)
    assert (sunday.day, sunday.start_time, sunday.planned_time, sunday.fits_rule) == (
        date(2026, 12, 8),
        time(12),
        time(12, 30),
        True,
    )
    assert not page.occurrences.filter(day=date(2026, 12, 12)).exists()
    kept = page.occurrences.get(day=date(2026, 12, 13), start_time=time(12, 30))
    assert kept.uid == sunday.uid


def test_the_past_stays_as_it_was(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    send(editor_client, page, starts_on="2026-11-01")
    rule = page.recurrences.get()
    send(editor_client, page, rule, starts_on="2026-11-01", weekdays=["2"], times="18:00")
    past = page.occurrences.filter(day__lt=TODAY, start_time=time(12))
    assert past.exists()
    assert not page.occurrences.filter(day__gt=TODAY, start_time=time(12)).exists()


def test_every_change_can_be_taken_back(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    item = factories.occurrence(page, TODAY + days(3))
    change(editor_client, item, status="sold_out")
    item.refresh_from_db()
    change(editor_client, item, day="2026-12-12", note_ru="Перенос", note_en="Moved")
    item.refresh_from_db()
    assert (item.day, item.status, item.is_moved, item.sequence) == (date(2026, 12, 12), "sold_out", True, 2)
    for status, day in (("sold_out", TODAY + days(3)), ("scheduled", TODAY + days(3))):
        editor_client.post(reverse("event_dates:undo", args=(page.pk, item.pk)))
        item.refresh_from_db()
        assert (item.status, item.day) == (status, day)
    assert (item.sequence, item.is_hand_made, item.is_moved) == (4, False, False)
    response = editor_client.post(reverse("event_dates:undo", args=(page.pk, item.pk)), follow=True)
    assert "There is nothing to take back." in words(response.content.decode())


@pytest.mark.parametrize("screen", ["edit", "move"])
def test_what_another_editor_changed_meanwhile_is_not_undone_unawares(
    editor_client: Client, whats_on: Trees, screen: str
) -> None:
    item = factories.occurrence(factories.event(whats_on), TODAY + days(3))
    url = reverse(f"event_dates:{screen}", args=(item.event_id, item.pk))
    form = editor_client.get(url).context["form"]
    typed = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    typed |= {"start_time": "20:00", "end_time": "22:00"}
    change(editor_client, item, status="cancelled", note_ru="Шторм", note_en="A storm")
    response = editor_client.post(url, typed)
    assert "it now says 28.11.2026 19:00, Cancelled" in words(response.content.decode())
    item.refresh_from_db()
    assert (item.status, item.start_time, item.note_en) == ("cancelled", time(19), "A storm")
    editor_client.post(url, typed | {"seen": response.context["form"]["seen"].value()})
    item.refresh_from_db()
    assert item.start_time == time(20)


def test_a_change_that_was_not_seen_is_not_taken_back(editor_client: Client, whats_on: Trees) -> None:
    item = factories.occurrence(factories.event(whats_on), TODAY + days(3))
    change(editor_client, item, status="sold_out")
    url = reverse("event_dates:undo", args=(item.event_id, item.pk))
    response = editor_client.post(url, {"seen": "0"}, follow=True)
    assert "Look at its history." in words(response.content.decode())
    item.refresh_from_db()
    assert item.status == "sold_out"
    editor_client.post(url, {"seen": response.context["form"]["seen"].value()})
    item.refresh_from_db()
    assert item.status == "scheduled"


def test_a_date_changed_from_what_was_read_before_keeps_the_rest(editor_client: Client, whats_on: Trees) -> None:
    item = factories.occurrence(factories.event(whats_on), TODAY + days(3))
    stale = Occurrence.objects.get(pk=item.pk)
    change(editor_client, item, day="2026-12-12")
    changes.change_all([stale], None, status="cancelled")
    item.refresh_from_db()
    assert (item.day, item.status, item.sequence) == (date(2026, 12, 12), "cancelled", 2)
    stale = Occurrence.objects.get(pk=item.pk)
    changes.change_all([Occurrence.objects.get(pk=item.pk)], None, status="scheduled")
    changes.change_all([stale], None, status="cancelled")  # as it was when it was read
    item.refresh_from_db()
    assert item.sequence == 4
    gone = Occurrence.objects.get(pk=item.pk)
    item.delete()
    assert changes.change_all([gone], None, status="scheduled") == 0
    assert not Occurrence.objects.exists()


def test_several_dates_are_cancelled_with_one_reason(editor_client: Client, whats_on: Trees, client: Client) -> None:
    page = factories.event(whats_on)
    rows = [factories.occurrence(page, TODAY + days(number)) for number in (1, 2, 3)]
    url = reverse("event_dates:index", args=(page.pk,))
    data = {"status": "cancelled", "note_ru": "Шторм", "note_en": "A storm"}
    editor_client.post(url, {**data, "chosen": [rows[0].pk, rows[1].pk]})
    assert page.occurrences.taking_place().get() == rows[2]
    assert "Шторм" in read(client, f"/ru/afisha/{page.slug}/")
    assert "A storm" in read(client, f"/en/whats-on/{page.slug}/")
    assert "Tick the dates" in words(editor_client.post(url, data).content.decode())


def test_a_date_taken_out_of_a_rule_does_not_come_back(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    send(editor_client, page)
    item = page.occurrences.get(day=date(2026, 12, 5), start_time=time(12))
    editor_client.post(reverse("event_dates:remove", args=(page.pk, item.pk)))
    send(editor_client, page, page.recurrences.get(), until="2027-01-31")
    assert [row.start_time.hour for row in page.occurrences.filter(day=date(2026, 12, 5))] == [15]


def test_dates_taken_out_at_the_same_time_both_stay_out(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    send(editor_client, page)
    rows = page.occurrences.select_related("recurrence").filter(day=date(2026, 12, 5))
    for row in list(rows):  # read before either was taken out
        rules.leave_out(row)
    rules.change(page.recurrences.get(), page.recurrences.get().plan)
    assert len(page.recurrences.get().excluded) == 2
    assert not rows.all().exists()


def test_a_rule_is_removed_with_its_dates(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    send(editor_client, page)
    item = page.occurrences.first()
    change(editor_client, item, status="few_left")
    url = reverse("event_dates:rule_remove", args=(page.pk, page.recurrences.get().pk))
    assert page.occurrences.count() == 56
    assert editor_client.get(url).status_code == 200
    editor_client.post(url)
    assert page.occurrences.get() == item


# Drafts


def test_publishing_an_old_draft_does_not_bring_back_what_was_cancelled(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    item = factories.occurrence(page, TODAY + days(3))
    page = EventPage.objects.get(pk=page.pk)
    page.title = "Новое название"
    draft = page.save_revision()
    draft.content["occurrences"] = [{"pk": item.pk, "event": page.pk, "day": "2026-12-31", "start_time": "10:00"}]
    draft.save()
    change(editor_client, item, status="cancelled")
    draft.publish()
    item.refresh_from_db()
    assert (item.status, item.day) == ("cancelled", TODAY + days(3))
    assert EventPage.objects.get(pk=page.pk).title == "Новое название"


def test_the_event_form_leads_to_the_dates(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    factories.occurrence(page, TODAY + days(3))
    markup = editor_client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert reverse("event_dates:index", args=(page.pk,)) in markup
    assert "occurrences-TOTAL_FORMS" not in markup


# Warnings


def test_the_editor_is_told_of_a_closed_house_and_a_taken_hall(
    editor_client: Client, whats_on: Trees, span: VenuePage
) -> None:
    hall = Hall.objects.create(venue=span, name_ru="Большой зал", name_en="Great Hall")
    SpecialDay.objects.create(venue=span, day=date(2026, 12, 5), reason_ru="Монтаж", reason_en="Installation")
    one = factories.event(whats_on, "Первое", venue=span, hall=hall)
    two = factories.event(whats_on, "Второе", venue=span, hall=hall)
    factories.occurrence(one, date(2026, 12, 5), "12:00", "13:00")
    factories.occurrence(one, date(2026, 12, 6), "12:00", "14:00")
    factories.occurrence(two, date(2026, 12, 6), "13:00", "15:00")
    factories.occurrence(two, date(2026, 12, 7), "21:00", "22:00")
    text = words(editor_client.get(reverse("event_dates:index", args=(one.pk,))).content.decode())
    assert "5 December 2026, 12:00: the venue is closed: Installation" in text
    assert "6 December 2026, 12:00: the hall is taken at that time by “Второе”, 13:00" in text
    other = words(editor_client.get(reverse("event_dates:index", args=(two.pk,))).content.decode())
    assert "6 December 2026, 13:00: the hall is taken at that time by “Первое”, 12:00" in other
    assert "7 December 2026, 21:00: the venue is closed" in other


def test_a_time_zone_that_is_gone_is_said_and_breaks_nothing(
    editor_client: Client, whats_on: Trees, span: VenuePage, client: Client
) -> None:
    page = factories.event(whats_on, venue=span)
    factories.occurrence(page, TODAY + days(3))
    VenuePage.objects.filter(pk=span.pk).update(time_zone="Europe/Atlantis")
    text = words(editor_client.get(reverse("event_dates:index", args=(page.pk,))).content.decode())
    assert "The venue’s time zone Europe/Atlantis is not known" in text
    send(editor_client, page, until="2026-11-29")
    assert page.occurrences.count() == 5
    assert "Город у воды" in read(client, f"/ru/afisha/{page.slug}/")
    assert EventPage.objects.get(pk=page.pk).searchable().time_zone == "Europe/Moscow"


# Rights


def test_dates_of_a_published_event_are_for_those_who_publish(
    press_client: Client, translator_client: Client, whats_on: Trees
) -> None:
    page = factories.event(whats_on)
    item = factories.occurrence(page, TODAY + days(3))
    for client in (press_client, translator_client):
        change(client, item, status="cancelled")
        send(client, page)
        item.refresh_from_db()
        assert item.status == "scheduled"
        assert page.occurrences.count() == 1


def test_an_event_is_copied_to_new_dates(editor_client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    send(editor_client, page, until="2026-12-13")
    change(editor_client, page.occurrences.first(), status="cancelled")
    factories.occurrence(page, date(2026, 12, 9), "18:00", "19:00")
    url = reverse("event_dates:copy", args=(page.pk,))
    editor_client.post(url, {"title": "Город у воды — 2027", "starts_on": "2027-03-06"})
    copy = EventPage.objects.get(title="Город у воды — 2027")
    assert not copy.live
    assert copy.occurrences.count() == page.occurrences.count() == 13
    assert str(copy.occurrences.first()) == "06.03.2027 12:00"
    assert {row.status for row in copy.occurrences.all()} == {"scheduled"}
    assert copy.occurrences.filter(day=date(2027, 3, 17)).exists()
    assert not {row.uid for row in copy.occurrences.all()} & {row.uid for row in page.occurrences.all()}
