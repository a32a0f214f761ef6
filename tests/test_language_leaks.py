"""No word of one language's interface, and no text of a page, shows in the other language."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Site

from articles.models import ArticlePage, ArticlePerson, ArticleTopic, Topic
from core.models import SiteSettings
from core.templatetags import core_tags
from events.models import EventPage, EventSpeaker, EventTopic, Occurrence
from navigation.models import Announcement
from pages.models import StandardPage
from people.models import Person
from tests.conftest import Trees
from tests.core import stories
from tests.leaks import foreign_words, leaks_of, walk
from tests.localisation.translating import translate
from venues.models import Hall, Region, SpecialDay, VenuePage


class Site_(stories.Tree):  # noqa: N801 (stands for the tree that the sample body asks for)
    """The sections of these tests, where the sample body puts what it refers to."""

    def __init__(self, news: Trees, whats_on: Trees) -> None:
        self.news, self.events = news["ru"], whats_on["ru"]


@pytest.fixture(autouse=True)
def unmarked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles and names are shown without the marks of foreign words: what is marked would not count as a leak."""
    monkeypatch.setattr(core_tags, "mark_foreign", lambda html, language: html)


@pytest.fixture
def small_site(site: Site, homes: Trees, news: Trees, whats_on: Trees, venue_section: Trees) -> Site:
    """Every page type, translated from Russian, translated from English, and not translated at all."""
    ru, en = homes["ru"].locale, homes["en"].locale
    now = timezone.localtime()
    region = Region.objects.create(name_ru="Владивосток", name_en="Vladivostok", slug="vladivostok")
    region.time_zone = "Asia/Vladivostok"
    region.save()
    person = Person.objects.create(name_ru="Пётр Назаров", name_en="Pyotr Nazarov", role_ru="поэт", role_en="poet")
    topic = Topic.objects.create(name_ru="Мосты", name_en="Bridges")
    venue = VenuePage(
        title="Зал диалогов", slug="zal", lead="О зале.", region=region, city="Владивосток", street="Портовая, 1",
        week=[[["10:00", "20:00"]]] * 5 + [[], []], phone="+7 423 000-00-00", facilities=["lift", "wifi"],
        getting_here="<p>Пешком от вокзала.</p>", access_note="Лифт справа.", latitude="43.1", longitude="131.9",
        lead_photo=stories.make_photo(70),
    )  # fmt: skip
    venue.halls = [Hall(name_ru="Малый зал", name_en="Small Hall")]
    venue.special_days = [SpecialDay(day=now.date() + timedelta(days=1), reason_ru="Праздник", reason_en="Holiday")]
    venue_section["ru"].add_child(instance=venue)
    translate(venue, en)
    for number, (source, target) in enumerate(((("ru", en)), (("en", ru)), (("ru", None)), (("en", None)))):
        cyrillic = source == "ru"
        event = EventPage(
            title="Город у воды" if cyrillic else "Waterfront Towns",
            lead="О городах." if cyrillic else "On towns.",
            slug=f"event-{number}", age_mark="12+", kind="forum", venue=venue, booking="registration",
            booking_url="https://example.org/", languages=["ru", "en", "rsl"], access_services=["captions"],
            lead_photo=stories.make_photo(80 + number), has_pushkin_card=True, is_free=False, price_from=300,
        )  # fmt: skip
        event.occurrences = [
            Occurrence(day=now.date() + timedelta(days=ahead), start_time=now.time().replace(hour=23, minute=30))
            for ahead in (0, 2, 9)
        ]
        event.speakers = [EventSpeaker(person=person, role_ru="ведущий", role_en="host")]
        event.topics = [EventTopic(topic=topic)]
        whats_on[source].refresh_from_db()
        whats_on[source].add_child(instance=event)
        article = ArticlePage(
            title="Мосты разводят" if cyrillic else "Bridges open",
            lead="Подробности." if cyrillic else "Details.",
            slug=f"article-{number}", region=region, related_event=event, lead_photo=stories.make_photo(90 + number),
        )  # fmt: skip
        article.people, article.topics = [ArticlePerson(person=person)], [ArticleTopic(topic=topic)]
        if cyrillic:
            article.body = json.dumps(stories.whole_body(Site_(news, whats_on)))
        news[source].refresh_from_db()
        news[source].add_child(instance=article)
        about = homes[source].specific
        about.refresh_from_db()
        page = about.add_child(
            instance=StandardPage(title="О центре" if cyrillic else "About us", slug=f"about-{number}", lead="2026")
        )
        if target:
            for original in (event, article, page):
                translate(original, target)
    run = EventPage(title="Свет и вода", slug="run", age_mark="0+", kind="exhibition", venue=venue)
    run.run_starts_on, run.run_ends_on = now.date() - timedelta(days=9), now.date() + timedelta(days=30)
    whats_on["ru"].refresh_from_db()
    whats_on["ru"].add_child(instance=run)
    translate(run, en)
    for home in homes.values():
        home.refresh_from_db()
        kinds = ("today", "exhibitions", "news", "venues", "regions")
        home.sections = json.dumps([{"type": kind, "value": {"heading": ""}} for kind in kinds])
        home.save()
    Announcement.objects.create(
        title_ru="Неделя", title_en="Week", text_ru="Скоро", text_en="Soon", link_label_ru="Далее", link_label_en="More"
    )
    settings = SiteSettings.for_site(site)
    settings.main_venue, settings.legal_ru, settings.legal_en = venue, "Учреждение", "Institution"
    settings.save()
    return site


