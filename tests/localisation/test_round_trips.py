"""Every page type there and back: texts are translated, facts stay with the original, in both directions."""

from datetime import UTC, date, datetime, time

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation

from articles.models import ArticlePage, ArticlePerson, ArticleTopic, Topic
from core.completeness import missing_texts
from core.models import BasePage
from events.models import EventPage, EventSpeaker, EventTopic, Occurrence
from home.models import HomePage
from pages.models import StandardPage
from people.models import Person
from tests.conftest import Trees
from tests.images.factories import make_photo
from tests.localisation.translating import fill, publish, result_of, submit, translate
from venues.models import Hall, SpecialDay, VenuePage

pytestmark = pytest.mark.usefixtures("unindexed")

DIRECTIONS = [("ru", "en"), ("en", "ru")]
TITLES = {"ru": "Город у воды", "en": "Waterfront Towns"}
LEADS = {"ru": "О малых городах.", "en": "On small towns."}


def words(source: str, target: str) -> dict[str, str]:
    """Return the translations of the title and the lead."""
    return {TITLES[source]: TITLES[target], LEADS[source]: LEADS[target]}


def paths(page: BasePage, locale: Locale) -> set[str]:
    """Return what a translator is asked to translate on ``page``."""
    source = submit(page, locale).source
    return set(StringSegment.objects.filter(source=source).values_list("context__path", flat=True))


@pytest.fixture
def person(db: None) -> Person:
    return Person.objects.create(name_ru="Пётр Назаров", name_en="Pyotr Nazarov")


