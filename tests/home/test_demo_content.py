"""The demo content as it is written: complete, in both languages, well set, and always alive."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from articles.models import ArticlePage
from events.models import EventPage
from events.models.choices import AccessService, AgeMark, Booking, EventLanguage, Kind, OccurrenceStatus
from home.demo import dates
from home.demo.content import DOCUMENTS, LOGOS, PHOTOS, Item, is_translated, read_content, with_dates
from home.demo.story import Keys, StoryWriter
from home.demo.words import Words
from venues.models.pages import Facility

CONTENT = read_content()
PAGES = [*CONTENT.venues, *CONTENT.pages, *CONTENT.events, *CONTENT.articles]
RECORDS = [
    *CONTENT.regions,
    *CONTENT.topics,
    *CONTENT.people,
    *CONTENT.organisations,
    *CONTENT.credits,
    *CONTENT.photos,
    *CONTENT.announcements,
    CONTENT.settings,
]
LOAD_DAYS = [date(2026, 11, 22) + timedelta(days=number) for number in (*range(9), 35, 39, 44, 172, 220, 463)]
HOLIDAYS = {(12, 31), (1, 1)}

TAG = re.compile(r"<[^>]+>")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
LATIN = re.compile(r"[A-Za-z]")
STRAIGHT = re.compile(r"[\"']")
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+|https?://\S+|\{date:[^}]*\}")


def texts(value: object, path: str = "", language: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield ``(path, language, text)`` for everything below a key that ends in a language."""
    if isinstance(value, dict):
        for name, child in value.items():
            is_text = name.endswith(("_ru", "_en")) and not name.startswith("slug")
            yield from texts(child, f"{path}/{name}", name[-2:] if is_text else language)
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from texts(child, f"{path}/{number}", language)
    elif isinstance(value, str) and language:
        yield path, language, ADDRESS.sub("", TAG.sub("", value))


def without_language(path: str) -> str:
    return re.sub(r"_(ru|en)(?=/|$)", "", path)


ALL_TEXTS = [text for item in [*PAGES, *RECORDS] for text in texts(item, item.get("key", "settings"))]


def blocks() -> Iterator[tuple[str, Item]]:
    for page in PAGES:
        for block in page.get("body", []):
            yield page["key"], block


def schedules(today: date) -> dict[str, dates.Schedule]:
    zones = {region["key"]: region["time_zone"] for region in CONTENT.regions}
    return {venue["key"]: dates.schedule_of(venue, zones[venue["region"]], today) for venue in CONTENT.venues}


def slots_by_day(today: date) -> dict[date, list[dates.Slot]]:
    found: dict[date, list[dates.Slot]] = {}
    for slots in dates.programme(CONTENT.events, schedules(today), today).values():
        for slot in slots:
            found.setdefault(slot.day, []).append(slot)
    return found


def test_there_is_as_much_as_a_site_needs_to_look_alive() -> None:
    assert len(CONTENT.articles) >= 14
    assert len(CONTENT.events) >= 24
    assert len(CONTENT.venues) >= 5
    assert len(CONTENT.people) >= 12
    assert len(CONTENT.topics) >= 8
    assert len(CONTENT.organisations) >= 8
    assert len({region["time_zone"] for region in CONTENT.regions}) >= 3
    assert {venue["region"] for venue in CONTENT.venues} == {region["key"] for region in CONTENT.regions}


def test_three_pages_lack_a_translation_and_two_are_out_of_date() -> None:
    alone = [page["source"] for page in PAGES if not is_translated(page)]
    assert sorted(alone) == ["en", "ru", "ru"]
    assert sum("outdated" in page for page in PAGES) == 2
    assert any(page["source"] == "en" and is_translated(page) for page in CONTENT.articles)


@pytest.mark.parametrize("item", PAGES, ids=lambda item: item["key"])
def test_a_page_speaks_the_languages_it_should(item: Item) -> None:
    paths = Counter(
        re.sub(r"_(ru|en)(?=/|$)", "", path) for path, _language, _text in texts(item) if "outdated" not in path
    )
    versions = 2 if is_translated(item) else 1
    assert {path: count for path, count in paths.items() if count != versions} == {}
    if not is_translated(item):
        assert {language for _path, language, _text in texts(item)} == {item["source"]}


