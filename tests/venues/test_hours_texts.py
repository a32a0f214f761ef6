"""The weekly text, the data for search engines and the data for the script in the page."""

import json
from datetime import date, datetime, timedelta

import pytest

from tests.venues.hours_factories import every_day, hours, museum_week, schedule
from venues.hours import Closure, Season, SpecialDay, Week, intervals_text

USUAL = hours("10:00-20:00")


@pytest.mark.parametrize(
    ("week", "russian", "english"),
    [
        (Week(((),) + (USUAL,) * 6), "Вт–Вс 10:00–20:00", "Tue–Sun 10:00–20:00"),
        (Week((USUAL,) * 7), "Ежедневно 10:00–20:00", "Daily 10:00–20:00"),
        (every_day("00:00-24:00"), "Круглосуточно", "24 hours"),
        (
            Week((hours("00:00-00:00"),) * 5 + ((), ())),
            "Пн–Пт круглосуточно",
            "Mon–Fri 24 hours",
        ),
        (
            museum_week(),
            "Вт–Чт 10:00–20:00, Пт 10:00–24:00, Сб 12:00–02:00, Вс 10:00–20:00",
            "Tue–Thu 10:00–20:00, Fri 10:00–24:00, Sat 12:00–02:00, Sun 10:00–20:00",
        ),
        (
            Week.of({0: hours("9:00-13:00 14:00-18:00")}),
            "Пн 09:00–13:00 и 14:00–18:00",
            "Mon 09:00–13:00 and 14:00–18:00",
        ),
        (Week(), "", ""),
    ],
)
def test_weekly_text_in_both_languages(week: Week, russian: str, english: str) -> None:
    assert schedule(week).weekly_text("ru") == russian
    assert schedule(week).weekly_text("en") == english


@pytest.mark.parametrize(
    ("week", "russian", "english"),
    [
        (Week(((),) + (USUAL,) * 6), "Вт–Вс 10:00–20:00, Пн выходной", "Tue–Sun 10:00–20:00, closed Mon"),
        (
            Week((USUAL,) * 5 + ((), ())),
            "Пн–Пт 10:00–20:00, Сб–Вс выходные",
            "Mon–Fri 10:00–20:00, closed Sat–Sun",
        ),
        (
            Week.of({1: USUAL, 2: USUAL, 4: USUAL, 5: USUAL}),
            "Вт–Ср 10:00–20:00, Пт–Сб 10:00–20:00, Пн, Чт и Вс выходные",
            "Tue–Wed 10:00–20:00, Fri–Sat 10:00–20:00, closed Mon, Thu and Sun",
        ),
        (Week((USUAL,) * 7), "Ежедневно 10:00–20:00", "Daily 10:00–20:00"),
    ],
)
def test_closed_days_are_mentioned_on_request(week: Week, russian: str, english: str) -> None:
    assert schedule(week).weekly_text("ru", mention_closed=True) == russian
    assert schedule(week).weekly_text("en", mention_closed=True) == english


def test_weekly_text_follows_the_season() -> None:
    summer = Season(date(2027, 6, 1), date(2027, 8, 31), every_day("10:00-22:00"))
    subject = schedule(seasons=(summer,), special_days=(SpecialDay(date(2027, 7, 1)),))
    assert subject.weekly_text("en", on=date(2027, 7, 1)) == "Daily 10:00–22:00"
    assert subject.weekly_text("en", on=date(2027, 9, 1)).startswith("Tue–Thu")


def test_words_exist_in_two_languages_only() -> None:
    assert intervals_text(USUAL, "en-gb") == "10:00–20:00"
    with pytest.raises(ValueError, match="language"):
        schedule().weekly_text("de")


def test_search_engines_get_the_week_grouped_by_hours() -> None:
    week = Week((*((),) * 5, USUAL, hours("12:00-02:00")))
    assert schedule(week).to_schema_org(date(2026, 11, 22)) == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["https://schema.org/Saturday"],
            "opens": "10:00",
            "closes": "20:00",
        },
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["https://schema.org/Sunday"],
            "opens": "12:00",
            "closes": "02:00",
        },
    ]


