"""What a venue's page says of its programme: what, on which day, in which hall."""

import pytest
from django.test import Client

from tests.events import factories
from tests.events.factories import TODAY, Trees, days
from tests.events.reading import read
from venues.models import Hall, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


def test_every_line_says_its_day_and_its_hall(client: Client, whats_on: Trees, span: VenuePage) -> None:
    hall = Hall.objects.create(venue=span, name_ru="Неф", name_en="The Nave")
    factories.on(factories.event(whats_on, venue=span, kind="tour", hall=hall), TODAY + days(3), "11:00", "12:00")
    russian, english = read(client, "/ru/ploshchadki/span/"), read(client, "/en/venues/span/")
    assert "11:00 Экскурсия · 28 ноября Город у воды Неф" in russian
    assert "11:00 Tour · 28 November Waterfront Towns The Nave" in english


def test_a_running_exhibition_says_until_when(client: Client, whats_on: Trees, span: VenuePage) -> None:
    factories.event(whats_on, venue=span, kind="exhibition", run_starts_on=TODAY - days(9), run_ends_on=TODAY + days(9))
    assert "Выставка · до 4 декабря Город у воды" in read(client, "/ru/ploshchadki/span/")
    assert "Exhibition · until 4 December Waterfront Towns" in read(client, "/en/venues/span/")
