"""Events, venues and dates: minimal and valid."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.models import BasePage
from events.models import EventPage, Occurrence
from images.models import CreditLine, Photo
from venues.models import Region, VenuePage

MOSCOW = ZoneInfo("Europe/Moscow")
#: A Wednesday afternoon.
NOW = datetime(2026, 11, 25, 16, 40, tzinfo=MOSCOW)
TODAY = NOW.date()
EVERY_DAY = [[["10:00", "20:00"]]] * 7
NOT_ON_MONDAYS = [[], *[[["10:00", "20:00"]]] * 6]

Trees = dict[str, BasePage]


def region(slug: str = "moscow", name_ru: str = "Москва", name_en: str = "Moscow", **facts: object) -> Region:
    return Region.objects.create(slug=slug, name_ru=name_ru, name_en=name_en, **facts)


def venue(section: Trees, ru: str = "Большой пролёт", en: str = "The Great Span", **facts: object) -> VenuePage:
    """A live venue in both languages, or in Russian alone where ``en`` is empty; returns the original."""
    slug = facts.pop("slug", f"venue-{VenuePage.objects.count()}")
    cities = facts.pop("cities", {"ru": "Москва", "en": "Moscow"})
    facts.setdefault("week", EVERY_DAY)
    original = VenuePage(title=ru, slug=slug, locale=section["ru"].locale, city=cities["ru"], **facts)
    add(section["ru"], original)
    if en:
        translation = VenuePage(
            title=en,
            slug=slug,
            locale=section["en"].locale,
            translation_key=original.translation_key,
            city=cities["en"],
            region=original.region,
        )
        add(section["en"], translation)
    return original


def event(section: Trees, ru: str = "Город у воды", en: str = "Waterfront Towns", **facts: object) -> EventPage:
    """A live event in both languages, or in one where the other title is empty; returns the original."""
    first, second = facts.pop("languages_in_order", ("ru", "en"))
    slug = facts.pop("slug", f"event-{EventPage.objects.count()}")
    titles = {"ru": ru, "en": en}
    leads = {"ru": "Форум малых городов.", "en": "A forum of small cities."}
    facts.setdefault("age_mark", "12+")
    original = EventPage(title=titles[first], slug=slug, lead=leads[first], locale=section[first].locale, **facts)
    add(section[first], original)
    if titles[second]:
        translation = EventPage(
            title=titles[second],
            slug=slug,
            lead=leads[second],
            locale=section[second].locale,
            translation_key=original.translation_key,
            age_mark="0+",
            venue=original.venue,
            lead_photo=original.lead_photo,
        )
        add(section[second], translation)
    return original


def occurrence(
    page: EventPage, day: date = TODAY, start: str = "19:00", end: str = "21:00", **facts: object
) -> Occurrence:
    """A date of an event by the venue's clock."""
    return Occurrence.objects.create(
        event=page,
        day=day,
        start_time=time.fromisoformat(start),
        end_time=time.fromisoformat(end) if end else None,
        **facts,
    )


def on(page: EventPage, day: date = TODAY, start: str = "19:00", end: str = "21:00", **facts: object) -> EventPage:
    """The event itself, with a date added."""
    occurrence(page, day, start, end, **facts)
    return page


def photo(title: str = "Мост") -> Photo:
    """A photograph with a credit and files for visitors, without a file on disk."""
    credit, _made = CreditLine.objects.get_or_create(name_ru="пресс-служба", name_en="Press Office")
    found = Photo(
        title=title,
        width=1600,
        height=900,
        file="photos/none.jpg",
        credit=credit,
        alt_ru="Мост",
        alt_en="A bridge",
        caption_ru="Мост утром",
        caption_en="The bridge in the morning",
        sources=[{"width": 960, "height": 540, "format": "jpeg", "name": "made/none-960.jpg"}],
    )
    Photo.objects.bulk_create([found])  # past save(), which would open the file
    return Photo.objects.get(pk=found.pk)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def add(parent: BasePage, page: BasePage) -> BasePage:
    parent.refresh_from_db()
    return parent.add_child(instance=page)