def starts() -> list[str]:
    """Return where to begin: both home pages, and what no link leads to."""
    found = ["/ru/", "/en/", "/ru/net-takoy/", "/en/no-such-page/", "/ru/poisk/?q=2026", "/en/search/?q=2026"]
    found += ["/ru/novosti/?page=99999", "/en/news/?page=x", "/ru/afisha/?date=2026-99-99", "/en/whats-on/?region=none"]
    for page in ArticlePage.objects.all():
        for language in ("ru", "en"):
            with override(language):
                found.append(reverse("untranslated", args=[page.pk]))
    return found


def test_nothing_leaks_into_the_other_language(small_site: Site, client: Client) -> None:
    pages = list(walk(client, starts(), 500))
    leaks = [str(leak) for page in pages for leak in leaks_of(*page, frozenset())]
    seen = {url.split("?")[0] for url, *_rest in pages}
    sections = {"/ru/novosti/", "/ru/afisha/", "/ru/ploshchadki/", "/en/news/", "/en/whats-on/", "/en/venues/"}
    originals = {"/ru/novosti/article-0/", "/ru/afisha/event-0/", "/ru/about-0/", "/ru/ploshchadki/zal/"}
    originals |= {"/en/news/article-1/", "/en/whats-on/event-1/", "/en/about-1/"}
    assert sections | originals <= seen
    assert leaks == []


@pytest.mark.parametrize(
    ("html", "language", "leaks"),
    [
        ('<html lang="en"><p>Bridges <b>мосты</b></p></html>', "en", 1),
        ('<html lang="en"><p>Bridges <b lang="ru">мосты</b></p></html>', "en", 0),
        ('<html lang="en"><img alt="Мост"><a aria-label="Далее">1</a><input placeholder="Поиск"></html>', "en", 3),
        ('<html lang="en"><meta name="description" content="Мост"><title>Мост</title></html>', "en", 2),
        ('<html lang="en"><div data-texts=\'{"open": "открыто"}\'></div></html>', "en", 1),
        ('<html lang="en"><script type="application/ld+json">{"name": "Мост"}</script></html>', "en", 1),
        (
            '<html lang="ru"><script type="application/ld+json">{"@type": "Event", "name": "Bridge"}</script></html>',
            "ru",
            1,
        ),
        ('<html lang="ru"><p>Подробности: Read more</p></html>', "ru", 1),
        (
            '<html lang="ru"><p>Telegram, PDF, <span lang="en">Read more</span>, https://example.org/a</p></html>',
            "ru",
            0,
        ),
        ('<html lang="ru"><!-- a note --><style>a { color: red }</style></html>', "ru", 0),
    ],
)
def test_checker_tells_leaks_from_what_is_marked(html: str, language: str, leaks: int) -> None:
    assert len(leaks_of("/", language, "text/html", html, frozenset())) == leaks


def test_feeds_are_read_too() -> None:
    assert leaks_of("/en/news/rss/", "en", "application/rss+xml", "<title>Мосты</title>", frozenset())
    assert foreign_words("Мост Bridge", "ru", frozenset({"Bridge"})) == []
