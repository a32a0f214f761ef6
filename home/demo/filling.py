"""What stands on demo pages: texts, bodies, people, photographs, dates."""

from typing import Any

from articles.models import ArticlePage, ArticlePerson, ArticleTopic, PinnedArticle
from events.models import EventOrganisation, EventPage, EventPhoto, EventSpeaker, EventTopic, Occurrence
from home.demo import dates
from home.demo.content import Item
from home.demo.loading import Loading, NewPage
from home.demo.recurring import follow_rule
from home.demo.story import StoryWriter
from home.demo.words import bullets
from home.models import HomePage
from venues.models import Hall, OpeningSeason, SpecialDay, VenuePage, VenuePhoto

TEXTS = ("lead", "hero_title", "hero_lead", "city", "street", "access_note")


def fill(loading: Loading, new: NewPage) -> None:
    """Write everything of a new page in its first language, and publish it."""
    page = type(new.page).objects.get(pk=new.page.pk)  # pages made below it since have changed its row
    item, writer = new.item, loading.writer(new)
    writer.text(item, "headline" if "headline_" + writer.language in item else "title")
    writer.text(item, "slug")
    values: dict[str, Any] = {name: writer.text(item, name) for name in TEXTS if hasattr(page, name)}
    if "body" in item:
        values["body"] = writer.body(item["body"])
    if hasattr(page, "lead_photo_id"):
        values["lead_photo_id"] = loading.keys.photos.get(lead_photo(item))
    for name, value in values.items():
        setattr(page, name, value)
    if isinstance(page, HomePage):
        _fill_home(loading, page, item, writer)
    elif isinstance(page, VenuePage):
        _fill_venue(loading, page, item, writer)
    elif isinstance(page, EventPage):
        _fill_event(loading, page, item, writer)
    elif isinstance(page, ArticlePage):
        _fill_article(loading, page, item)
    page.save_revision().publish()
    if isinstance(page, VenuePage):
        halls = zip(item["halls"], Hall.objects.filter(venue=page).order_by("sort_order", "pk"), strict=True)
        loading.keys.halls |= {f"{item['key']}/{row['key']}": hall.pk for row, hall in halls}


def lead_photo(item: Item) -> str:
    """Return the key of the photograph that stands for a page; empty where there is none."""
    return item.get("photo") or item.get("lead_photo") or next(iter(item.get("photos", [])), "")


def occurrences(loading: Loading, item: Item) -> list[Occurrence]:
    """Return the dates of an event as rows that are not saved yet."""
    return [
        Occurrence(
            day=slot.day,
            start_time=slot.starts,
            end_time=slot.ends,
            status=slot.status,
            planned_day=slot.planned or slot.day,
            planned_time=slot.starts,
            note_ru=slot.reason[0],
            note_en=slot.reason[1],
            is_hand_made=slot.reason != ("", ""),
        )
        for slot in loading.slots(item)
    ]


def programme(loading: Loading, item: Item, writer: StoryWriter) -> str:
    """Return the programme of an event as JSON; each of its days is that of one of the event's dates."""
    slots = loading.slots(item)
    days = []
    for row in item.get("programme", []):
        number = row["occurrence"]
        days.append(("day", writer.programme_day(row, slots[number].day.isoformat() if number < len(slots) else None)))
    return writer.stream(days, "programme")


def special_day_rows(loading: Loading, item: Item) -> list[SpecialDay]:
    """Return the special days of a venue as rows that are not saved yet."""
    return [
        SpecialDay(day=row.day, hours=row.hours, reason_ru=row.reason_ru, reason_en=row.reason_en)
        for row in dates.special_days(item, loading.today)
    ]


def _fill_home(loading: Loading, page: HomePage, item: Item, writer: StoryWriter) -> None:
    page.hero_photo_id = loading.keys.photos[item["hero_photo"]]
    page.hero_event_id = loading.keys.pages[f"event/{item['hero_event']}"]
    page.sections = writer.stream([(kind, {"heading": ""}) for kind in item["sections"]], "sections")


def _fill_venue(loading: Loading, page: VenuePage, item: Item, writer: StoryWriter) -> None:
    page.getting_here = writer.html(item, "directions", bullets)
    page.photos = _photos(loading, VenuePhoto, item["photos"])
    page.halls = [
        Hall(sort_order=number, **{name: value for name, value in row.items() if name != "key"})
        for number, row in enumerate(item["halls"])
    ]
    page.seasons = [
        OpeningSeason(
            sort_order=number,
            starts_on=dates.season_days(row)[0],
            ends_on=dates.season_days(row)[1],
            every_year=True,
            week=[dates.pairs(day) for day in row["week"]],
        )
        for number, row in enumerate(item.get("seasons", []))
    ]
    page.special_days = special_day_rows(loading, item)


def _fill_event(loading: Loading, page: EventPage, item: Item, writer: StoryWriter) -> None:
    keys = loading.keys
    page.venue = VenuePage.objects.get(pk=keys.pages[f"venue/{item['venue']}"])
    page.hall_id = keys.halls.get(f"{item['venue']}/{item['hall']}") if "hall" in item else None
    page.festival_id = keys.pages.get(f"event/{item['festival']}") if "festival" in item else None
    page.occurrences = occurrences(loading, item)
    page.occurrences.commit()  # dates hold at once: no revision keeps them
    follow_rule(page, item)
    page.topics = [EventTopic(sort_order=n, topic_id=keys.topics[key]) for n, key in enumerate(item["topics"])]
    page.photos = _photos(loading, EventPhoto, item.get("photos", []))
    page.speakers = [
        EventSpeaker(
            sort_order=number,
            person_id=keys.people[row["person"]],
            role_ru=row.get("role_ru", ""),
            role_en=row.get("role_en", ""),
        )
        for number, row in enumerate(item.get("speakers", []))
    ]
    named = [(key, "organiser") for key in item.get("organisers", [])]
    named += [(key, "partner") for key in item.get("partners", [])]
    page.organisations = [
        EventOrganisation(sort_order=number, organisation_id=keys.organisations[key], capacity=capacity)
        for number, (key, capacity) in enumerate(named)
    ]
    page.programme = programme(loading, item, writer)


def _fill_article(loading: Loading, page: ArticlePage, item: Item) -> None:
    keys = loading.keys
    page.related_event_id = keys.pages.get(f"event/{item['event']}") if "event" in item else None
    page.topics = [ArticleTopic(sort_order=n, topic_id=keys.topics[key]) for n, key in enumerate(item["topics"])]
    page.people = [
        ArticlePerson(sort_order=n, person_id=keys.people[key]) for n, key in enumerate(item.get("people", []))
    ]
    page.pinned_articles = [
        PinnedArticle(sort_order=number, article_id=keys.pages[f"article/{key}"])
        for number, key in enumerate(item.get("related", []))
    ]


def _photos(loading: Loading, model: type[Any], names: list[str]) -> list[Any]:
    return [model(sort_order=number, photo_id=loading.keys.photos[name]) for number, name in enumerate(names)]
