"""Header and footer of every page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import BasePage, SiteSettings
from home.models import HomePage
from navigation.frame import frame_for
from navigation.models import Announcement
from tests.events.factories import region, venue
from venues.models import Region, VenuePage

Trees = dict[str, BasePage]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]

STANDARD = {"ru": "О центре", "en": "About the Centre"}


def body(client: Client, address: str, **cookies: str) -> str:
    client.cookies.load(cookies)
    return client.get(address).content.decode()


def settings_of(homes: Trees) -> SiteSettings:
    return SiteSettings.for_site(homes["ru"].get_site())


@pytest.fixture
def moscow(homes: Trees, venue_section: Trees) -> Region:
    """A region with a main venue, the centre's own."""
    found = region()
    main = venue(
        venue_section,
        region=found,
        street="Краснопресненская набережная, 14",
        latitude="55.75200",
        longitude="37.54400",
    )
    english = VenuePage.objects.get(translation_key=main.translation_key, locale__language_code="en")
    english.street = "14 Krasnopresnenskaya Embankment"
    english.save()
    found.main_venue = main
    found.save()
    centre = settings_of(homes)
    centre.main_venue = main
    centre.phone, centre.email = "+7 495 000-14-14", "hello@example.org"
    centre.save()
    return found


@pytest.fixture
def kazan(moscow: Region, venue_section: Trees) -> Region:
    """Another region with a venue of its own."""
    found = region("kazan", "Казань", "Kazan", sort_order=200)
    found.main_venue = venue(
        venue_section,
        "Пристань",
        "The Landing",
        region=found,
        street="улица Портовая, 1",
        cities={"ru": "Казань", "en": "Kazan"},
    )
    found.save()
    return found


def test_menu_shows_the_sections_in_the_order_of_the_tree_and_marks_the_current(
    client: Client, news: Trees, whats_on: Trees
) -> None:
    page = body(client, "/ru/novosti/")
    assert page.index('href="/ru/novosti/" aria-current="page"') < page.index('href="/ru/afisha/"')
    assert 'href="/ru/afisha/" aria-current' not in page


@pytest.mark.parametrize(("address", "word", "foreign"), [("/ru/", "Меню", "Menu"), ("/en/", "Menu", "Меню")])
def test_frame_speaks_the_language_of_the_address(
    client: Client, moscow: Region, address: str, word: str, foreign: str
) -> None:
    page = body(client, address)
    assert word in page
    assert f">{foreign}<" not in page


def test_address_and_hours_stand_in_the_frame_in_the_reader_s_language(client: Client, moscow: Region) -> None:
    russian, english = body(client, "/ru/"), body(client, "/en/")
    assert "Краснопресненская" in russian
    assert "14 Krasnopresnenskaya Embankment" in english.replace("\xa0", " ")
    assert "Ежедневно" in russian
    assert "Daily" in english
    assert "Краснопресненская" not in english


def test_a_venue_without_a_page_in_the_reader_s_language_leaves_no_text(
    client: Client, homes: Trees, venue_section: Trees
) -> None:
    only_russian = venue(venue_section, "Причал", "", street="Набережная, 2")
    centre = settings_of(homes)
    centre.main_venue = only_russian
    centre.save()
    assert "Набережная, 2" in body(client, "/ru/").replace("\xa0", " ")
    assert "Набережная" not in body(client, "/en/")


def test_a_deleted_main_venue_leaves_the_page_working(client: Client, moscow: Region) -> None:
    VenuePage.objects.get(pk=moscow.main_venue_id).delete()
    assert client.get("/ru/").status_code == 200


def test_a_warm_frame_asks_the_database_nothing(client: Client, kazan: Region, news: Trees, rf: object) -> None:
    client.get("/ru/region/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/ru/region/").status_code == 200
    assert len(queries) <= 1, [query["sql"] for query in queries]  # the site alone
    request = rf.get("/ru/")
    frame_for(request)
    with CaptureQueriesContext(connection) as queries:
        frame_for(request)
    assert len(queries) == 0


def test_a_change_shows_at_once(client: Client, homes: Trees, news: Trees) -> None:
    assert "Новости" in body(client, "/ru/")
    section = news["ru"]
    section.title = "Хроника"
    section.save_revision().publish()
    assert "Хроника" in body(client, "/ru/")
    section.refresh_from_db()
    section.unpublish()
    assert "Хроника" not in body(client, "/ru/")
    centre = settings_of(homes)
    centre.name_ru = "Пристань искусств"
    centre.save()
    assert "Пристань искусств" in body(client, "/ru/")


