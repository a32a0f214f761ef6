"""The page of an event: its facts in both languages, whatever has become of it."""

import json
import re
from datetime import datetime

import pytest
from django.test import Client
from time_machine import Traveller

from events.models import EventOrganisation, EventPage, EventPhoto, EventSpeaker
from people.models import Organisation, Person
from tests.events import factories
from tests.events.factories import MOSCOW, NOW, TODAY, Trees, days
from tests.events.reading import read
from venues.models import Hall, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]

BOOKING = "https://tickets.example.org/1"


def both(client: Client, page: EventPage) -> tuple[str, str]:
    return read(client, f"/ru/afisha/{page.slug}/"), read(client, f"/en/whats-on/{page.slug}/")


def structured(client: Client, url: str) -> dict[str, object]:
    """The event among the page's schema.org objects."""
    markup = client.get(url).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', markup, re.DOTALL)
    assert found is not None
    return next(thing for thing in json.loads(found[1])["@graph"] if thing["@type"] != "BreadcrumbList")


# When


def test_days_in_a_row_are_a_range_with_weekdays_and_times(client: Client, whats_on: Trees, span: VenuePage) -> None:
    page = factories.event(whats_on, venue=span)
    factories.occurrence(page, TODAY + days(9), "10:00", "19:00")
    factories.occurrence(page, TODAY + days(10), "10:00", "19:00")
    russian, english = both(client, page)
    assert "Когда 4–5 декабря пятница и суббота, 10:00–19:00" in russian
    assert "When 4–5 December Friday and Saturday, 10:00–19:00" in english


def test_event_that_is_over_leads_to_what_comes_next(client: Client, whats_on: Trees) -> None:
    over, coming = factories.event(whats_on), factories.event(whats_on, "Весна", "Spring")
    factories.occurrence(over, TODAY - days(90))
    factories.occurrence(coming, TODAY + days(5))
    russian, english = both(client, over)
    assert "Ещё в афише" in russian
    assert "· 30 ноября Весна" in russian
    assert "Also on" in english
    assert "· 30 November Spring" in english


