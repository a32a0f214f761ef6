"""What every test gets: the database with the site and both home pages in it, people who sign in."""

import gc
import math
from collections.abc import Callable, Iterator
from unittest.mock import patch

import hypothesis
import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker
from wagtail.models import Locale, Site
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.users.models import UserProfile

from accounts.models import User
from articles.models import ArticleIndexPage
from core.models import BasePage
from events.models import EventIndexPage
from home.models import HomePage
from navigation.frame import forget_frames
from search import following
from tests.furniture import furnish
from tests.template_database import copy_again, drop, template_database
from venues.models import VenueIndexPage

Trees = dict[str, BasePage]


# The same examples every time, however slow the machine: a run that fails here fails everywhere.
hypothesis.settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("steady")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put modules that need no database where they fill gaps between parallel workers.

    Some come early, while the worker with the first module makes the database of a fresh clone; the others
    stay at the end, where a long module would leave one worker alone.
    """
    modules: dict[str, list[pytest.Item]] = {}
    for item in items:
        modules.setdefault(item.nodeid.split("::")[0], []).append(item)
    bare = [name for name, found in modules.items() if not any(needs_database(item) for item in found)]
    early = bare[1::2]
    order = [name for name in modules if name not in early]
    order[1:1] = early
    items[:] = [item for name in order for item in modules[name]]


def needs_database(item: pytest.Item) -> bool:
    """Tell whether a test asks for the database, by a mark or through a fixture."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool({"db", "django_db_setup"} & fixtures)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Spare the collector of garbage what stays for the whole run: Django, Wagtail and the tests themselves."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the test database from a migrated one instead of migrating it each time."""
    connection.settings_dict["TEST"]["TEMPLATE"] = template_database()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Furnish the database once; after a test that commits, copy it again instead of emptying it."""
    name = connection.settings_dict["NAME"]
    furnished = f"{name}_furnished"

    def teardown(case: TransactionTestCase) -> None:
        copy_again(name, furnished)

    with django_db_blocker.unblock():
        furnish()
    copy_again(furnished, name)
    with patch.object(TransactionTestCase, "_fixture_teardown", teardown):
        yield
    drop(furnished)


@pytest.fixture(scope="module")
def bare_database(django_db_setup: None) -> Iterator[None]:
    """The tests of a module find the database as the migrations leave it: no site, no roles."""
    name = connection.settings_dict["NAME"]
    copy_again(name, template_database())
    yield
    copy_again(name, f"{name}_furnished")


@pytest.fixture(autouse=True)
def fresh_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start every test in Russian and with an empty cache, as a new process would.

    What it gathers once stays for the whole test, however long that takes on a busy machine: queries are counted.
    """
    monkeypatch.setattr("navigation.frame.LIFETIME", math.inf)
    monkeypatch.setattr("venues.directory.LIFETIME", None)
    translation.activate("ru")
    cache.clear()
    forget_frames()


@pytest.fixture
def unindexed() -> Iterator[None]:
    """Neither the site's search nor the index of references follows: pages that need neither are made quicker."""
    with disable_reference_index_auto_update(), following.paused():
        yield


@pytest.fixture
def ru(db: None) -> Locale:
    """The Russian locale."""
    return Locale.objects.get_or_create(language_code="ru")[0]


@pytest.fixture
def en(db: None) -> Locale:
    """The English locale."""
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def ru_home(ru: Locale) -> HomePage:
    """The Russian home page, root of the only site."""
    return HomePage.objects.get(locale=ru)


@pytest.fixture
def en_home(en: Locale) -> HomePage:
    """The English home page: the translation of the Russian one."""
    return HomePage.objects.get(locale=en)


@pytest.fixture
def site(ru_home: HomePage, en_home: HomePage) -> Site:
    """The site with both home pages."""
    return Site.objects.get()


def add_section(homes: Trees, page_type: type[BasePage], titles: dict[str, str], slugs: dict[str, str]) -> Trees:
    """Return a live section in both languages, each the translation of the other, by language code."""
    section: Trees = {}
    for code, home in homes.items():
        page = page_type(title=titles[code], slug=slugs[code], locale=home.locale, show_in_menus=True)
        if section:
            page.translation_key = section["ru"].translation_key
        home.refresh_from_db()
        section[code] = home.add_child(instance=page)
    return section


@pytest.fixture
def homes(site: Site, ru_home: HomePage, en_home: HomePage) -> Trees:
    """Both home pages by language code."""
    return {"ru": ru_home, "en": en_home}


@pytest.fixture
def news(homes: Trees) -> Trees:
    """The news section in both languages: /ru/novosti/ and /en/news/."""
    return add_section(homes, ArticleIndexPage, {"ru": "Новости", "en": "News"}, {"ru": "novosti", "en": "news"})


@pytest.fixture
def whats_on(homes: Trees) -> Trees:
    """The events section in both languages: /ru/afisha/ and /en/whats-on/."""
    return add_section(homes, EventIndexPage, {"ru": "Афиша", "en": "What’s on"}, {"ru": "afisha", "en": "whats-on"})


@pytest.fixture
def venue_section(homes: Trees) -> Trees:
    """The venues section in both languages: /ru/ploshchadki/ and /en/venues/."""
    return add_section(homes, VenueIndexPage, {"ru": "Площадки", "en": "Venues"}, {"ru": "ploshchadki", "en": "venues"})


@pytest.fixture
def member(site: Site) -> Callable[..., User]:
    """A function that makes a user of the named groups, with the rights they have in production."""

    def make(username: str, *groups: str, is_superuser: bool = False) -> User:
        user = User.objects.create_user(username, f"{username}@example.org", username)
        user.is_superuser = user.is_staff = is_superuser
        user.save()
        user.groups.set(Group.objects.filter(name__in=groups))
        UserProfile.objects.create(user=user, preferred_language="en", current_time_zone="Europe/Moscow")
        return user

    return make


@pytest.fixture
def editor(member: Callable[..., User]) -> User:
    """A member of Editors."""
    return member("editor", "Editors")


@pytest.fixture
def press(member: Callable[..., User]) -> User:
    """A member of Press office."""
    return member("press", "Press office")


@pytest.fixture
def translator(member: Callable[..., User]) -> User:
    """A member of Translators."""
    return member("translator", "Translators")


@pytest.fixture
def senior(member: Callable[..., User]) -> User:
    """A member of Senior translators."""
    return member("senior", "Senior translators")


@pytest.fixture
def admin(member: Callable[..., User]) -> User:
    """A superuser."""
    return member("admin", is_superuser=True)


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor_client(editor: User) -> Client:
    """A browser in which an editor is signed in."""
    return _signed_in(editor)


@pytest.fixture
def press_client(press: User) -> Client:
    """A browser in which somebody of the press office is signed in."""
    return _signed_in(press)


@pytest.fixture
def translator_client(translator: User) -> Client:
    """A browser in which a translator is signed in."""
    return _signed_in(translator)


@pytest.fixture
def senior_client(senior: User) -> Client:
    """A browser in which a senior translator is signed in."""
    return _signed_in(senior)


@pytest.fixture
def admin_client(admin: User) -> Client:
    """A browser in which a superuser is signed in."""
    return _signed_in(admin)