def test_another_process_of_the_machine_is_told_of_a_change(client: Client, news: Trees) -> None:
    from navigation import frame

    assert "Новости" in body(client, "/ru/")
    kept = dict(frame._kept)
    section = news["ru"]
    section.title = "Хроника"
    section.save_revision().publish()
    frame._kept.update(kept)  # what a process remembers that has not made the change itself
    assert "Хроника" in body(client, "/ru/")


def test_name_without_a_drawing_is_set_in_type(client: Client, homes: Trees) -> None:
    assert "word-ru.svg" in body(client, "/ru/")
    centre = settings_of(homes)
    centre.name_ru = "Дом <у> воды"
    centre.save()
    page = body(client, "/ru/")
    assert "word-ru.svg" not in page
    assert "Дом &lt;у&gt; воды" in page
    assert "word-en.svg" in body(client, "/en/")


# The campaign line


def announce(title: str = "Ночь музеев", english: str = "Museum Night", **facts: object) -> Announcement:
    regions = facts.pop("regions", [])
    made = Announcement.objects.create(title_ru=title, title_en=english, **facts)
    made.regions.set(regions)
    made.save()
    return made


def test_announcement_is_shown_in_both_languages(client: Client, homes: Trees) -> None:
    announce()
    assert "Ночь музеев" in body(client, "/ru/")
    english = body(client, "/en/")
    assert "Museum Night" in english
    assert "Ночь музеев" not in english


def test_announcement_in_one_language_is_not_shown_in_the_other(client: Client, homes: Trees) -> None:
    announce(english="")
    assert "Ночь музеев" in body(client, "/ru/")
    assert 'class="camp"' not in body(client, "/en/")


def test_announcement_comes_and_goes_by_the_clock_though_the_frame_is_kept(
    client: Client, homes: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    announce(starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2))
    assert "Ночь музеев" not in body(client, "/ru/")
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=90))
    assert "Ночь музеев" in body(client, "/ru/")
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=2))
    assert "Ночь музеев" not in body(client, "/ru/")


def test_announcement_of_a_region_is_for_its_visitors_alone(client: Client, kazan: Region) -> None:
    announce(regions=[kazan])
    assert "Ночь музеев" not in body(client, "/ru/")
    assert "Ночь музеев" in body(client, "/ru/", region="kazan")
    assert "Ночь музеев" not in body(client, "/ru/", region="moscow")
    assert "Ночь музеев" not in body(Client(), "/ru/")


def test_announcement_leads_to_the_page_in_the_reader_s_language(client: Client, news: Trees) -> None:
    announce(page=news["ru"], link_label_ru="Читать", link_label_en="Read")
    assert '<a class="a" href="/en/news/">Read</a>' in body(client, "/en/")
    news["en"].unpublish()
    assert ">Read</a>" not in body(client, "/en/")


# The visitor's region


def test_region_s_venue_stands_in_the_header(client: Client, kazan: Region) -> None:
    assert "улица Портовая" not in body(client, "/ru/").replace("\xa0", " ")
    assert "улица Портовая" in body(client, "/ru/", region="kazan").replace("\xa0", " ")


def test_first_visit_asks_for_the_region_and_the_second_does_not(client: Client, kazan: Region) -> None:
    assert "Ваш регион — Москва?" in body(client, "/ru/").replace("\xa0", " ")
    assert 'class="ask"' not in body(client, "/ru/", region="moscow")


def test_one_region_is_no_choice(client: Client, moscow: Region) -> None:
    page = body(client, "/ru/")
    assert 'class="ask"' not in page
    assert 'id="region"' not in page


@pytest.mark.parametrize("junk", ["nowhere", "", "moscow'--", "x" * 4000, "%00", "москва"])
def test_nonsense_in_the_region_cookie_is_as_good_as_none(client: Client, kazan: Region, junk: str) -> None:
    response = client.get("/ru/", headers={"cookie": f"region={junk}".encode().decode("latin-1")})
    assert response.status_code == 200
    assert 'class="ask"' in response.content.decode()


def test_a_region_without_a_name_in_a_language_is_not_offered_in_it(client: Client, kazan: Region) -> None:
    Region.objects.filter(pk=kazan.pk).update(name_en="")
    kazan.refresh_from_db()
    kazan.save()
    assert "Казань" in body(client, "/ru/region/")
    english = body(client, "/en/region/")
    assert "Kazan" not in english
    assert "Казань" not in english


def test_home_page_without_anything_still_has_a_frame(client: Client, ru_home: HomePage, en_home: HomePage) -> None:
    for address in ("/ru/", "/en/"):
        page = body(client, address)
        assert '<main id="main"' in page
        assert 'class="foot river"' in page
