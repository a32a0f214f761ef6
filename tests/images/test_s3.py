"""Uploads in an S3 service: what is for visitors is public there, originals are read by the application alone."""

from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from config.services import media_from_url, originals_from_url
from images.models import Photo, PhotoRendition
from press.darkness import sweep
from tests.images.factories import make_credit
from tests.images.hostile import scene_jpeg
from tests.images.s3_server import S3Server, running_s3
from tests.publishing.drafts import in_days

pytestmark = pytest.mark.django_db

ORIGINAL = scene_jpeg(900, 600)


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """The site with its uploads in an S3 service whose bucket ``photos`` the world may read."""
    with running_s3("photos") as server:
        url = f"s3://key:secret@127.0.0.1:{server.server_port}/photos?region=ru-1&tls=no"
        kept = {"default": media_from_url(url), "originals": originals_from_url(url)}
        with override_settings(STORAGES={"staticfiles": {"BACKEND": STATIC}, **kept}):
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


def test_a_photograph_deleted_leaves_nothing_behind(
    s3: S3Server, site: object, admin_client: Client, django_capture_on_commit_callbacks: object
) -> None:
    photo = taken_in()
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(reverse("wagtailimages:delete", args=[photo.pk]))
    assert s3.objects == {}
