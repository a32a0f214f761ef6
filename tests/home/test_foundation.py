"""A site that was just installed: it can be signed in to, and there is something to fill."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client, override_settings
from wagtail.models import Page, Site

from accounts.models import User
from accounts.roles import ensure_roles
from home.models import HomePage
from tests.furniture import furnish

ADDRESSES = {
    "ru": ("/ru/", "/ru/novosti/", "/ru/afisha/", "/ru/ploshchadki/"),
    "en": ("/en/", "/en/news/", "/en/whats-on/", "/en/venues/"),
}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_database")]


@pytest.mark.parametrize("language", ADDRESSES)
def test_administrator_can_sign_in_before_there_is_a_home_page(client: Client, language: str) -> None:
    assert not HomePage.objects.exists()
    assert client.get(f"/{language}/account/login/").status_code == 200


@pytest.mark.parametrize("language", ADDRESSES)
def test_new_site_has_home_and_sections_in_both_languages(client: Client, language: str) -> None:
    call_command("lay_foundation", verbosity=0)
    for address in ADDRESSES[language]:
        response = client.get(address)
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()
    (other,) = set(ADDRESSES) - {language}
    assert f'hreflang="{other}"' in client.get(ADDRESSES[language][1]).content.decode()
    assert client.get(f"/{language}/account/login/").status_code == 200


def test_editors_may_publish_below_the_new_home_pages() -> None:
    call_command("lay_foundation", verbosity=0)
    ensure_roles()
    editor = User.objects.create_user("editor", "editor@example.org", "a long password 1")
    editor.groups.add(Group.objects.get(name="Editors"))
    assert all(home.permissions_for_user(editor).can_add_subpage() for home in HomePage.objects.all())


@override_settings(WAGTAILADMIN_BASE_URL="https://izluchina.example")
def test_new_site_answers_under_its_own_address() -> None:
    call_command("lay_foundation", verbosity=0)
    assert Site.objects.get().root_url == "https://izluchina.example"
    assert HomePage.objects.first().full_url == "https://izluchina.example/ru/"


def test_roles_are_made_before_there_are_pages() -> None:
    ensure_roles()
    assert Group.objects.count() == 4


def test_site_that_has_a_home_page_is_left_alone() -> None:
    furnish()
    before = list(Page.objects.values_list("pk", "title", "latest_revision_created_at"))
    call_command("lay_foundation", verbosity=0)
    assert list(Page.objects.values_list("pk", "title", "latest_revision_created_at")) == before
