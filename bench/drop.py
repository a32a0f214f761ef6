"""What an evening's photographs cost from the drop to the published article, step by step.

``DROP_PHOTOS`` says how many are dropped (60), ``DROP_MEGAPIXELS`` how large each is (24).
"""

import io
import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from PIL import Image
from wagtail.models import Page

from accounts.models import User
from accounts.roles import PRESS_OFFICE
from articles.models import ArticleIndexPage
from bench.measuring import Row, percentile
from images.intake import take_in
from images.metadata import iim
from images.models import CreditLine, Photo
from images.rendering import is_rendered
from images.tasks import render_photo
from tests.articles.factories import gallery_block, make_article
from tests.images.hostile import app13, camera_exif, scene

PHOTOS = int(os.environ.get("DROP_PHOTOS", "60"))
MEGAPIXELS = float(os.environ.get("DROP_MEGAPIXELS", "24"))
IN_ARTICLE = 20
AUTHORS = {"Ольга Ветрова": "Olga Vetrova", "Лев Седов": "Lev Sedov"}
#: Tasks are kept and not run: the worker's part is measured by itself.
KEPT = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


class Clock:
    """Adds up the seconds of what is done under it, time by time."""

    def __init__(self) -> None:
        self.times: list[float] = []

    @contextmanager
    def running(self) -> Generator[None]:
        started_at = time.perf_counter()
        try:
            yield
        finally:
            self.times.append(time.perf_counter() - started_at)

    def rows(self, step: str, aim: str = "") -> Iterator[Row]:
        """Yield the whole of it, and what most single ones took at the most."""
        yield Row(f"{step}: all {len(self.times)}", sum(self.times), "s", aim=aim)
        yield Row(f"{step}: one, p95", percentile(self.times, 0.95) * 1000, "ms")


def measure() -> Iterator[Row]:
    """Yield seconds of each step: received, read, files made, published, seen by the first visitor."""
    call_command("load_demo", verbosity=0)
    for name_ru, name_en in AUTHORS.items():
        CreditLine.objects.get_or_create(name_ru=name_ru, name_en=name_en)
    before = set(Photo.objects.values_list("pk", flat=True))
    received, read = Clock(), Clock()
    with override_settings(TASKS=KEPT), patch("images.intake.take_in", _timed(take_in, read)):
        _drop(received)
    photos = list(Photo.objects.exclude(pk__in=before).order_by("pk"))
    _expect_credits(photos)
    yield from received.rows(f"received, {MEGAPIXELS:g} megapixels")
    yield from read.rows("of that, read from the file")
    made = Clock()
    for photo in photos:
        with made.running():
            render_photo.func(photo.pk)
    if not all(map(is_rendered, Photo.objects.exclude(pk__in=before))):
        raise RuntimeError("not all files were made")
    yield from made.rows("files for visitors, made by the worker")
    yield from _published(photos[:IN_ARTICLE])


def _drop(received: Clock) -> None:
    """Send every photograph as the page of the library does, one request each, in the name of the press office."""
    client = Client()
    user = User.objects.create_user("bench", "bench@example.org", "bench")
    user.groups.add(Group.objects.get(name=PRESS_OFFICE))
    client.force_login(user)
    for number in range(PHOTOS):
        file = SimpleUploadedFile(f"DSC_{number:04}.jpg", _camera_file(number), "image/jpeg")
        with received.running():
            answer = client.post(reverse("wagtailimages:add_multiple"), {"files[]": file}).json()
        if not answer["success"]:
            raise RuntimeError(f"photograph {number} was not taken in: {answer}")


def _camera_file(number: int) -> bytes:
    """Return a JPEG of a camera: EXIF with its place, IPTC with whose it is, different for each ``number``."""
    height = round((MEGAPIXELS * 1_000_000 / 1.5) ** 0.5)
    picture = scene(120, 80, number).resize((round(height * 1.5), height), Image.Resampling.BICUBIC)
    words = [(iim.BYLINE, list(AUTHORS)[number % len(AUTHORS)]), (iim.HEADLINE, f"Кадр {number}")]
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=92, exif=camera_exif(), extra=app13(iim.build(words)))
    return buffer.getvalue()


def _expect_credits(photos: list[Photo]) -> None:
    """Stop where a photograph or its credit got lost: what is not done is quick."""
    found = [photo.credit.name_ru if photo.credit else "" for photo in photos]
    if found != [list(AUTHORS)[number % len(AUTHORS)] for number in range(PHOTOS)]:
        raise RuntimeError(f"credits are not those of the files: {found}")


def _published(photos: list[Photo]) -> Iterator[Row]:
    """Yield what publishing an article with these photographs takes, and its first visitor waits."""
    section = ArticleIndexPage.objects.get(locale__language_code="ru")
    article = make_article(section, "Двадцать кадров", body=[gallery_block(*photos)], live=False)
    publishing, visiting = Clock(), Clock()
    with publishing.running():
        article.save_revision().publish()
    address = Page.objects.get(pk=article.pk).get_url()
    with visiting.running():
        answer = Client().get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    yield Row(f"article with {len(photos)} photographs: published", publishing.times[0], "s")
    yield Row("its first visitor waits", visiting.times[0] * 1000, "ms", aim="no file is made then")


def _timed(action: Callable[..., object], clock: Clock) -> Callable[..., object]:
    def timed(*args: object, **kwargs: object) -> object:
        with clock.running():
            return action(*args, **kwargs)

    return timed
