"""What a visitor learns of dates: moved, postponed, closed houses, whose clock, maps; and what search engines do."""

import json
import re
from datetime import date, time

import pytest
from django.test import Client

from accounts.models import User
from events.models import Occurrence
from events.schedule import changes
from tests.events import factories
from tests.events.factories import TODAY, Trees, days
from tests.events.reading import read
from venues.models import Hall, SpecialDay, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]


def structured(client: Client, url: str) -> dict[str, object]:
    """The event among the page's JSON-LD."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(url).content.decode(), re.S)
    things = [thing for text in found for thing in _things(json.loads(text))]
    return next(thing for thing in things if "startDate" in thing)


def _things(found: object) -> list[dict[str, object]]:
    if isinstance(found, list):
        return [thing for item in found for thing in _things(item)]
    if isinstance(found, dict):
        return [found, *_things(found.get("@graph", []))]
    return []


def test_a_moved_date_is_told_in_the_list_and_on_the_page(client: Client, whats_on: Trees, editor: User) -> None:
    page = factories.event(whats_on)
    item = factories.occurrence(page, date(2026, 12, 5))
    changes.change(item, editor, day=date(2026, 12, 12), start_time=time(18), note_ru="Перенос", note_en="A change")
    for url in (f"/ru/afisha/{page.slug}/", "/ru/afisha/?date=2026-12-12"):
        assert "Перенесено с 5 декабря, 19:00 Перенос" in read(client, url)
    for url in (f"/en/whats-on/{page.slug}/", "/en/whats-on/?date=2026-12-12"):
        assert "Moved from 5 December, 19:00 A change" in read(client, url)
    assert "Город у воды" not in read(client, "/ru/afisha/?date=2026-12-05").partition("Ближайшее")[0]


def test_what_is_postponed_is_no_date_to_come_to(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, booking_url="https://example.org/")
    factories.occurrence(page, TODAY + days(2), status="postponed", note_ru="Новый день назовём позже")
    text = read(client, f"/ru/afisha/{page.slug}/")
    assert "Переносится" in text
    assert "Новый день назовём позже" in text
    assert 'href="https://example.org/"' not in client.get(f"/ru/afisha/{page.slug}/").content.decode()
    assert not Occurrence.objects.taking_place().exists()


def test_search_engines_learn_of_every_date(client: Client, whats_on: Trees, span: VenuePage, editor: User) -> None:
    hall = Hall.objects.create(venue=span, name_ru="Малый зал", name_en="Small Hall")
    festival = factories.event(whats_on, "Неделя технологий", "Technology Week", kind="festival")
    page = factories.event(whats_on, venue=span, festival=festival, languages=["ru"])
    rows = [factories.occurrence(page, TODAY + days(number)) for number in (1, 2, 3, 4)]
    changes.change(rows[1], editor, day=TODAY + days(9))
    changes.change(rows[2], editor, status="postponed")
    changes.change(rows[3], editor, status="cancelled", hall_id=hall.pk)
    thing = structured(client, f"/en/whats-on/{page.slug}/")
    assert thing["superEvent"]["name"] == "Technology Week"
    told = {item["startDate"][:10]: item for item in thing["subEvent"]}
    statuses = {day: item["eventStatus"].rpartition("/")[2] for day, item in told.items()}
    assert statuses == {
        "2026-11-26": "EventScheduled",
        "2026-12-04": "EventRescheduled",
        "2026-11-28": "EventPostponed",
        "2026-11-29": "EventCancelled",
    }
    assert told["2026-12-04"]["previousStartDate"] == "2026-11-27T19:00+03:00"
    for item in told.values():
        assert (item["typicalAgeRange"], item["inLanguage"], item["name"]) == ("12-", ["ru"], "Waterfront Towns")
        assert item["location"]["name"] == "The Great Span"
        assert item["offers"]["priceCurrency"] == "RUB"


def test_an_exhibition_leaves_today_when_its_house_is_closed(client: Client, whats_on: Trees, span: VenuePage) -> None:
    page = factories.event(whats_on, kind="exhibition", venue=span, run_starts_on=TODAY - days(9))
    assert "Город у воды" in read(client, "/ru/afisha/?date=today")
    SpecialDay.objects.create(venue=span, day=TODAY, reason_ru="Монтаж", reason_en="Installation")
    span.save()
    for url, heading, reason in (
        ("/ru/afisha/?date=today", "В этот день", "Сегодня закрыто: Монтаж"),
        ("/en/whats-on/?date=today", "Not to be seen that day", "Closed today: Installation"),
    ):
        text = read(client, url)
        shown, _heading, apart = text.rpartition(heading)
        assert reason in apart
        assert page.title not in shown.partition("Kind")[2]
    assert "Closed today: Installation" in read(client, f"/en/whats-on/{page.slug}/")


def test_last_entry_to_an_exhibition_is_told(client: Client, whats_on: Trees, span: VenuePage) -> None:
    span.last_admission_minutes = 30
    span.save()
    page = factories.event(whats_on, kind="exhibition", venue=span, run_starts_on=TODAY)
    assert "Последний вход за 30 минут до закрытия" in read(client, f"/ru/afisha/{page.slug}/")
    assert "Last entry 30 minutes before closing" in read(client, f"/en/whats-on/{page.slug}/")


def test_the_script_can_tell_whose_clock_it_is(client: Client, whats_on: Trees, venue_section: Trees) -> None:
    bay = factories.venue(venue_section, "Бухта", "The Bay", time_zone="Asia/Vladivostok", cities={"ru": "", "en": ""})
    page = factories.event(whats_on, venue=bay)
    factories.occurrence(page, TODAY + days(1), "18:00", "19:00")
    here = factories.event(whats_on, "Здесь", "Here")
    factories.occurrence(here, TODAY + days(1))
    markup = client.get(f"/ru/afisha/{page.slug}/").content.decode()
    assert 'data-zone="Asia/Vladivostok" data-at="2026-11-26T18:00+10:00">местное' in markup
    assert (
        'data-zone="Europe/Moscow" data-at="2026-11-26T19:00+03:00" data-text="московское время" hidden>'
        in client.get(f"/ru/afisha/{here.slug}/").content.decode()
    )


@pytest.mark.parametrize(
    ("facts", "links"),
    [
        (
            {"latitude": "55.75370", "longitude": "37.55120"},
            ("https://yandex.ru/maps/?pt=37.55120,55.75370", "https://2gis.ru/geo/37.55120,55.75370"),
        ),
        (
            {"street": "Набережная, 14"},
            (
                "https://yandex.ru/maps/?text=%D0%9C%D0%BE%D1%81%D0%BA",
                "https://2gis.ru/search/%D0%9C%D0%BE%D1%81%D0%BA",
            ),
        ),
    ],
)
def test_event_and_venue_lead_to_maps(
    client: Client, whats_on: Trees, venue_section: Trees, facts: dict[str, str], links: tuple[str, str]
) -> None:
    place = factories.venue(venue_section, slug="span", **facts)
    page = factories.event(whats_on, venue=place)
    factories.occurrence(page)
    for url in (f"/ru/afisha/{page.slug}/", "/ru/ploshchadki/span/"):
        markup = client.get(url).content.decode()
        assert all(link in markup for link in links)
