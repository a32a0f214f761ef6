"""A frozen Wednesday and the sections that events stand in."""

from collections.abc import Iterator

import pytest
import time_machine

from core.models import SiteSettings
from tests.events import factories
from tests.events.factories import NOW, Trees
from venues.models import VenuePage


@pytest.fixture
def wednesday() -> Iterator[time_machine.Traveller]:
    """It is 16:40 in Moscow on Wednesday 25 November 2026."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def span(venue_section: Trees, whats_on: Trees) -> VenuePage:
    """The main venue, closed on Mondays."""
    moscow = factories.region()
    place = factories.venue(
        venue_section,
        region=moscow,
        slug="span",
        street="Набережная, 14",
        week=factories.NOT_ON_MONDAYS,
        latitude="55.75370",
        longitude="37.55120",
    )
    from wagtail.models import Site

    settings = SiteSettings.for_site(Site.objects.get())
    settings.main_venue = place
    settings.save()
    return place
