"""Photographs for tests: small, real files."""

import io

from django.core.files.base import ContentFile
from PIL import Image

from images.models import CreditLine, Photo


def jpeg_bytes(width: int = 1200, height: int = 800, colour: str = "#0b2127", **options: object) -> bytes:
    """Return a JPEG of one colour; ``options`` go to Pillow's ``save``."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "JPEG", **options)
    return buffer.getvalue()


def make_photo(title: str = "River", width: int = 1200, height: int = 800, **fields: object) -> Photo:
    """Save and return a photograph with texts in both languages and a credit."""
    defaults: dict[str, object] = {
        "alt_ru": "Река вечером",
        "alt_en": "The river in the evening",
        "caption_ru": "Набережная в ноябре",
        "caption_en": "The embankment in November",
    }
    if "credit" not in fields:
        defaults["credit"] = make_credit()
    photo = Photo(title=title, **{**defaults, **fields})
    photo.file.save(f"{title}.jpg", ContentFile(jpeg_bytes(width, height)), save=False)
    photo.file._committed = True
    photo.width, photo.height = width, height
    photo.save()
    return Photo.objects.get(pk=photo.pk)


def make_credit(name_ru: str = "пресс-служба «Излучины»", name_en: str = "Izluchina Press Office") -> CreditLine:
    """Return the credit line of that name."""
    return CreditLine.objects.get_or_create(name_ru=name_ru, name_en=name_en)[0]
