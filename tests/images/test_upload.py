"""Files that come in through the admin, good and bad."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form

from images.models import Photo
from tests.images.factories import jpeg_bytes

pytestmark = pytest.mark.django_db


def upload_errors(content: bytes, name: str = "photo.jpg") -> str:
    form = get_image_form(Photo)({"title": "Photo"}, {"file": SimpleUploadedFile(name, content)})
    return " ".join(form.errors.get("file", []))


def test_a_good_photograph_is_let_in() -> None:
    assert not upload_errors(jpeg_bytes())


@pytest.mark.parametrize("kept", [20, 200, 700, 1500])
def test_a_truncated_photograph_is_a_message(kept: int) -> None:
    noise = Image.effect_noise((400, 300), 80).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG")
    assert upload_errors(buffer.getvalue()[:kept])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", b""),
        ("photo.jpg", b"\x00" * 500),
        ("photo.jpg", b"GIF89a" + b"\xff" * 40),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 60),
        ("photo.webp", b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\x01" * 30),
        ("photo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>'),
        ("photo.jpg", b"<html><script>alert(1)</script></html>"),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40),
    ],
)
def test_what_is_no_photograph_is_a_message(name: str, content: bytes) -> None:
    assert upload_errors(content, name)


def test_more_than_sixty_megapixels_are_refused() -> None:
    buffer = io.BytesIO()
    Image.new("1", (12_000, 10_000)).save(buffer, "PNG")
    assert upload_errors(buffer.getvalue(), "huge.png")


def test_every_byte_may_be_wrong_without_an_error() -> None:
    good = bytearray(jpeg_bytes(60, 40))
    for position in range(0, len(good), 7):
        broken = good.copy()
        broken[position] ^= 0xFF
        upload_errors(bytes(broken))
