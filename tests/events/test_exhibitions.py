"""What's on: exhibitions that run for weeks, and the days on which they are closed."""

from datetime import datetime

import pytest
from django.test import Client
from time_machine import Traveller

from events.models import EventPage
from tests.events import factories
from tests.events.factories import MOSCOW, TODAY, Trees, days
from tests.events.reading import read
from venues.models import SpecialDay, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]

RU, EN = "/ru/afisha/", "/en/whats-on/"


def run(section: Trees, title: str, first: int, last: int | None, **facts: object) -> EventPage:
    ends_on = None if last is None else TODAY + days(last)
    facts.setdefault("kind", "exhibition")
    return factories.event(section, title, en="", run_starts_on=TODAY + days(first), run_ends_on=ends_on, **facts)


def test_running_exhibitions_stand_apart_and_coming_ones_after_them(
    client: Client, whats_on: Trees, span: VenuePage
) -> None:
    run(whats_on, "Идёт", -5, 6, venue=span)
    run(whats_on, "Первый день", 0, 6, venue=span)
    run(whats_on, "Последний день", -9, 0, venue=span)
    run(whats_on, "Постоянная", -900, None, venue=span)
    run(whats_on, "Кончилась", -9, -1, venue=span)
    run(whats_on, "Будет", 1, 9, venue=span)
    running, _heading, soon = read(client, RU).partition("Скоро откроются")
    for title in ("Идёт", "Первый день", "Последний день", "Постоянная"):
        assert title in running
    assert "Будет" not in running
    assert "Будет" in soon
    assert "Кончилась" not in running + soon
    assert "до 1 декабря" in running


def test_an_exhibition_is_not_open_on_a_day_its_venue_is_closed(
    client: Client, whats_on: Trees, span: VenuePage
) -> None:
    run(whats_on, "Свет на воде", -5, 60, venue=span)
    SpecialDay.objects.create(venue=span, day=TODAY + days(2), hours=[], reason_ru="Монтаж", reason_en="Installation")
    from venues.directory import forget_directory

    forget_directory()
    monday = read(client, f"{RU}?date=2026-11-30")
    assert "В этот день вода спокойна: центр закрыт, событий нет." in monday
    assert "Выставки в эти дни" not in monday
    assert "В этот день не увидеть Свет на воде" in monday
    special = read(client, f"{RU}?date=2026-11-27")
    assert "Монтаж" in special
    assert "Выставки в эти дни" not in special
    assert "Выставки в эти дни Свет на воде" in read(client, f"{RU}?date=2026-11-28")


def test_a_closed_house_is_not_called_open_today(
    client: Client, whats_on: Trees, span: VenuePage, wednesday: Traveller
) -> None:
    run(whats_on, "Свет на воде", -5, 60, venue=span)
    wednesday.move_to(datetime(2026, 11, 30, 12, 0, tzinfo=MOSCOW))
    assert "Сегодня закрыто" in read(client, RU)
    assert "Сегодня вода спокойна" in read(client, f"{RU}?date=today")


def test_the_regions_own_venue_decides_whether_a_day_is_closed(
    client: Client, whats_on: Trees, span: VenuePage, venue_section: Trees
) -> None:
    factories.venue(venue_section, region=factories.region("kazan", "Казань", "Kazan"))
    assert "центр закрыт" in read(client, f"{RU}?date=2026-11-30")
    assert "центр закрыт" not in read(client, f"{RU}?date=2026-11-30&region=kazan")
