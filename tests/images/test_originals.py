"""Originals stay in the house; journalists get theirs where an editor has chosen so."""

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from config.settings import base
from images.models import Photo
from images.originals import press_copy, without_metadata
from tests.images.exiftool import needs_exiftool, read_tags, telltales
from tests.images.factories import make_credit
from tests.images.hostile import camera_exif, malformed, saved, scene, scene_jpeg, srgb_profile


def camera_photo(content: bytes = b"", name: str = "gps.jpg", **fields: object) -> Photo:
    photo = Photo(title="Первая ночь", credit=make_credit(), **fields)
    photo.file = SimpleUploadedFile(name, content or scene_jpeg(900, 600, exif=camera_exif()))
    photo.save()
    photo.refresh_from_db()
    return photo


def tags_of(content: bytes, path: Path) -> dict[str, Any]:
    path.write_bytes(content)
    return read_tags(path)[0]


def test_an_original_has_no_public_address(site: object, client: Client) -> None:
    photo = camera_photo()
    assert not default_storage.exists(photo.file.name)
    assert storages["originals"].exists(photo.file.name)
    for address in (
        f"/media/{photo.file.name}",
        f"/originals/{photo.file.name}",
        f"/media/documents/{photo.file.name}",
    ):
        assert client.get(address).status_code == 404
    assert client.get(photo.file.url).status_code == 302
    assert client.get(photo.get_rendition("max-165x165").url).status_code == 302


def test_those_who_work_with_photographs_see_the_original(site: object, press_client: Client) -> None:
    photo = camera_photo()
    for url in (photo.file.url, photo.get_rendition("max-165x165").url):
        response = press_client.get(url)
        assert response.status_code == 200
        assert b"".join(response.streaming_content)
    assert press_client.get(reverse("photo_original", args=["../settings.py"])).status_code in {400, 404}


def test_somebody_without_rights_on_photographs_does_not(site: object, member: object) -> None:
    from django.contrib.auth.models import Permission

    visitor = member("visitor")
    visitor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(visitor)
    assert client.get(camera_photo().file.url).status_code in {302, 403}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"is_for_press": True}, 200),
        ({"is_for_press": False}, 404),
        ({"is_for_press": True, "embargo_until": timezone.now() + timedelta(hours=1)}, 404),
        ({"is_for_press": True, "embargo_until": timezone.now() - timedelta(hours=1)}, 200),
        ({"is_for_press": True, "usage_until": timezone.localdate() - timedelta(days=1)}, 404),
    ],
)
def test_journalists_get_what_was_chosen_for_them(site: object, client: Client, fields: dict, status: int) -> None:
    photo = camera_photo(**fields)
    response = client.get(f"/ru/press-photo/{photo.pk}/")
    assert response.status_code == status
    assert client.get("/en/press-photo/999999/").status_code == 404


@needs_exiftool
def test_every_file_that_leaves_says_whose_it_is_and_nothing_of_the_camera(site: object, tmp_path: Path) -> None:
    photo = camera_photo(is_for_press=True)
    files = {source["name"]: default_storage.open(source["name"]).read() for source in photo.sources}
    files["press.jpg"] = press_copy(photo)
    assert len(files) > 4
    for name, content in files.items():
        found = tags_of(content, tmp_path / Path(name).name)
        assert found["XMP:Credit"] == "пресс-служба «Излучины» / Izluchina Press Office", name
        assert found["XMP:Rights"].startswith("©"), name
        if name.endswith("jpg"):
            assert found["IPTC:By-line"].startswith("пресс-служба"), name
            assert found["IPTC:CopyrightNotice"].startswith("©"), name
        assert telltales(found) == [], name


@needs_exiftool
def test_wagtails_own_renditions_are_clean_too(site: object, tmp_path: Path) -> None:
    rendition = camera_photo().get_rendition("width-300")
    found = tags_of(rendition.file.read(), tmp_path / "rendition.jpg")
    assert telltales(found) == []


def test_the_press_gets_the_very_pixels_and_the_profile(db: None) -> None:
    content = scene_jpeg(900, 600, exif=camera_exif(), icc_profile=srgb_profile(), progressive=True, comment=b"secret")
    photo = camera_photo(content)
    copy = press_copy(photo)
    assert b"SN-12345678" not in copy
    assert b"secret" not in copy
    with Image.open(io.BytesIO(copy)) as given, Image.open(io.BytesIO(content)) as own:
        assert given.tobytes() == own.tobytes()
        assert given.info["icc_profile"] == own.info["icc_profile"]


def test_what_is_no_upright_jpeg_is_turned_and_encoded_for_the_press(db: None) -> None:
    photo = camera_photo(saved(scene(300, 200).convert("RGBA"), "PNG"), "photo.png")
    assert Image.open(io.BytesIO(press_copy(photo))).format == "JPEG"


def test_a_damaged_jpeg_is_cleaned_or_given_up_never_an_error() -> None:
    for _name, content in malformed(300):
        without_metadata(content, b"")
        without_metadata(content[: len(content) // 2], b"")


def test_a_new_name_is_written_into_the_files(db: None, django_capture_on_commit_callbacks: object) -> None:
    photo = camera_photo()
    before = [source["name"] for source in photo.sources]
    with django_capture_on_commit_callbacks(execute=True):
        photo.credit.name_en = "Olga Vetrova"
        photo.credit.save()
    photo.refresh_from_db()
    assert not set(before) & {source["name"] for source in photo.sources}
    content = default_storage.open(photo.sources[0]["name"]).read()
    assert b"Olga Vetrova" in content


def test_a_crop_is_what_its_placement_shows(db: None) -> None:
    from django.template import Context, Template

    photo = camera_photo(crops={"card": {"x": 0.5, "y": 0, "width": 0.5, "height": 0.5}})
    cards = [source for source in photo.sources if source.get("purpose") == "card"]
    assert {(source["format"], source["width"], source["height"]) for source in cards} == {
        ("avif", 450, 300),
        ("jpeg", 450, 300),
    }
    card = Template('{% picture photo ratio="r32" %}').render(Context({"photo": photo}))
    whole = Template('{% picture photo ratio="r169" %}').render(Context({"photo": photo}))
    assert "card-450" in card
    assert "card-450" not in whole


def test_a_photograph_deleted_in_the_admin_takes_its_original_along(
    editor: User, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    photo = camera_photo()
    storage, name = photo.file.storage, photo.file.name
    client.force_login(editor)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("wagtailimages:delete", args=[photo.pk])).status_code == 302
    assert not storage.exists(name)


@pytest.mark.parametrize("alias", base.STORAGES)
def test_what_a_task_must_know_of_a_storage_can_be_written_down(alias: str) -> None:
    assert json.dumps(base.STORAGES[alias].get("OPTIONS", {}))