def test_search_engines_get_special_days_with_the_reason_in_the_pages_language() -> None:
    subject = schedule(
        Week(),
        special_days=(
            SpecialDay(date(2026, 11, 20), hours("11:00-12:00")),
            SpecialDay(date(2027, 1, 1), (), {"ru": "Праздник"}),
            SpecialDay(date(2026, 12, 31), hours("00:00-24:00")),
        ),
        closures=(Closure(date(2027, 3, 1), None, {"en": "Repairs"}),),
    )
    day = {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00"}
    assert subject.to_schema_org(date(2026, 11, 22), "ru") == [
        day | {"closes": "23:59", "validFrom": "2026-12-31", "validThrough": "2026-12-31"},
        day | {"validFrom": "2027-01-01", "validThrough": "2027-01-01", "description": "Праздник"},
        day | {"validFrom": "2027-03-01"},
    ]


def test_search_engines_learn_which_days_a_season_closes() -> None:
    winter = Season(date(2026, 12, 20), date(2027, 1, 10), Week((*((),) * 6, USUAL)), every_year=True)
    week, closed, opened = schedule(Week((USUAL,) * 7), seasons=(winter,)).to_schema_org(date(2027, 1, 1), days=60)
    assert "validFrom" not in week
    assert (closed["opens"], closed["closes"]) == ("00:00", "00:00")
    assert "https://schema.org/Monday" in str(closed["dayOfWeek"])
    assert "https://schema.org/Sunday" not in str(closed["dayOfWeek"])
    assert (opened["validFrom"], opened["validThrough"]) == ("2027-01-01", "2027-01-10")


def test_payload_is_json_and_names_every_turn_of_a_day() -> None:
    subject = schedule(every_day("10:00-20:00"), last_admission=timedelta(minutes=45))
    moment = datetime(2026, 11, 24, 9, 0, 0, 250_000, tzinfo=subject.zone)
    payload = json.loads(json.dumps(subject.client_payload(moment, days=1, language="en")))
    start = int(moment.timestamp())
    assert [((state["at"] - start) / 3600, state["kind"]) for state in payload["states"]] == [
        (0, "closed"),
        (1, "open"),
        (10.25, "open"),  # last admission
        (10.5, "closing_soon"),
        (11, "closed"),
        (15, "closed"),  # tomorrow becomes today
    ]
    assert payload["states"][2] == {
        "at": start + 36900,
        "kind": "open",
        "until": start + 39600,
        "time": "20:00",
        "weekday": 1,
        "date": "2026-11-24",
        "days": 0,
        "since": start + 3600,
        "admission": "19:15",
        "admission_over": True,
    }
    assert [state.get("days") for state in payload["states"][-2:]] == [1, 0]
    assert (payload["ends"], payload["offsets"]) == (start + 86400, [[start, 10800]])


def test_payload_gives_reasons_in_one_language_or_in_all() -> None:
    subject = schedule(closures=(Closure(date(2026, 11, 1), date(2027, 3, 1), {"ru": "Ремонт", "en": "Repairs"}),))
    moment = datetime(2026, 11, 24, 9, tzinfo=subject.zone)
    (state,) = subject.client_payload(moment, days=1, language="ru")["states"][:1]
    assert (state["reason"], state["through"]) == ("Ремонт", "2027-03-01")
    (state,) = subject.client_payload(moment, days=1)["states"][:1]
    assert state["reason"] == {"ru": "Ремонт", "en": "Repairs"}


def test_payload_knows_the_offset_before_and_after_a_clock_change() -> None:
    subject = schedule(time_zone="Europe/Berlin")
    payload = subject.client_payload(datetime(2027, 3, 27, 12, tzinfo=subject.zone))
    change = int(datetime(2027, 3, 28, 3, tzinfo=subject.zone).timestamp())
    assert [offset for _, offset in payload["offsets"]] == [3600, 7200]
    assert payload["offsets"][1][0] == change


@pytest.mark.parametrize("days", [0, -1, 32])
def test_payload_looks_ahead_a_month_at_most(days: int) -> None:
    subject = schedule()
    with pytest.raises(ValueError, match="days ahead"):
        subject.client_payload(datetime(2026, 11, 24, 9, tzinfo=subject.zone), days=days)


def test_payload_forgets_the_beginning_of_a_long_opening_as_a_new_page_would() -> None:
    day = hours("00:00-24:00")
    subject = schedule(Week.of({0: hours("00:00-20:00"), 4: hours("10:00-24:00"), 5: day, 6: day}))
    friday = datetime(2026, 11, 27, 12, tzinfo=subject.zone)
    sunday = friday + timedelta(days=2)
    states = subject.client_payload(friday)["states"]
    shown = [state for state in states if state["at"] <= sunday.timestamp()][-1]
    (fresh, *_) = subject.client_payload(sunday)["states"]
    assert "since" in states[0]
    assert "since" not in fresh
    assert {**shown, "at": 0} == {**fresh, "at": 0}


def test_payload_drops_the_reason_of_a_special_day_where_the_next_day_opens_into_it() -> None:
    special = SpecialDay(date(2026, 11, 24), hours("10:00-10:00"), {"ru": "Ночь", "en": "Night"})
    subject = schedule(Week.of({2: hours("09:00-20:00")}), special_days=(special,))
    evening = datetime(2026, 11, 24, 22, tzinfo=subject.zone)
    morning = datetime(2026, 11, 25, 9, tzinfo=subject.zone)
    states = subject.client_payload(evening, language="en")["states"]
    shown = [state for state in states if state["at"] <= morning.timestamp()][-1]
    (fresh, *_) = subject.client_payload(morning, language="en")["states"]
    assert states[0]["reason"] == "Night"
    assert "reason" not in fresh
    assert {**shown, "at": 0} == {**fresh, "at": 0}
