"""Whatever is uploaded, wherever: no error page, nothing half-saved, and what was accepted is shown."""

import errno
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, UploadedFile

from images.models import Photo
from images.storage import PrivateFileStorage
from tests.images.factories import make_photo
from tests.images.hostile import malformed, odd_but_good, png_header, saved, scene, scene_jpeg

pytestmark = pytest.mark.filterwarnings("ignore")
WAYS = ("single", "multiple", "chooser", "replace")


@pytest.fixture(autouse=True)
def no_background(settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The worker is not asked to make every size of three hundred files; the smallest is made at once."""
    from images.tasks import render_photo

    monkeypatch.setattr(type(render_photo), "enqueue", lambda task, *args, **kwargs: None)
    return iter(())


def upload(client: Client, way: str, name: str, content: bytes) -> object:
    """Send a file the way the admin does; raises whatever the view raises."""
    file = SimpleUploadedFile(name, content)
    file.name = name  # Django strips folders off the name; a browser's request goes through that too
    common = {"title": "Photo", "collection": Collection.get_first_root_node().pk, "tags": "", "crops": "{}"}
    if way == "single":
        return client.post(reverse("wagtailimages:add"), {**common, "file": file})
    if way == "multiple":
        return client.post(reverse("wagtailimages:add_multiple"), {"title": "Photo", "files[]": file})
    if way == "chooser":
        fields = {f"image-chooser-upload-{key}": value for key, value in {**common, "file": file}.items()}
        return client.post(reverse("wagtailimages_chooser:create"), fields)
    photo = Photo.objects.filter(title="Replaced").first() or make_photo("Replaced")
    return client.post(reverse("wagtailimages:edit", args=[photo.pk]), {**common, "title": "Replaced", "file": file})


def stored() -> set[str]:
    root = Path(storages["originals"].location) / "original_images"
    return {f"original_images/{path.name}" for path in root.iterdir()} if root.exists() else set()


def test_three_hundred_files_shared_out_among_the_ways_in(site: object, admin_client: Client) -> None:
    """Each way gets its share of the odd and of three hundred damaged files; nothing answers with an error."""
    make_photo("Replaced")
    before = stored()
    for number, (name, content) in enumerate([*odd_but_good(), *malformed(300)]):
        way = WAYS[number % len(WAYS)]
        with transaction.atomic():
            response = upload(admin_client, way, name, content)
        assert response.status_code < 500, (way, name)
    photos = list(Photo.objects.all())
    assert not UploadedFile.objects.exists()
    assert stored() - before <= {photo.file.name for photo in photos}
    for photo in photos:
        assert photo.file.storage.exists(photo.file.name)
    for url in (reverse("wagtailimages:index"), reverse("wagtailimages:index") + "?p=2",
                reverse("wagtailimages_chooser:choose")):  # fmt: skip
        assert admin_client.get(url).status_code == 200
    for photo in photos:
        assert photo.sources, photo.file.name
        assert all(default_storage.exists(source["name"]) for source in photo.sources)


@pytest.mark.parametrize("way", WAYS)
def test_every_odd_file_in_order_is_let_in(site: object, admin_client: Client, way: str) -> None:
    refused = []
    for name, content in odd_but_good():
        before = set(Photo.objects.values_list("pk", "file"))
        response = upload(admin_client, way, name, content)
        assert response.status_code < 500, name
        if set(Photo.objects.values_list("pk", "file")) == before:
            refused.append(name)
    # The same bytes once more are no new photograph in the drop; one file name is as good as another there.
    assert set(refused) <= {"really-a-png.jpg", "float.tiff", *SAME_BYTES}, refused


SAME_BYTES = {"x" * 296 + ".jpg", "Выставка «Свет на воде» — открытие.jpg", "../../etc/passwd.jpg", "a/b\\c:d*?.jpg"}


@pytest.mark.parametrize("way", WAYS)
def test_heic_from_a_phone_becomes_a_jpeg_and_svg_is_refused(site: object, admin_client: Client, way: str) -> None:
    upload(admin_client, way, "IMG_0001.HEIC", saved(scene(seed=9), "HEIF"))
    photo = Photo.objects.latest("pk")
    assert photo.file.name.endswith(".jpg")
    count = Photo.objects.count()
    upload(admin_client, way, "mark.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    assert Photo.objects.count() == count


@pytest.mark.parametrize("size", [(20_000, 20_000), (8_000, 7_501), (2**31 - 1, 1)])
def test_more_pixels_than_sixty_million_are_refused_before_they_are_read(
    site: object, admin_client: Client, size: tuple[int, int]
) -> None:
    response = upload(admin_client, "multiple", "vast.png", png_header(*size))
    assert response.json()["success"] is False
    assert not Photo.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_a_full_disk_is_a_message_and_leaves_nothing(site: object, admin_client: Client, way: str) -> None:
    kept = make_photo("Replaced")
    before, rows = stored(), Photo.objects.count()
    full = OSError(errno.ENOSPC, "No space left on device")

    def begin_only(storage: PrivateFileStorage, name: str, content: object) -> str:
        with patch("django.core.files.storage.filesystem.locks.lock", side_effect=full):
            return original(storage, name, content)

    original = PrivateFileStorage._save
    with patch.object(PrivateFileStorage, "_save", begin_only), transaction.atomic():
        response = upload(admin_client, way, "photo.jpg", scene_jpeg(seed=3))
    assert response.status_code in {200, 302}
    said = response.content.decode() + " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert "no room" in said
    assert stored() == before
    assert Photo.objects.count() == rows
    kept.refresh_from_db()
    assert kept.file.storage.exists(kept.file.name)


def test_a_picture_that_cannot_be_made_small_does_not_close_the_library(site: object, admin_client: Client) -> None:
    photo = make_photo("Lost")
    photo.file.storage.delete(photo.file.name)
    make_photo("Here")
    with patch.object(PrivateFileStorage, "_save", side_effect=OSError(errno.ENOSPC, "full")):
        response = admin_client.get(reverse("wagtailimages:index"))
    assert response.status_code == 200
    assert "Lost" in response.content.decode()