@pytest.mark.parametrize("item", RECORDS, ids=lambda item: item.get("key", "settings"))
def test_a_record_speaks_both_languages(item: Item) -> None:
    paths = Counter(without_language(path) for path, _language, _text in texts(item))
    assert paths
    assert set(paths.values()) == {2}


@pytest.mark.parametrize("item", PAGES, ids=lambda item: item["key"])
def test_both_languages_of_a_body_are_cut_alike(item: Item) -> None:
    words = Words()
    keys = Keys(*({**dict.fromkeys(all_keys(), 1)} for _field in range(9)))
    StoryWriter("test", item["source"], keys, words, lambda text, language: text).body(item.get("body", []))
    assert bool(words.pairs) == bool(item.get("body") and is_translated(item))


def all_keys() -> list[str]:
    named = [item["key"] for item in [*PAGES, *RECORDS] if "key" in item]
    files = [path.name for path in DOCUMENTS.iterdir()]
    return [*named, *files, *(f"{kind}/{key}" for kind in ("page", "event", "article", "venue") for key in named)]


def test_no_text_is_empty() -> None:
    assert [path for path, _language, text in ALL_TEXTS if not text.strip() and "html" not in path] == []


def test_english_has_no_cyrillic_and_russian_is_russian() -> None:
    assert [text for _path, language, text in ALL_TEXTS if language == "en" and CYRILLIC.search(text)] == []
    russian = [text for _path, language, text in ALL_TEXTS if language == "ru"]
    assert [text for text in russian if LATIN.search(text) and not CYRILLIC.search(text)] == []


def test_quotation_marks_and_dashes_are_those_of_the_language() -> None:
    for path, language, text in ALL_TEXTS:
        assert not STRAIGHT.search(text), f"straight quotes: {path}: {text}"
        assert " - " not in text, f"a hyphen for a dash: {path}"
        assert "..." not in text, path
        if language == "ru":
            assert "’" not in text, path
            assert text.count("«") == text.count("»"), path
        else:
            assert not set("«»„") & set(text), path
            assert text.count("“") == text.count("”"), path


def test_russian_spells_yo() -> None:
    words = "еще|ее|нее|твоем|своем|идет|живет|дает|берет|пойдет|поет|ведет|партнер\\w*|актер\\w*|причем|елк\\w*|ребер"
    shy = re.compile(rf"\b({words})\b", re.IGNORECASE)
    assert [text for _path, language, text in ALL_TEXTS if language == "ru" and shy.search(text)] == []


def test_keys_and_addresses_are_unique() -> None:
    for kind in (CONTENT.venues, CONTENT.pages, CONTENT.events, CONTENT.articles, CONTENT.photos, CONTENT.people):
        assert len({item["key"] for item in kind}) == len(kind)
    for kind in (CONTENT.venues, [*CONTENT.pages], CONTENT.events, CONTENT.articles):
        for language in ("ru", "en"):
            slugs = [item[f"slug_{language}"] for item in kind if f"slug_{language}" in item]
            assert len(set(slugs)) == len(slugs)
            assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_references_lead_somewhere() -> None:
    known = CONTENT.by_key
    topics, regions = ({item["key"] for item in items} for items in (CONTENT.topics, CONTENT.regions))
    halls = {venue["key"]: {hall["key"] for hall in venue["halls"]} for venue in CONTENT.venues}
    for page in PAGES:
        assert set(page.get("topics", [])) <= topics, page["key"]
        assert page.get("region", "moscow") in regions
        assert set(page.get("photos", [])) <= set(known["photos"]), page["key"]
        assert page.get("photo", "nave") in known["photos"], page["key"]
        assert page.get("lead_photo", "nave") in known["photos"], page["key"]
        assert {*page.get("organisers", []), *page.get("partners", [])} <= set(known["organisations"]), page["key"]
        assert {row["person"] for row in page.get("speakers", [])} <= set(known["people"]), page["key"]
        assert page.get("event", "quiet-hour") in known["events"], page["key"]
        assert set(page.get("related", [])) <= set(known["articles"]), page["key"]
        if "hall" in page:
            assert page["hall"] in halls[page["venue"]], page["key"]
    for article in CONTENT.articles:
        assert set(article.get("people", [])) <= set(known["people"])
    for key, block in blocks():
        assert {*block.get("photos", []), block.get("photo", "nave")} <= set(known["photos"]), key
        assert block.get("person", "anna-pak") in known["people"], key
        assert set(block.get("people", [])) <= set(known["people"]), key
        assert set(block.get("organisations", [])) <= set(known["organisations"]), key
        assert block.get("event", "quiet-hour") in known["events"], key
        assert block.get("article", "field-archive") in known["articles"], key
        assert block.get("page", "visit") in known["pages"], key


