"""Uploads in an S3 service: what is for visitors is public there, originals are read by the application alone."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.module_loading import import_string
from wagtail.signals import page_published

from config.services import media_from_url, media_origin, originals_from_url
from images.models import Photo, PhotoRendition
from press.darkness import sweep
from press.models import HiddenPhoto
from tests.articles.factories import make_article, photo_block
from tests.images.factories import make_credit, make_photo
from tests.images.hostile import scene_jpeg
from tests.images.s3_server import S3Server, running_s3
from tests.publishing.drafts import Trees, at, draft_article, in_days

Callbacks = Callable[..., object]

pytestmark = pytest.mark.django_db

ORIGINAL = scene_jpeg(900, 600)


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """The site with its uploads in an S3 service whose bucket ``photos`` the world may read."""
    with running_s3("photos") as server:
        url = f"s3://key:secret@127.0.0.1:{server.server_port}/photos?region=ru-1&tls=no"
        kept = {"default": media_from_url(url), "originals": originals_from_url(url)}
        with override_settings(STORAGES={"staticfiles": {"BACKEND": STATIC}, **kept}, MEDIA_ORIGIN=media_origin(url)):
            for model in (Photo, PhotoRendition):
                monkeypatch.setattr(model._meta.get_field("file"), "storage", storages["originals"])
            yield server


STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"


def status_of(address: str) -> int:
    """What somebody who is nobody gets from the service itself."""
    try:
        with urlopen(address) as response:  # noqa: S310 (our own server on loopback)
            return response.status
    except HTTPError as error:
        return error.code


def taken_in(**fields: object) -> Photo:
    photo = Photo(title="Мост", credit=make_credit(), **fields)
    photo.file = SimpleUploadedFile("bridge.jpg", ORIGINAL)
    photo.save()
    return Photo.objects.get(pk=photo.pk)


def address_in(server: S3Server, bucket: str, name: str) -> str:
    return f"http://127.0.0.1:{server.server_port}/{bucket}/{name}"


def test_files_for_visitors_are_public_and_the_original_is_not(s3: S3Server, site: object) -> None:
    photo = taken_in()
    assert len(photo.sources) > 4
    for source in photo.sources:
        assert "Signature" not in default_storage.url(source["name"])
        assert status_of(default_storage.url(source["name"])) == 200
    assert s3.objects[f"photos-originals/{photo.file.name}"] == ORIGINAL
    assert status_of(address_in(s3, "photos-originals", photo.file.name)) == 403
    assert not any("bridge" in key for key in s3.keys("photos"))


def test_the_policy_of_a_page_lets_its_pictures_through(s3: S3Server, news: Trees, client: Client) -> None:
    article = make_article(news["ru"], "Мост открыт", lead_photo=taken_in())
    response = client.get(article.url)
    addresses = re.findall(r'srcset="(http[^ "]+)', response.content.decode())
    [allowed] = [part for part in response["Content-Security-Policy"].split("; ") if part.startswith("img-src")]
    assert addresses
    assert all(any(address.startswith(f"{origin}/") for origin in allowed.split()) for address in addresses)


def test_the_original_goes_through_the_admin_to_those_who_may_see_it(
    s3: S3Server, site: object, press_client: Client, client: Client
) -> None:
    photo = taken_in()
    assert photo.file.url.startswith("/admin/")
    assert press_client.get(photo.file.url).getvalue() == ORIGINAL
    assert client.get(photo.file.url).status_code == 302
    small = photo.get_rendition("max-165x165")
    assert status_of(address_in(s3, "photos-originals", small.file.name)) == 403
    assert press_client.get(small.url).status_code == 200


def test_journalists_get_their_copy_from_the_application(s3: S3Server, site: object, client: Client) -> None:
    chosen, kept = taken_in(is_for_press=True), taken_in()
    assert client.get(reverse("press_photo", args=[chosen.pk])).content.startswith(b"\xff\xd8")
    assert client.get(reverse("press_photo", args=[kept.pk])).status_code == 404


def test_under_embargo_nothing_of_it_is_left_in_public(s3: S3Server, site: object) -> None:
    photo = taken_in()
    Photo.objects.filter(pk=photo.pk).update(embargo_until=in_days(1))
    addresses = [default_storage.url(source["name"]) for source in photo.sources]
    sweep()
    assert {status_of(address) for address in addresses} == {404}
    Photo.objects.filter(pk=photo.pk).update(embargo_until=None)
    sweep()
    assert {status_of(address) for address in addresses} == {200}


def chores_of_publishing() -> None:
    """Do what the worker does every quarter of a minute, in its order."""
    for path, _seconds in settings.CHORES:
        if path in {"press.darkness.sweep", "core.publishing.publish_due"}:
            import_string(path)()


def test_an_embargoed_article_is_dark_until_the_minute_and_open_with_its_pictures_after(
    s3: S3Server, news: Trees, client: Client, press_client: Client, django_capture_on_commit_callbacks: Callbacks
) -> None:
    photos = [taken_in(is_for_press=True), taken_in()]
    page = draft_article(news["ru"], "Тайная", lead_photo=photos[0], body=[photo_block(photos[1])])
    page.embargo_until = until = in_days(2)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    names = [source["name"] for photo in photos for source in photo.sources]
    public = [default_storage.url(name) for name in names]
    own = [page.get_url(), reverse("press_photo", args=[photos[0].pk]), *(f"/media/{name}" for name in names)]
    shown: list[set[int]] = []

    def look(**kwargs: object) -> None:
        shown.append({status_of(address) for address in public})

    page_published.connect(look)
    try:
        with at(until - timedelta(seconds=1)):
            chores_of_publishing()
            assert {status_of(address) for address in public} == {404}
            assert {client.get(address).status_code for address in own} == {404}
        with at(until + timedelta(seconds=1)):
            chores_of_publishing()
            assert {status_of(address) for address in public} == {200}
            assert {client.get(address).status_code for address in own[:2]} == {200}
    finally:
        page_published.disconnect(look)
    assert shown == [{200}], "the pictures are there before the page is"


def test_those_who_see_the_draft_see_its_dark_pictures(s3: S3Server, news: Trees, press_client: Client) -> None:
    photo = taken_in()
    page = draft_article(news["ru"], "Тайная", lead_photo=photo)
    page.embargo_until = in_days(2)
    page.save_revision()
    sweep()
    html = press_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    addresses = set(re.findall(r"/media/photos/[\w./-]+", html))
    assert len(addresses) > 2
    assert {press_client.get(address).status_code for address in addresses} == {200}
    assert {Client().get(address).status_code for address in addresses} == {404}


def test_many_files_come_back_side_by_side_from_a_service_far_away(s3: S3Server, site: object) -> None:
    names = [f"photos/1/{number}.jpg" for number in range(40)]
    s3.objects |= {f"photos-originals/dark/{name}": b"jpeg" for name in names}
    HiddenPhoto.objects.create(photo=make_photo(), names=names)
    s3.delay, s3.most_at_once = 0.1, 0
    sweep()
    assert all(f"photos/{name}" in s3.objects for name in names)
    assert s3.most_at_once > 2, "one after another takes the sum of all answers"


def test_a_file_that_cannot_be_moved_holds_up_no_other_and_is_tried_again(s3: S3Server, site: object) -> None:
    first, second = make_photo("первая"), make_photo("вторая")
    s3.objects |= {f"photos-originals/dark/{name}": b"jpeg" for name in ("1.jpg", "2.jpg", "3.jpg")}
    HiddenPhoto.objects.create(photo=first, names=["1.jpg", "2.jpg"])
    HiddenPhoto.objects.create(photo=second, names=["3.jpg"])
    s3.refused = {"photos/1.jpg"}
    sweep()
    assert {"1.jpg", "2.jpg", "3.jpg"} & set(s3.keys("photos")) == {"2.jpg", "3.jpg"}
    s3.refused = set()
    sweep()
    assert {"1.jpg", "2.jpg", "3.jpg"} <= set(s3.keys("photos"))
    assert not [name for name in s3.keys("photos-originals") if name.startswith("dark/")]


def test_a_photograph_deleted_leaves_nothing_behind(
    s3: S3Server, site: object, admin_client: Client, django_capture_on_commit_callbacks: object
) -> None:
    photo = taken_in()
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(reverse("wagtailimages:delete", args=[photo.pk]))
    assert s3.objects == {}
