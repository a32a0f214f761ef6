"""The settings of the centre: what is refused, in words."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import SiteSettings

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n",
        b"<svg",
        b"",
        DRAWING.replace(b"<circle", b'<image href="https://evil.example/x.png"/><circle'),
        DRAWING + b" " * 300_000,
    ],
)
def test_what_is_no_drawing_does_not_become_the_mark(content: bytes) -> None:
    settings = SiteSettings(logo=SimpleUploadedFile("mark.svg", content))
    with pytest.raises(ValidationError) as refused:
        settings.clean()
    assert list(refused.value.message_dict) == ["logo"]


def test_a_drawing_becomes_the_mark_and_the_one_that_is_there_stays(site: object) -> None:
    settings = SiteSettings.objects.create(site=site, logo=SimpleUploadedFile("mark.svg", DRAWING))
    settings.clean()
    settings.logo.storage.delete(settings.logo.name)
    SiteSettings.objects.get().clean()  # a mark that was lost keeps nobody from saving the rest
    settings.logo = SimpleUploadedFile("other.svg", DRAWING)
    settings.clean()
    settings.save()
    with settings.logo.open() as kept:
        assert kept.read() == DRAWING
