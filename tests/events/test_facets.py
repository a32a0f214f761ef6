"""Filters say beforehand what they would leave."""

import re
from dataclasses import replace
from datetime import time
from itertools import combinations, product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Topic
from events.facets import Facets
from events.listing import Programme
from events.models import EventPage, EventTopic, Occurrence
from events.models.choices import AccessService, EventLanguage, Kind
from events.selection import MARKS_FOR_AGE, Days, Selection
from tests.events import factories
from tests.events.factories import TODAY, Trees, days
from venues.models import SpecialDay, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]

RU, EN = "/ru/afisha/", "/en/whats-on/"


def option(client: Client, url: str, name: str, value: str) -> tuple[int, bool, bool]:
    """The count of a checkbox, whether it is checked and whether it is disabled."""
    page = client.get(url).content.decode()
    found = re.search(rf'<input type="checkbox" name="{name}" value="{value}"([^>]*)>.*?class="num">(\d+)<', page)
    assert found, f"{name}={value} is no option of {url}"
    return int(found[2]), "checked" in found[1], "disabled" in found[1]


def test_every_option_says_how_many_dates_and_exhibitions_it_leaves(
    client: Client, whats_on: Trees, span: VenuePage
) -> None:
    concert = factories.event(whats_on, kind="concert", venue=span, languages=["ru", "rsl"], has_pushkin_card=True)
    for offset in range(3):
        factories.occurrence(concert, TODAY + days(offset))
    factories.event(whats_on, kind="exhibition", venue=span, run_starts_on=TODAY, languages=["en"])
    for url in (RU, EN):
        assert option(client, url, "kind", "concert") == (3, False, False)
        assert option(client, url, "kind", "exhibition") == (1, False, False)
        assert option(client, url, "venue", "span") == (4, False, False)
        assert option(client, url, "language", "rsl") == (3, False, False)
        assert option(client, url, "pushkin", "1") == (3, False, False)
        assert option(client, url, "free", "1") == (4, False, False)


def test_an_option_that_leaves_nothing_cannot_be_chosen_but_can_be_taken_back(client: Client, whats_on: Trees) -> None:
    factories.occurrence(factories.event(whats_on, kind="concert"))
    assert option(client, RU, "kind", "film") == (0, False, True)
    assert option(client, f"{RU}?kind=film", "kind", "film") == (0, True, False)


def test_a_groups_own_choice_does_not_narrow_its_counts(client: Client, whats_on: Trees) -> None:
    factories.occurrence(factories.event(whats_on, kind="concert", languages=["ru"]))
    factories.occurrence(factories.event(whats_on, kind="film", languages=["en"]))
    assert option(client, f"{RU}?kind=concert", "kind", "film") == (1, False, False)
    assert option(client, f"{RU}?kind=concert", "language", "en") == (0, False, True)


def test_who_is_coming_is_counted_too(client: Client, whats_on: Trees) -> None:
    factories.occurrence(factories.event(whats_on, age_mark="12+"))
    page = client.get(RU).content.decode()
    assert re.search(r'<option value="6" disabled>[^<]*\(0\)', page)
    assert re.search(r'<option value="12">[^<]*\(1\)', page)


def test_an_exhibition_behind_closed_doors_is_not_counted(client: Client, whats_on: Trees, span: VenuePage) -> None:
    factories.event(whats_on, kind="exhibition", venue=span, run_starts_on=TODAY)
    SpecialDay.objects.create(venue=span, day=TODAY + days(1), hours=[])
    assert option(client, f"{RU}?date={TODAY}", "kind", "exhibition")[0] == 1
    assert option(client, f"{RU}?date={TODAY + days(1)}", "kind", "exhibition")[0] == 0


def test_what_readers_of_a_language_have_no_page_of_is_not_counted(client: Client, whats_on: Trees) -> None:
    factories.occurrence(factories.event(whats_on, "Только по-русски", en="", kind="concert"))
    assert option(client, RU, "kind", "concert")[0] == 1
    assert option(client, EN, "kind", "concert")[0] == 0