def test_no_article_shows_its_event_twice() -> None:
    for article in CONTENT.articles:
        cards = [block["event"] for block in article["body"] if block["type"] == "event_card"]
        assert article.get("event") not in cards, article["key"]
        assert len(set(cards)) == len(cards)


def test_codes_are_those_of_the_models() -> None:
    for event in CONTENT.events:
        assert event["kind"] in Kind
        assert event["age"] in AgeMark
        assert event.get("booking", "open") in Booking
        assert set(event["languages"]) <= set(EventLanguage)
        assert set(event["access"]) <= set(AccessService)
        assert event.get("is_free", False) != bool(event.get("price")), event["key"]
        statuses = [status for rule in event.get("occurrences", []) for status in rule.get("statuses", {}).values()]
        assert set(statuses) <= set(OccurrenceStatus)
    for venue in CONTENT.venues:
        assert set(venue["facilities"]) <= set(Facility)


@pytest.mark.parametrize("model", [ArticlePage, EventPage])
def test_titles_and_summaries_fit_their_columns(model: type[ArticlePage | EventPage]) -> None:
    limit = model._meta.get_field("title").max_length or 255
    for item in [*CONTENT.articles, *CONTENT.events]:
        for name in ("headline", "title"):
            assert all(len(item.get(f"{name}_{language}", "")) <= limit for language in ("ru", "en")), item["key"]
    for item in CONTENT.people:
        assert max(len(item["role_ru"]), len(item["role_en"])) <= 400
    for item in CONTENT.announcements:
        assert max(len(item["title_ru"]), len(item["title_en"])) <= 80


def test_the_article_of_a_real_page_has_its_structure() -> None:
    article = CONTENT.by_key["articles"]["library-developer-mode"]
    kinds = Counter(block["type"] for block in article["body"])
    assert 95 <= len(article["headline_ru"]) <= 125
    assert 95 <= len(article["headline_en"]) <= 125
    assert kinds["photo"] == 3
    assert [block.get("pull", False) for block in article["body"] if block["type"] == "quote"] == [False, False, True]
    assert len(article["people"]) == 6  # who moderated, and five speakers
    assert len(article["related"]) == 3
    assert CONTENT.by_key["photos"][article["photo"]]["credit"] == "press-office"
    assert {"partners", "factbox"} <= set(kinds)


def test_articles_show_every_form() -> None:
    by_key = CONTENT.by_key["articles"]
    galleries = [block for _key, block in blocks() if block["type"] == "gallery"]
    assert max(len(block["photos"]) for block in galleries) >= 20
    assert any("photo" not in article for article in CONTENT.articles)
    assert any(len(article.get("headline_ru", "")) >= 170 for article in CONTENT.articles)
    assert {"table", "documents", "video"} <= {block["type"] for block in by_key["year-in-figures"]["body"]}
    assert {event["kind"] for event in CONTENT.events} >= {
        "exhibition",
        "dialogue",
        "forum",
        "concert",
        "workshop",
        "lecture",
        "film",
        "tour",
        "quiet_hour",
        "festival",
    }


@pytest.mark.parametrize("today", LOAD_DAYS, ids=str)
def test_every_day_of_two_weeks_has_events(today: date) -> None:
    by_day = slots_by_day(today)
    for number in range(14):
        day = today + timedelta(days=number)
        count = len(by_day.get(day, []))
        assert count <= 11, day  # a day of the festival is a full one
        assert count or day.weekday() == 0 or (day.month, day.day) in HOLIDAYS, day


