"""What's on: days, rows, the river of days."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from time_machine import Traveller

from events.models import EventPage
from tests.events import factories
from tests.events.factories import MOSCOW, TODAY, Trees, days, on
from tests.events.reading import read
from venues.models import Hall, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "unindexed")]

RU, EN = "/ru/afisha/", "/en/whats-on/"


def test_days_are_headed_in_words_of_the_readers_language(client: Client, whats_on: Trees, span: VenuePage) -> None:
    page = factories.event(whats_on, venue=span)
    for offset in range(3):
        on(page, TODAY + days(offset))
    russian, english = read(client, RU), read(client, EN)
    for heading in ("Сегодня 25 ноября, среда", "Завтра 26 ноября, четверг", "Пятница 27 ноября"):
        assert heading in russian
    for heading in ("Today Wednesday 25 November", "Tomorrow Thursday 26 November", "Friday 27 November"):
        assert heading in english
    assert "3 события, 25–27 ноября" in russian
    assert "3 events, 25–27 November" in english


def test_a_row_tells_time_kind_title_venue_price_and_age(client: Client, whats_on: Trees, span: VenuePage) -> None:
    facts = {"kind": "lecture", "is_free": False, "price_from": 300, "price_to": 900, "age_mark": "16+"}
    on(factories.event(whats_on, venue=span, **facts))
    assert "19:00 Лекция Город у воды Большой пролёт 300–900 ₽ 16+" in read(client, RU)
    assert "19:00 Lecture Waterfront Towns The Great Span 300–900 ₽ 16+" in read(client, EN)


def test_an_event_over_today_is_left_out_until_the_day_is_asked_for(client: Client, whats_on: Trees) -> None:
    on(factories.event(whats_on, "Утренняя лекция"), start="10:00", end="11:00")
    on(factories.event(whats_on, "Вечерняя лекция"), start="19:00", end="20:00")
    assert "Утренняя лекция" not in read(client, RU)
    asked = read(client, f"{RU}?date={TODAY}")
    assert "Утренняя лекция" in asked
    assert "Прошло" in asked


def test_an_event_that_is_on_now_stays_until_it_ends(client: Client, whats_on: Trees, wednesday: Traveller) -> None:
    on(factories.event(whats_on, "Долгая ночь"), start="22:00", end="03:00")
    wednesday.move_to(datetime(2026, 11, 26, 2, 59, tzinfo=MOSCOW))
    assert "Вчера 25 ноября, среда" in read(client, RU)
    wednesday.move_to(datetime(2026, 11, 26, 3, 0, tzinfo=MOSCOW))
    assert "Долгая ночь" not in read(client, RU)


def test_a_new_day_begins_at_midnight(client: Client, whats_on: Trees, wednesday: Traveller) -> None:
    on(factories.event(whats_on), TODAY + days(1), "12:00", "13:00")
    wednesday.move_to(datetime(2026, 11, 25, 23, 59, 59, tzinfo=MOSCOW))
    assert "Завтра 26 ноября" in read(client, RU)
    wednesday.move_to(datetime(2026, 11, 26, 0, 0, 0, tzinfo=MOSCOW))
    assert "Сегодня 26 ноября" in read(client, RU)


def test_the_29th_of_february_is_a_day_like_any_other(client: Client, whats_on: Trees, wednesday: Traveller) -> None:
    wednesday.move_to(datetime(2028, 2, 28, 12, 0, tzinfo=MOSCOW))
    on(factories.event(whats_on), date(2028, 2, 29))
    assert "Завтра 29 февраля, вторник" in read(client, RU)
    assert "Ближайшее" not in read(client, f"{RU}?date=2028-02-29")
    assert "не удалось" not in read(client, f"{RU}?from=2028-02-29&to=2028-03-01").lower()


def test_a_day_is_the_venues_own(client: Client, whats_on: Trees, span: VenuePage, venue_section: Trees) -> None:
    region = factories.region("vladivostok", "Владивосток", "Vladivostok")
    bay = factories.venue(
        venue_section,
        "Зал у бухты",
        "The Bay Hall",
        region=region,
        time_zone="Asia/Vladivostok",
        cities={"ru": "Владивосток", "en": "Vladivostok"},
    )
    on(factories.event(whats_on, venue=bay), TODAY + days(1), "00:30", "02:00")  # 17:30 of today in Moscow
    russian = read(client, RU)
    assert "Завтра 26 ноября" in russian
    assert "00:30" in russian
    assert "местное время, МСК+7" in russian
    assert "Зал у бухты, Владивосток" in russian
    assert "local time, UTC+10" in read(client, EN)


def test_a_clock_change_between_today_and_the_event_is_heeded(
    client: Client, whats_on: Trees, span: VenuePage, venue_section: Trees, wednesday: Traveller
) -> None:
    berlin = factories.venue(venue_section, "Берлин", "Berlin", time_zone="Europe/Berlin", cities={"ru": "", "en": ""})
    wednesday.move_to(datetime(2027, 3, 27, 12, 0, tzinfo=MOSCOW))
    winter = factories.occurrence(factories.event(whats_on, venue=berlin), date(2027, 3, 27), "23:00", "23:30")
    summer = factories.occurrence(factories.event(whats_on, "Летом", venue=berlin), date(2027, 3, 28), "23:00", "23:30")
    assert (summer.starts_at - winter.starts_at).total_seconds() == 23 * 3600
    english = read(client, EN)
    assert "local time, UTC+1" in english
    assert "local time, UTC+2" in english


def test_the_list_goes_on_by_days_and_keeps_the_filters(client: Client, whats_on: Trees) -> None:
    for number in range(40):
        on(factories.event(whats_on, f"Событие {number:02}", en=""), TODAY + days(number // 8))
    first = client.get(f"{RU}?free=1")
    assert "Показать с 28 ноября" in read(client, f"{RU}?free=1")
    assert "?from=2026-11-28&amp;free=1" in first.content.decode()
    second = read(client, f"{RU}?from=2026-11-28&free=1")
    assert "Событие 24" in second
    assert "Событие 23" not in second
    assert "Показать с" not in second
    assert "С сегодняшнего дня" in second


def test_a_day_fuller_than_a_page_is_shown_whole(client: Client, whats_on: Trees) -> None:
    for number in range(33):
        on(factories.event(whats_on, f"Событие {number:02}", en=""))
    on(factories.event(whats_on, "Наутро", en=""), TODAY + days(1))
    text = read(client, RU)
    assert "Событие 32" in text
    assert "Наутро" not in text
    assert "Показать с 26 ноября" in text


# Languages


def test_an_event_without_a_page_in_the_language_is_not_listed(client: Client, whats_on: Trees) -> None:
    on(factories.event(whats_on, "Только по-русски", en=""))
    assert "Только по-русски" in read(client, RU)
    english = read(client, EN)
    assert "Только по-русски" not in english
    assert "Still water" in english


def test_dates_changed_on_the_original_change_at_once_in_the_other_language(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, "", "Winter lighthouses", languages_in_order=("en", "ru"))
    date_of_it = factories.occurrence(page)
    assert "19:00" in read(client, EN)
    date_of_it.start_time, date_of_it.end_time = time(12, 15), time(22)
    date_of_it.day = TODAY + days(1)
    date_of_it.save()
    assert "12:15" in read(client, EN)


def test_an_original_in_english_is_listed_in_russian(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, "Маяки", "Lighthouses", languages_in_order=("en", "ru"))
    on(page)
    assert page.language == "en"
    assert "Маяки" in read(client, RU)
    assert "Lighthouses" in read(client, EN)


def test_a_venue_without_a_page_in_the_language_is_not_named(
    client: Client, whats_on: Trees, venue_section: Trees
) -> None:
    on(factories.event(whats_on, venue=factories.venue(venue_section, "Чердак", en="")))
    assert "Чердак" in read(client, RU)
    assert "Чердак" not in read(client, EN)


@pytest.mark.parametrize("state", ["draft", "private", "alias"])
def test_what_visitors_may_not_open_is_not_listed(client: Client, whats_on: Trees, state: str) -> None:
    from wagtail.models import PageViewRestriction

    page = on(factories.event(whats_on, "Тайное"))
    if state == "draft":
        page.unpublish()
    elif state == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    else:
        EventPage.objects.filter(pk=page.pk).update(alias_of=whats_on["en"].pk)
    assert "Тайное" not in read(client, RU)


# Status


def test_a_cancelled_date_says_so_and_why(client: Client, whats_on: Trees) -> None:
    page = factories.event(whats_on, is_free=False, price_from=600, price_to=600)
    on(page, status="cancelled", note_ru="Лектор заболел", note_en="The lecturer is ill")
    russian = read(client, RU)
    assert "Отменено" in russian
    assert "Лектор заболел" in russian
    assert "600" not in russian
    assert "Cancelled" in read(client, EN)
    assert "The lecturer is ill" in read(client, EN)


def test_a_sold_out_date_says_so_in_place_of_its_price(client: Client, whats_on: Trees) -> None:
    on(factories.event(whats_on, is_free=False, price_from=600, price_to=600), status="sold_out")
    text = read(client, EN)
    assert "Sold out" in text
    assert "600" not in text


def test_a_deleted_venue_leaves_its_events_in_the_list(client: Client, whats_on: Trees, span: VenuePage) -> None:
    hall = Hall.objects.create(venue=span, name_ru="Малый зал", name_en="Small Hall")
    page = on(factories.event(whats_on, venue=span, hall=hall))
    for version in VenuePage.objects.filter(translation_key=span.translation_key):
        version.delete()
    page.refresh_from_db()
    assert page.venue is None
    assert "Город у воды" in read(client, RU)
    assert "Город у воды" in read(client, f"{RU}{page.slug}/")


def test_the_river_counts_events_and_names_closed_days(client: Client, whats_on: Trees, span: VenuePage) -> None:
    page = factories.event(whats_on, venue=span)
    for start, end in (("10:00", "11:00"), ("12:00", "14:00"), ("15:00", "18:00"), ("18:00", "22:30")):
        factories.occurrence(page, TODAY + days(1), start, end)
    factories.occurrence(page, TODAY + days(1), "13:00", "14:00", status="cancelled")
    text = read(client, RU)
    assert "26 ноября 4 события" in text
    assert "30 ноября закрыто" in text  # a Monday
    assert "27 ноября нет событий" in text
    markup = client.get(EN).content.decode()
    for width in (1, 2, 3, 4):
        assert f'<i class="g{width}">' in markup
    assert "26 November 4 events" in read(client, EN)


def test_the_rivers_days_keep_the_filters(client: Client, whats_on: Trees) -> None:
    on(factories.event(whats_on, "Платное", is_free=False, price_from=500), TODAY + days(2))
    markup = client.get(f"{RU}?free=1").content.decode()
    assert "?date=2026-11-27&amp;free=1" in markup
    assert "27 ноября нет событий" in read(client, f"{RU}?free=1")


def test_zone_of_the_main_venue_decides_what_today_is(
    client: Client, whats_on: Trees, span: VenuePage, wednesday: Traveller
) -> None:
    on(factories.event(whats_on), TODAY + days(1))
    span.time_zone = "Asia/Vladivostok"
    span.save()
    wednesday.move_to(datetime(2026, 11, 26, 0, 30, tzinfo=ZoneInfo("Asia/Vladivostok")))
    assert "Сегодня 26 ноября" in read(client, RU)
