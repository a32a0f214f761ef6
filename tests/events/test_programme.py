"""What's on: days, rows, exhibitions, what is said where nothing is found."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from time_machine import Traveller

from articles.models import Topic
from events.models import EventPage, EventTopic
from tests.events import factories
from tests.events.factories import MOSCOW, TODAY, Trees, days
from tests.events.reading import read
from venues.models import Hall, SpecialDay, VenuePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

RU, EN = "/ru/afisha/", "/en/whats-on/"


def on(page: EventPage, day: date = TODAY, start: str = "19:00", end: str = "21:00", **facts: object) -> EventPage:
    factories.occurrence(page, day, start, end, **facts)
    return page


# Days


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


# The river


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


# Exhibitions


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


# Nothing found


def test_an_empty_day_offers_the_nearest_dates(client: Client, whats_on: Trees) -> None:
    on(factories.event(whats_on), TODAY + days(1), "11:00", "12:00")
    assert "Ближайшее — завтра в 11:00" in read(client, f"{RU}?date={TODAY}")
    assert "Next up: tomorrow at 11:00" in read(client, f"{EN}?date={TODAY}")
    assert "Ближайшее — завтра в 11:00" in read(client, f"{RU}?date=2027-01-15")  # nothing after it
    nothing_of_the_kind = read(client, f"{RU}?kind=concert")
    assert "Без фильтров ближайшее — завтра в 11:00" in nothing_of_the_kind
    assert "Такого, чтобы совпало всё сразу, в афише нет." in nothing_of_the_kind


def test_the_nearest_date_answers_the_filters_where_it_can(client: Client, whats_on: Trees) -> None:
    on(factories.event(whats_on, "Кино"), TODAY + days(1), "11:00", "12:00")
    on(factories.event(whats_on, "Концерт", kind="concert"), TODAY + days(2), "12:00", "13:00")
    url = f"{RU}?kind=concert&date=2026-12-20"
    assert "Ближайшее — 27 ноября в 12:00" in read(client, url)
    assert 'href="?date=2026-11-27&amp;kind=concert"' in client.get(url).content.decode()


def test_an_empty_programme_says_so_kindly(client: Client, whats_on: Trees) -> None:
    assert "Вода спокойна: на эти дни в афише пока ничего нет." in read(client, RU)
    assert "Still water" in read(client, EN)


# Filters


def test_each_filter_keeps_what_it_names(
    client: Client, whats_on: Trees, span: VenuePage, venue_section: Trees
) -> None:
    other = factories.venue(
        venue_section, "Читальня", "Reading Room", slug="chitalnya", region=factories.region("kazan", "Казань", "Kazan")
    )
    topic = Topic.objects.create(name_ru="Книги", name_en="Books", slug="books")
    wanted = on(
        factories.event(
            whats_on,
            "Нужное",
            "Wanted",
            venue=other,
            kind="concert",
            age_mark="6+",
            has_pushkin_card=True,
            access_services=["sign_language", "captions"],
        )
    )
    EventTopic.objects.create(page=wanted, topic=topic)
    on(factories.event(whats_on, "Лишнее", "Other", venue=span, age_mark="18+", is_free=False, price_from=100))
    queries = (
        "kind=concert",
        "kind=concert&kind=film",
        "venue=chitalnya",
        "region=kazan",
        "topic=books",
        "age=6",
        "free=1",
        "pushkin=1",
        "access=sign_language",
        "access=sign_language&access=captions",
    )
    for query in queries:
        text = read(client, f"{RU}?{query}")
        assert "Нужное" in text, query
        assert "Лишнее" not in text, query
        assert "убрать фильтр" in text, query
    assert "Wanted" in read(client, f"{EN}?venue=chitalnya&topic=books")
    assert "Нужное" not in read(client, f"{RU}?access=audio_description").partition("ближайшее")[0]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("date=today", {0}),
        ("date=tomorrow", {1}),
        ("date=weekend", {3, 4}),
        ("date=2026-11-27", {2}),
        ("from=2026-11-27", {2, 3, 4, 5}),
        ("to=2026-11-26", {0, 1}),
        ("from=2026-11-26&to=2026-11-28", {1, 2, 3}),
        ("from=2026-11-28&to=2026-11-26", {1, 2, 3}),
        ("from=2026-11-28&date=today", {3, 4, 5}),
        ("date=2026-02-31", {0, 1, 2, 3, 4, 5}),
    ],
)
def test_days_asked_for(client: Client, whats_on: Trees, query: str, expected: set[int]) -> None:
    for offset in range(6):
        on(factories.event(whats_on, f"Событие №{offset}", en=""), TODAY + days(offset))
    text = read(client, f"{RU}?{query}")
    assert {offset for offset in range(6) if f"№{offset}" in text or f"№ {offset}" in text} == expected


def test_a_chip_takes_away_its_own_filter_alone(client: Client, whats_on: Trees) -> None:
    on(factories.event(whats_on, kind="concert"))
    markup = client.get(f"{RU}?date=today&kind=concert&free=1").content.decode()
    assert 'href="?kind=concert&amp;free=1"' in markup  # without the day
    assert 'href="?date=today&amp;free=1"' in markup
    assert 'href="?date=today&amp;kind=concert"' in markup


def test_the_regions_own_venue_decides_whether_a_day_is_closed(
    client: Client, whats_on: Trees, span: VenuePage, venue_section: Trees
) -> None:
    factories.venue(venue_section, region=factories.region("kazan", "Казань", "Kazan"))
    assert "центр закрыт" in read(client, f"{RU}?date=2026-11-30")
    assert "центр закрыт" not in read(client, f"{RU}?date=2026-11-30&region=kazan")


def test_zone_of_the_main_venue_decides_what_today_is(
    client: Client, whats_on: Trees, span: VenuePage, wednesday: Traveller
) -> None:
    on(factories.event(whats_on), TODAY + days(1))
    span.time_zone = "Asia/Vladivostok"
    span.save()
    wednesday.move_to(datetime(2026, 11, 26, 0, 30, tzinfo=ZoneInfo("Asia/Vladivostok")))
    assert "Сегодня 26 ноября" in read(client, RU)
