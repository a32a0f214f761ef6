"""What each role can do with records, photographs, settings and people in the admin."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Site, Task, Workflow

from accounts.models import User
from articles.models import Topic
from core.models import SiteSettings
from images.models import CreditLine
from navigation.models import Announcement
from people.models import Person
from tests.images.factories import jpeg_bytes, make_photo
from venues.models import Region

pytestmark = pytest.mark.usefixtures("unindexed")


def records() -> dict[str, Callable[[], object]]:
    return {
        "people_person": lambda: Person.objects.create(name_ru="Пётр", name_en="Pyotr"),
        "articles_topic": lambda: Topic.objects.create(name_ru="Мосты", name_en="Bridges"),
        "images_creditline": lambda: CreditLine.objects.create(name_ru="Анна", name_en="Anna"),
        "venues_region": lambda: Region.objects.create(name_ru="Москва", name_en="Moscow", slug="moscow"),
        "navigation_announcement": lambda: Announcement.objects.create(title_ru="Неделя", title_en="Week"),
    }


CAN_OPEN = {
    "editor": {"people_person", "articles_topic", "images_creditline", "venues_region", "navigation_announcement"},
    "press": {"people_person", "images_creditline", "navigation_announcement"},
    "translator": {"people_person", "articles_topic", "images_creditline"},
}
GROUPS = {"editor": "Editors", "press": "Press office", "translator": "Translators"}


@pytest.mark.parametrize("role", CAN_OPEN)
def test_records_each_role_may_edit(role: str, member: Callable[..., User]) -> None:
    client = Client()
    client.force_login(member(role, GROUPS[role]))
    opened = set()
    for name, make in records().items():
        response = client.get(reverse(f"wagtailsnippets_{name}:edit", args=[make().pk]))
        if response.status_code == 200:
            opened.add(name)
    assert opened == CAN_OPEN[role]


@pytest.mark.parametrize("role", ["press", "translator"])
def test_records_are_not_deleted_by(role: str, member: Callable[..., User]) -> None:
    client = Client()
    client.force_login(member(role, GROUPS[role]))
    for name, make in records().items():
        record = make()
        client.post(reverse(f"wagtailsnippets_{name}:delete", args=[record.pk]))
        assert type(record).objects.filter(pk=record.pk).exists(), name


def test_translator_changes_the_name_of_a_person_and_nothing_else(translator_client: Client) -> None:
    portrait = make_photo()
    person = Person.objects.create(name_ru="Пётр", name_en="Petr")
    url = reverse("wagtailsnippets_people_person:edit", args=[person.pk])
    translator_client.post(
        url, {"name_ru": "Пётр", "name_en": "Pyotr", "role_ru": "", "role_en": "curator", "portrait": portrait.pk}
    )
    person.refresh_from_db()
    assert (person.name_en, person.role_en, person.portrait) == ("Pyotr", "curator", None)


@pytest.mark.parametrize(("role", "may"), [("editor", True), ("press", False), ("translator", False)])
def test_settings_of_the_centre(role: str, may: bool, site: Site, member: Callable[..., User]) -> None:
    client = Client()
    client.force_login(member(role, GROUPS[role]))
    SiteSettings.for_site(site)
    url = reverse("wagtailsettings:edit", args=["core", "sitesettings", site.pk])
    assert (client.get(url).status_code == 200) is may


@pytest.mark.parametrize("role", GROUPS)
def test_nobody_but_the_superuser_rules_over_people_and_rights(
    role: str, member: Callable[..., User], site: Site
) -> None:
    client = Client()
    user = member(role, GROUPS[role])
    client.force_login(user)
    group = user.groups.get()
    addresses = [
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[user.pk]),
        reverse("wagtailusers_groups:edit", args=[group.pk]),
        reverse("wagtailsites:index"),
        reverse("wagtaillocales:index"),
        reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.get().pk]),
        reverse("wagtailadmin_workflows:edit_task", args=[Task.objects.get().pk]),
        reverse("wagtailadmin_collections:add"),
    ]
    assert [address for address in addresses if client.get(address).status_code == 200] == []
    assert GroupApprovalTask.objects.count() == 1


def test_translator_changes_the_texts_of_a_photo_and_nothing_else(translator_client: Client) -> None:
    photo = make_photo("river")
    other = CreditLine.objects.create(name_ru="Чужая", name_en="Another")
    upload = SimpleUploadedFile("x.jpg", jpeg_bytes(300, 200), "image/jpeg")
    data = {"alt_ru": "Река", "alt_en": "A river", "caption_ru": "Вечер", "caption_en": "Evening"}
    address = reverse("wagtailimages:edit", args=[photo.pk])
    assert translator_client.get(address).status_code == 200
    translator_client.post(address, {**data, "title": "Changed", "credit": other.pk, "file": upload, "tags": "tag"})
    changed = type(photo).objects.get(pk=photo.pk)
    assert (changed.alt_en, changed.caption_en) == ("A river", "Evening")
    assert (changed.title, changed.credit, changed.file.name) == ("river", photo.credit, photo.file.name)
    assert not changed.tags.exists()


def test_translator_uploads_deletes_and_sorts_no_photos(translator_client: Client) -> None:
    photo = make_photo("river")
    assert translator_client.get(reverse("wagtailimages:add_multiple")).status_code == 302
    translator_client.post(reverse("wagtailimages:delete", args=[photo.pk]))
    for action in ("delete", "add_tags"):
        url = reverse("wagtail_bulk_action", args=["images", "photo", action])
        translator_client.post(f"{url}?id={photo.pk}&next=/admin/", {"tags": "tag"})
    photo = type(photo).objects.get(pk=photo.pk)
    assert not photo.tags.exists()


def test_press_office_deletes_its_own_photos_and_editors_all(
    press: User, press_client: Client, editor_client: Client
) -> None:
    own, foreign = make_photo("own", uploaded_by_user=press), make_photo("foreign")
    left = type(own).objects

    def delete_both(client: Client) -> None:
        for photo in (own, foreign):
            client.post(reverse("wagtailimages:delete", args=[photo.pk]))

    delete_both(press_client)
    assert list(left.values_list("title", flat=True)) == ["foreign"]
    delete_both(editor_client)
    assert not left.exists()


def test_translator_renames_a_topic_without_changing_its_address(translator_client: Client) -> None:
    topic = Topic.objects.create(name_ru="Мосты", name_en="Brigdes", slug="bridges")
    url = reverse("wagtailsnippets_articles_topic:edit", args=[topic.pk])
    translator_client.post(url, {"name_ru": "Мосты", "name_en": "Bridges", "slug": "changed", "sort_order": "1"})
    topic.refresh_from_db()
    assert (topic.name_en, topic.slug, topic.sort_order) == ("Bridges", "bridges", 100)