def test_scattered_dates_name_the_next_and_count_the_rest(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    for offset in (-7, 0, 7, 14, 21):
        factories.occurrence(page, TODAY + days(offset))
    russian, english = both(client, page)
    assert "25 ноября среда, 19:00–21:00 ещё 3 даты" in russian
    assert "25 November Wednesday, 19:00–21:00 3 more dates" in english
    assert "Прошедшие даты 1" in russian
    assert "18 ноября, среда" in russian
    assert "Past dates 1" in english


def test_dates_stay_right_over_new_year(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, kind="exhibition", run_starts_on=TODAY + days(10), run_ends_on=TODAY + days(60))
    russian, english = both(client, page)
    assert "5 декабря 2026 — 24 января 2027" in russian
    assert "5 December 2026 – 24 January 2027" in english


def test_a_run_gives_the_venues_week_instead_of_times(client: Client, whats_on: Trees, span: VenuePage) -> None:
    page = factories.event(whats_on, venue=span, kind="exhibition", run_starts_on=TODAY, run_ends_on=TODAY + days(6))
    russian, english = both(client, page)
    assert "до 1 декабря Вт–Вс 10:00–20:00" in russian
    assert "until 1 December Tue–Sun 10:00–20:00" in english


def test_the_zone_is_named_where_it_is_not_the_main_venues(
    client: Client, whats_on: Trees, span: VenuePage, venue_section: Trees
) -> None:
    bay = factories.venue(venue_section, "Зал у бухты", "The Bay Hall", time_zone="Asia/Vladivostok")
    page = factories.event(whats_on, venue=bay)
    factories.occurrence(page)
    russian, english = both(client, page)
    assert "местное время, МСК+7" in russian
    assert "local time, UTC+10" in english
    here = factories.event(whats_on, venue=span)
    factories.occurrence(here)
    assert "местное время" not in both(client, here)[0]


# What has become of it


def test_the_button_and_price_stand_until_the_event_is_over(
    client: Client, whats_on: Trees, wednesday: Traveller
) -> None:
    page = factories.event(
        whats_on, booking="tickets", is_free=False, price_from=600, price_to=600, booking_url=BOOKING
    )
    factories.occurrence(page)
    wednesday.move_to(datetime(2026, 11, 25, 20, 59, tzinfo=MOSCOW))
    assert BOOKING in client.get(f"/ru/afisha/{page.slug}/").content.decode()
    russian, english = both(client, page)
    assert "Купить билет" in russian
    assert "600 ₽" in russian
    assert "Book tickets" in english
    wednesday.move_to(datetime(2026, 11, 25, 21, 0, tzinfo=MOSCOW))
    for url in (f"/ru/afisha/{page.slug}/", f"/en/whats-on/{page.slug}/"):
        assert f'href="{BOOKING}"' not in client.get(url).content.decode()
    russian, english = both(client, page)
    assert "Событие прошло" in russian
    assert "This event is over" in english
    assert "В календарь" not in russian


@pytest.mark.parametrize(
    ("status", "russian", "english"),
    [("cancelled", "Отменено", "Cancelled"), ("sold_out", "Билеты закончились", "Sold out")],
)
def test_a_word_replaces_price_and_button(
    client: Client, whats_on: Trees, status: str, russian: str, english: str
) -> None:
    page = factories.event(
        whats_on, booking="tickets", is_free=False, price_from=600, price_to=600, booking_url=BOOKING
    )
    factories.occurrence(page, status=status)
    for text, word in zip(both(client, page), (russian, english), strict=True):
        assert word in text
        assert "600" not in text
    assert f'href="{BOOKING}"' not in client.get(f"/ru/afisha/{page.slug}/").content.decode()


def test_one_cancelled_date_of_several_leaves_the_event_on(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, booking_url=BOOKING, booking="registration")
    factories.occurrence(page, status="cancelled", note_ru="Болезнь лектора", note_en="Illness")
    factories.occurrence(page, TODAY + days(7))
    russian, english = both(client, page)
    assert "Когда 2 декабря" in russian
    assert "Зарегистрироваться" in russian
    assert "Отменено" in russian
    assert "Болезнь лектора" in russian
    assert "Illness" in english


def test_an_event_without_dates_offers_no_booking(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, booking_url=BOOKING)
    assert "Когда" not in both(client, page)[0]
    assert BOOKING not in client.get(f"/ru/afisha/{page.slug}/").content.decode().partition("ld+json")[0]


@pytest.mark.parametrize(
    ("facts", "russian", "english"),
    [
        ({}, "Бесплатно вход свободный", "Free no booking needed"),
        ({"booking": "registration"}, "Бесплатно по регистрации", "Free by registration"),
        ({"is_free": False, "price_from": 300}, "от 300 ₽", "from 300 ₽"),
        ({"is_free": False, "price_from": 300, "price_to": 900}, "300–900 ₽", "300–900 ₽"),
        ({"is_free": False, "price_from": 9500, "price_to": 10000}, "9500–10 000 ₽", "9500–10,000 ₽"),
        ({"is_free": False, "price_from": 12500, "price_to": 15000}, "12 500–15 000 ₽", "12,500–15,000 ₽"),
        ({"is_free": False, "price_to": 900}, "до 900 ₽", "up to 900 ₽"),
        ({"is_free": False, "price_from": 12500, "price_to": 12500}, "12 500 ₽", "12,500 ₽"),
        ({"is_free": False, "booking": "tickets"}, "Вход По билетам", "Admission By ticket"),
    ],
)
def test_prices_in_words(client: Client, whats_on: Trees, facts: dict[str, object], russian: str, english: str) -> None:
    page = factories.event(whats_on, **facts)
    factories.occurrence(page)
    assert russian in both(client, page)[0]
    assert english in both(client, page)[1]


def test_the_note_beside_the_price_is_read_in_each_language(client: Client, whats_on: Trees) -> None:
    notes = {"price_note_ru": "до 18 лет — бесплатно", "price_note_en": "free under 18"}
    page = factories.event(whats_on, is_free=False, price_from=600, price_to=600, **notes)
    factories.occurrence(page)
    russian, english = both(client, page)
    assert "до 18 лет" in russian
    assert "free under 18" in english
    assert "free under 18" not in russian


# Who and where


def test_people_organisations_and_photographs_in_each_language(
    client: Client, whats_on: Trees, span: VenuePage
) -> None:
    hall = Hall.objects.create(venue=span, name_ru="Малый зал", name_en="Small Hall")
    page = factories.event(
        whats_on,
        venue=span,
        hall=hall,
        lead_photo=factories.photo(),
        access_services=["sign_language", "captions"],
        languages=["ru", "rsl"],
    )
    factories.occurrence(page)
    person = Person.objects.create(name_ru="Пётр Назаров", name_en="Pyotr Nazarov", role_ru="архитектор")
    EventSpeaker.objects.create(page=page, person=person, role_ru="модератор", role_en="moderator")
    partner = Organisation.objects.create(name_ru="Берег", name_en="The Bank", url="https://example.org/")
    EventOrganisation.objects.create(page=page, organisation=partner, capacity="organiser")
    EventPhoto.objects.create(page=page, photo=factories.photo())
    russian, english = both(client, page)
    for text in (
        "Пётр Назаров модератор",
        "Организатор Берег",
        "Малый зал",
        "Фото: пресс-служба",
        "Мост утром",
        "Жестовый язык, субтитры",
    ):
        assert text in russian
    for text in (
        "Pyotr Nazarov moderator",
        "Organiser The Bank",
        "Small Hall",
        "Photo: Press Office",
        "The bridge in the morning",
        "Sign language, captions",
    ):
        assert text in english
    assert 'data-i="ПН"' in client.get(f"/ru/afisha/{page.slug}/").content.decode()
    assert 'data-i="PN"' in client.get(f"/en/whats-on/{page.slug}/").content.decode()
    assert not re.search("[а-яё]", english, re.IGNORECASE)


def test_what_else_is_on_the_same_day(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, "Это", "This")
    factories.occurrence(page)
    factories.occurrence(factories.event(whats_on, "Рядом", "Beside"), start="20:00", end="22:00")
    factories.occurrence(factories.event(whats_on, "Потом", "Later"), TODAY + days(3))
    russian, english = both(client, page)
    assert "В этот же день" in russian
    assert "Рядом" in russian
    assert "· 25 ноября" not in russian  # the heading says it
    assert "Потом" not in russian
    assert "On the same day" in english


def test_each_of_several_days_is_named(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, "Форум", "Forum")
    for offset in (0, 1):
        factories.on(page, TODAY + days(offset))
        factories.on(factories.event(whats_on, f"Рядом {offset}", f"Beside {offset}"), TODAY + days(offset), "20:00")
    russian, english = both(client, page)
    assert "· 25 ноября Рядом 0" in russian
    assert "· 26 ноября Рядом 1" in russian
    assert "· 26 November Beside 1" in english


# The other language


def test_the_translation_shows_the_originals_facts_at_once(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, age_mark="16+")
    factories.occurrence(page)
    assert "16+" in both(client, page)[1]
    page.age_mark = "18+"
    page.save()
    page.occurrences.update(start_time="11:15")
    assert "18+" in both(client, page)[1]
    assert "11:15" in both(client, page)[1]


# Faults


def test_a_bare_event_still_looks_right(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    EventPage.objects.update(age_mark="", lead="")
    factories.occurrence(page, end="")
    russian, english = both(client, page)
    assert "25 ноября среда, 19:00" in russian
    assert "25 November Wednesday, 19:00" in english


def test_a_title_of_every_kind_of_character(client: Client, whats_on: Trees) -> None:
    title = '🌊 \u202eآب\u202c <b>«Вода» & "water"</b> ' + "длинное название " * 11
    page = factories.event(whats_on, title.strip()[:255], "")
    factories.occurrence(page)
    response = client.get(f"/ru/afisha/{page.slug}/")
    assert response.status_code == 200
    assert "<b>«Вода»" not in response.content.decode()
    assert client.get("/ru/afisha/").status_code == 200
    assert client.get(f"/ru/afisha/{page.slug}/calendar.ics").status_code == 200


def test_an_unknown_zone_does_not_break_the_page(client: Client, whats_on: Trees, span: VenuePage) -> None:
    page = factories.event(whats_on, venue=span)
    factories.occurrence(page)
    VenuePage.objects.filter(pk=span.pk).update(time_zone="Atlantis/Deep")
    assert "19:00" in both(client, page)[0]


# Search engines


def test_structured_data_of_one_date(client: Client, whats_on: Trees, span: VenuePage) -> None:
    page = factories.event(
        whats_on,
        venue=span,
        kind="concert",
        is_free=False,
        price_from=600,
        price_to=600,
        languages=["ru"],
        booking_url=BOOKING,
        lead_photo=factories.photo(),
        age_mark="6+",
    )
    factories.occurrence(page, status="few_left")
    thing = structured(client, f"/en/whats-on/{page.slug}/")
    assert thing["@type"] == "MusicEvent"
    assert thing["name"] == "Waterfront Towns"
    assert thing["startDate"] == "2026-11-25T19:00+03:00"
    assert thing["endDate"] == "2026-11-25T21:00+03:00"
    assert thing["eventStatus"] == "https://schema.org/EventScheduled"
    assert thing["typicalAgeRange"] == "6-"
    assert thing["inLanguage"] == ["ru"]
    assert thing["isAccessibleForFree"] is False
    assert thing["offers"] == {
        "@type": "Offer",
        "price": 600,
        "priceCurrency": "RUB",
        "url": BOOKING,
        "availability": "https://schema.org/LimitedAvailability",
    }
    assert thing["location"]["name"] == "The Great Span"
    assert thing["location"]["address"]["addressLocality"] == "Moscow"
    assert thing["location"]["geo"]["latitude"] == pytest.approx(55.7537)
    assert thing["image"][0].startswith("http://testserver/")


def test_structured_data_of_several_dates_and_a_cancelled_one(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on)
    factories.occurrence(page)
    factories.occurrence(page, TODAY + days(7), status="cancelled")
    thing = structured(client, f"/ru/afisha/{page.slug}/")
    assert [item["eventStatus"].rpartition("/")[2] for item in thing["subEvent"]] == [
        "EventScheduled",
        "EventCancelled",
    ]


def test_a_venue_of_one_language_stays_out_of_the_others_data(
    client: Client, whats_on: Trees, venue_section: Trees
) -> None:
    page = factories.event(whats_on, venue=factories.venue(venue_section, "Чердак", en="", street="Набережная, 1"))
    factories.occurrence(page)
    response = client.get(f"/en/whats-on/{page.slug}/").content.decode()
    assert "Чердак" not in response
    assert "Набережная" not in response


def test_now_is_what_the_fixture_says() -> None:
    from django.utils import timezone

    assert timezone.now() == NOW