@pytest.mark.parametrize("today", LOAD_DAYS, ids=str)
def test_there_are_events_today_this_weekend_and_in_two_months(today: date) -> None:
    by_day = slots_by_day(today)
    assert (today.month, today.day) in HOLIDAYS or len({slot.starts for slot in by_day[today]}) >= 2
    assert any(day < today for day in by_day)
    assert any(today + timedelta(days=50) <= day <= today + timedelta(days=65) for day in by_day)
    runs = [run for event in CONTENT.events if (run := dates.run(event, today))]
    assert sum(first <= today <= last for first, last in runs) >= 3
    assert any(first > today for first, _last in runs)
    assert any(last < today for _first, last in runs)


@pytest.mark.parametrize("today", LOAD_DAYS, ids=str)
def test_every_event_has_dates_and_its_venue_is_open_then(today: date) -> None:
    hours = schedules(today)
    programme = dates.programme(CONTENT.events, hours, today)
    for event in CONTENT.events:
        slots = programme[event["key"]]
        assert slots or "run" in event, event["key"]
        for slot in slots:
            assert hours[event["venue"]].hours_on(slot.day).intervals, (event["key"], slot.day)
    forum = programme["waterfront-towns"]
    assert len(forum) == 2 or any((slot.day.month, slot.day.day) in HOLIDAYS for slot in forum) or today.month == 12
    assert not hours["pier"].hours_on(date(today.year, 1, 20)).intervals or today.month > 3


@pytest.mark.parametrize("today", LOAD_DAYS, ids=str)
def test_no_two_events_share_a_hall(today: date) -> None:
    held: dict[tuple[str, str], list[dates.Slot]] = {}
    for key, slots in dates.programme(CONTENT.events, schedules(today), today).items():
        event = CONTENT.by_key["events"][key]
        if "hall" in event:
            on = [slot for slot in slots if slot.status != "cancelled"]
            hall = held.setdefault((event["venue"], event["hall"]), [])
            assert not [(key, slot) for slot in on for other in hall if slot.overlaps(other)]
            hall += on


def test_venues_show_every_kind_of_hours() -> None:
    weeks = [day for venue in CONTENT.venues for day in venue["week"]]
    assert any("," in day for day in weeks)
    assert "10:00-02:00" in weeks
    assert any(venue.get("seasons") for venue in CONTENT.venues)
    assert any(venue.get("closures") for venue in CONTENT.venues)
    assert all(
        rule["reason_ru"] and rule["reason_en"] for venue in CONTENT.venues for rule in venue.get("special_days", [])
    )


def test_dates_in_words_follow_the_language() -> None:
    text = "{date:forum}–{date:forum+6}"
    day = date(2026, 11, 26)
    assert with_dates(text, "ru", lambda key: day) == "26\u00a0ноября–2\u00a0декабря"
    assert with_dates(text, "en", lambda key: day) == "26\u00a0November–2\u00a0December"


def test_photographs_are_distinct_and_light() -> None:
    files = sorted(PHOTOS.glob("*.jpg"))
    assert {path.stem for path in files} == set(CONTENT.by_key["photos"])
    assert len(files) >= 40
    assert len({path.read_bytes() for path in files}) == len(files)
    assert sum(path.stat().st_size for path in files) < 7_000_000
    for path in files:
        with Image.open(path) as picture:
            assert max(picture.size) >= 1000, path.name
    alts = [photo[f"alt_{language}"] for photo in CONTENT.photos for language in ("ru", "en")]
    assert len(set(alts)) == len(alts)
    assert max(map(len, alts)) <= 300


def test_files_named_in_the_content_exist() -> None:
    named = {row["file"] for _key, block in blocks() if block["type"] == "documents" for row in block["items"]}
    named |= {block["captions"] for _key, block in blocks() if block.get("captions")}
    assert named == {path.name for path in DOCUMENTS.iterdir()}
    logos = {item["logo"] for item in CONTENT.organisations if "logo" in item}
    assert logos == {path.name for path in Path(LOGOS).iterdir()}