@pytest.fixture
def topic(db: None) -> Topic:
    return Topic.objects.create(name_ru="Мосты", name_en="Bridges")


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_event_keeps_its_dates_once(
    source: str, target: str, whats_on: Trees, venue_section: Trees, homes: Trees, person: Person, topic: Topic
) -> None:
    locale = homes[target].locale
    venue = venue_section["ru"].add_child(instance=VenuePage(title="Зал", slug="zal"))
    event = EventPage(title=TITLES[source], slug="city", lead=LEADS[source], age_mark="12+", kind="forum", venue=venue)
    event.price_from, event.is_free, event.languages = 500, False, ["ru"]
    event.occurrences = [Occurrence(day=date(2026, 11, 26), start_time=time(19))]
    event.speakers = [EventSpeaker(person=person, role_ru="ведущий", role_en="host")]
    event.topics = [EventTopic(topic=topic)]
    whats_on[source].add_child(instance=event)

    assert paths(event, locale) == {"title", "lead"}
    page = translate(event, locale, words(source, target))
    assert (page.title, page.lead) == (TITLES[target], LEADS[target])
    assert page.occurrences.count() == 0
    assert [row.person for row in page.speakers.all()] == [person]
    assert [row.topic for row in page.topics.all()] == [topic]
    assert page.venue_id == venue.pk
    assert page.original.pk == event.pk
    assert (page.original.age_mark, page.original.kind, page.original.price_from) == ("12+", "forum", 500)
    assert [str(item) for item in page.original.occurrences.all()] == ["26.11.2026 19:00"]

    def move_a_day(changed: EventPage) -> None:
        changed.age_mark = "16+"
        changed.occurrences = [Occurrence(day=date(2026, 11, 27), start_time=time(20))]
        changed.occurrences.commit()
        changed.speakers.clear()

    publish(event, move_a_day)
    page = result_of(event, locale)
    assert missing_texts(Translation.objects.get()) == 0
    assert page.original.age_mark == "16+"
    assert [str(item) for item in page.original.occurrences.all()] == ["27.11.2026 20:00"]
    assert (page.occurrences.count(), page.speakers.count()) == (0, 0)
    assert (page.title, page.lead) == (TITLES[target], LEADS[target])
    assert page.live


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_venue_keeps_its_hours_once(source: str, target: str, venue_section: Trees, homes: Trees) -> None:
    locale = homes[target].locale
    week = [[["10:00", "20:00"]]] * 7
    venue = VenuePage(title=TITLES[source], slug="hall", lead=LEADS[source], week=week, time_zone="Asia/Vladivostok")
    venue.city, venue.street, venue.phone, venue.facilities = (
        "Владивосток",
        "Набережная, 1",
        "+7 495 000-14-14",
        ["lift"],
    )
    venue.halls = [Hall(name_ru="Большой зал", name_en="Great Hall")]
    venue.special_days = [SpecialDay(day=date(2026, 12, 31), reason_ru="Новый год", reason_en="New Year")]
    venue_section[source].add_child(instance=venue)

    assert paths(venue, locale) == {"title", "lead", "city", "street"}
    page = translate(venue, locale, words(source, target))
    assert (page.week, page.halls.count(), page.special_days.count()) == ([], 0, 0)
    assert (page.phone, page.facilities) == ("+7 495 000-14-14", ["lift"])
    assert (page.original.week, page.original.time_zone) == (week, "Asia/Vladivostok")
    assert [hall.name_en for hall in page.original.halls.all()] == ["Great Hall"]

    publish(venue, lambda changed: setattr(changed, "week", [*week[:5], [], []]))
    page = result_of(venue, locale)
    assert (page.original.week[-1], page.week, page.original.halls.count()) == ([], [], 1)
    assert VenuePage.objects.get(pk=venue.pk).special_days.count() == 1


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_article_takes_its_photo_people_and_topics_along(
    source: str, target: str, news: Trees, homes: Trees, person: Person, topic: Topic
) -> None:
    locale = homes[target].locale
    first, second = make_photo("first"), make_photo("second")
    article = ArticlePage(title=TITLES[source], slug="city", lead=LEADS[source], lead_photo=first)
    article.published_at = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
    article.people = [ArticlePerson(person=person)]
    article.topics = [ArticleTopic(topic=topic)]
    news[source].add_child(instance=article)

    assert paths(article, locale) == {"title", "lead"}
    page = translate(article, locale, words(source, target))
    assert (page.lead_photo, page.published_at) == (first, article.published_at)
    assert [row.person for row in page.people.all()] == [person]
    assert [row.topic for row in page.topics.all()] == [topic]

    publish(article, lambda changed: setattr(changed, "lead_photo", second))
    assert result_of(article, locale).lead_photo == second
    publish(article, lambda changed: setattr(changed, "lead_photo", None))
    assert result_of(article, locale).lead_photo is None
    assert result_of(article, locale).title == TITLES[target]


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_standard_page_and_what_stands_below_it(source: str, target: str, homes: Trees) -> None:
    locale = homes[target].locale
    about = homes[source].add_child(instance=StandardPage(title=TITLES[source], slug="about", lead=LEADS[source]))
    below = about.add_child(instance=StandardPage(title=TITLES[source], slug="below"))
    page = translate(about, locale, words(source, target))
    page_below = translate(below, locale, words(source, target))
    assert page_below.get_parent().pk == page.pk
    assert page_below.url.startswith(f"/{target}/")
    assert (page.title, page.lead) == (TITLES[target], LEADS[target])


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_home_page_starts_in_either_language(
    source: str, target: str, ru_home: HomePage, en_home: HomePage, ru: Locale, en: Locale
) -> None:
    en_home.delete()
    locales = {"ru": ru, "en": en}
    Page.objects.filter(pk=ru_home.pk).update(locale=locales[source])
    home = HomePage.objects.get(pk=ru_home.pk)
    home.title, home.lead, home.hero_title, home.hero_photo = TITLES[source], LEADS[source], "", make_photo()
    home.sections = [("news", {"heading": LEADS[source]})]
    home.save()
    page = translate(home, locales[target], words(source, target))
    assert page.depth == 2
    assert page.url == f"/{target}/"
    assert page.hero_photo == home.hero_photo
    assert page.sections[0].value["heading"] == LEADS[target]


def test_required_facts_do_not_stop_a_translation_that_has_none_of_its_own(whats_on: Trees, en: Locale) -> None:
    event = whats_on["ru"].add_child(instance=EventPage(title="Концерт", slug="kontsert", age_mark="6+"))
    translation = submit(event, en)
    fill(translation)
    assert not result_of(event, en).live
    assert result_of(event, en).age_mark == ""


def test_text_field_emptied_in_the_original_is_emptied_in_the_translation(news: Trees, en: Locale) -> None:
    article = news["ru"].add_child(instance=ArticlePage(title="Мосты", slug="mosty", lead="Подробности."))
    translate(article, en)
    publish(article, lambda page: setattr(page, "lead", ""))
    assert result_of(article, en).lead == ""