def test_the_language_of_an_event_narrows_the_list(client: Client, whats_on: Trees) -> None:
    factories.occurrence(factories.event(whats_on, "По-английски", languages=["en"]))
    factories.occurrence(factories.event(whats_on, "По-китайски", languages=["zh"]))
    page = client.get(f"{RU}?language=en&language=be&language=klingon").content.decode()
    assert "По-английски" in page
    assert "По-китайски" not in page
    assert 'class="chip t" href="?language=be"' in page


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"kinds": ("concert",)},
        {"access": ("captions", "wheelchair"), "kinds": ("film", "tour")},
        {"age": "6", "languages": ("ru", "en"), "is_free": True},
        {"regions": ("moscow",), "topics": ("t0",), "has_pushkin_card": True},
        {"days": Days(TODAY, TODAY + days(2), is_asked=True), "topics": ("t0", "t1")},
    ],
)
def test_counts_are_what_the_list_would_hold(whats_on: Trees, span: VenuePage, filters: dict[str, object]) -> None:
    topics = [Topic.objects.create(name_ru=f"Т{n}", name_en=f"T{n}", slug=f"t{n}") for n in range(2)]
    mixed = product(("concert", "film"), (["ru"], ["ru", "en"], []), ("0+", "6+", "16+"))
    for number, (kind, languages, mark) in enumerate(mixed):
        page = factories.event(
            whats_on,
            kind=kind,
            languages=languages,
            age_mark=mark,
            is_free=number % 2 == 0,
            has_pushkin_card=number % 3 == 0,
            access_services=[["captions"], ["captions", "wheelchair"], []][number % 3],
            venue=span if number % 4 else None,
        )
        EventTopic.objects.create(page=page, topic=topics[number % 2])
        for offset in range(number % 5):
            factories.occurrence(page, TODAY + days(offset))
    programme = Programme("ru")
    chosen = replace(Selection(Days(TODAY)), **filters)
    facets = Facets(programme, chosen, [("t0", "T0"), ("t1", "T1")])
    place = programme.directory.of(span.pk)
    assert place
    one_more = {
        "kind": [({"kinds": (value,)}, value) for value in Kind.values],
        "language": [({"languages": (value,)}, value) for value in EventLanguage.values],
        "access": [({"access": (value,)}, value) for value in AccessService.values],
        "topic": [({"topics": (value,)}, value) for value in ("t0", "t1")],
        "venue": [({"places": (place,)}, place.slug)],
        "age": [({"age": value}, value) for value in MARKS_FOR_AGE],
        "free": [({"is_free": True}, "1")],
        "pushkin": [({"has_pushkin_card": True}, "1")],
    }
    counted = {
        (group.name, option.value): option.count
        for group in [*facets.groups, facets.free, facets.pushkin, facets.age]
        for option in group.options
    }
    for name, choices in one_more.items():
        for change, value in choices:
            assert counted[name, value] == programme.occurrences(replace(chosen, **change)).count(), (name, value)


def test_twenty_thousand_dates_cost_as_many_queries_as_fifty(client: Client, whats_on: Trees, span: VenuePage) -> None:
    page = factories.event(whats_on, venue=span)
    pages = [page, *(factories.event(whats_on, f"Событие {n}", venue=span) for n in range(9))]

    def dates(first: int, last: int) -> None:
        rows = []
        for number in range(first, last):
            day = TODAY + days(number // 50)
            row = Occurrence(event=pages[number % 10], day=day, start_time=time(18), end_time=time(19))
            row.prepare(factories.MOSCOW)
            rows.append(row)
        Occurrence.objects.bulk_create(rows, batch_size=2000)

    url = f"{RU}?kind=dialogue&free=1"
    dates(0, 50)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    dates(50, 20_000)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few) <= 12
    assert option(client, url, "kind", "dialogue")[0] == 20_000
    assert EventPage.objects.count() == 20


FILTERS = [
    "kind=concert",
    "venue=span",
    "region=moscow",
    "topic=t0",
    "age=12",
    "free=1",
    "pushkin=1",
    "access=captions",
    "language=ru",
    "date=today",
    "view=month",
    "view=archive",
]


def test_no_selection_costs_more_than_twelve_queries_at_few_dates_or_many(
    client: Client, whats_on: Trees, span: VenuePage
) -> None:
    Topic.objects.create(name_ru="Т", name_en="T", slug="t0")
    page = factories.event(whats_on, kind="concert", venue=span, languages=["ru"], access_services=["captions"])
    EventTopic.objects.create(page=page, topic=Topic.objects.get())

    def costs() -> dict[str, int]:
        found = {}
        for asked in ["", *FILTERS, *("&".join(pair) for pair in combinations(FILTERS, 2))]:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"{RU}?{asked}").status_code == 200
            found[asked] = len(queries)
        return found

    factories.occurrence(page)
    client.get(RU)
    few = costs()
    rows = [Occurrence(event=page, day=TODAY + days(n // 9 - 100), start_time=time(9 + n % 9)) for n in range(2000)]
    for row in rows:
        row.prepare(factories.MOSCOW)
    Occurrence.objects.bulk_create(rows, batch_size=500)
    many = costs()
    assert max(few.values()) <= 12, few
    assert max(many.values()) <= 12, many
