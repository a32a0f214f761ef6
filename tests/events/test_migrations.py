"""Dates entered before there were rules keep their hour, and the name that calendars know them by."""

from datetime import date, time
from importlib import import_module

import pytest
from django.apps import apps

from events.models import Occurrence
from tests.events import factories
from tests.events.factories import Trees


@pytest.mark.django_db
def test_existing_dates_are_planned_for_the_hour_they_have(whats_on: Trees) -> None:
    page = factories.event(whats_on)
    row = factories.occurrence(page, date(2026, 12, 5), "19:00")
    other = factories.occurrence(factories.event(whats_on, "Другое"), date(2026, 12, 6), "12:00")
    Occurrence.objects.update(planned_day=date(1990, 1, 1), planned_time=time(0), uid="x")
    import_module("events.migrations.0005_plan_existing_dates").plan(apps, None)
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.planned_day, row.planned_time, row.is_moved) == (date(2026, 12, 5), time(19), False)
    assert row.uid == f"{page.translation_key}-{row.pk}"
    assert other.uid == f"{other.event.translation_key}-{other.pk}"


@pytest.mark.django_db
def test_dates_left_of_a_removed_rule_get_names_of_their_own(whats_on: Trees) -> None:
    page = factories.event(whats_on)
    rows = [factories.occurrence(page, date(2026, 12, day), "19:00", uid="series") for day in (5, 6)]
    single = factories.occurrence(page, date(2026, 12, 8), "19:00", uid="single")
    import_module("events.migrations.0014_single_dates_have_names_of_their_own").name_apart(apps, None)
    assert [Occurrence.objects.get(pk=row.pk).uid for row in rows] == ["series-20261205", "series-20261206"]
    assert Occurrence.objects.get(pk=single.pk).uid == "single"
