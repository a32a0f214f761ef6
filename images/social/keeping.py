"""Keeping the pictures of shared pages in step: made where missing, anew where changed, gone where not public."""

import hashlib
import json
import logging
import time
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from wagtail.models import Page, Site, get_page_models

from core.mark import make_icons
from core.models import BasePage, SiteSettings
from core.visibility import open_to_all
from images.models import Photo, SocialImage
from images.rendering import fingerprint
from images.social.drawing import draw

logger = logging.getLogger(__name__)

VERSION = 1  # raise it to have every picture drawn anew
SECONDS = 5.0  # how long one run of the chore may draw; the next goes on
RECHECKED = timedelta(days=7)


def keep() -> None:
    """Take away what must not be seen, then draw what is missing or out of date; a chore of the worker."""
    withdraw()
    for centre in SiteSettings.objects.all():
        make_icons(centre)
    ends = time.monotonic() + SECONDS
    for page_id in due_pages().values_list("pk", flat=True).iterator(chunk_size=50):
        if time.monotonic() > ends:
            return
        try:
            keep_page(page_id)
        except Exception:  # one page that cannot be drawn does not hold up the others
            logger.exception("No picture for shared links could be made of page %s", page_id)
            SocialImage.objects.filter(page_id=page_id).update(checked_at=timezone.now())


def keep_all() -> int:
    """Compare every public page with its picture at once; returns how many pages have one now."""
    withdraw()
    for page_id in list(public_pages().values_list("pk", flat=True)):
        keep_page(page_id)
    return SocialImage.objects.count()


def withdraw() -> None:
    """Delete the pictures of pages that are no longer public."""
    for image in SocialImage.objects.exclude(page__in=public_pages()):
        image.delete()


def public_pages() -> QuerySet[Page]:
    """Return the pages anybody may read now and that no embargo holds."""
    pages = Page.objects.filter(open_to_all(), depth__gt=1).type(BasePage)
    for model in get_page_models():
        if any(field.name == "embargo_until" for field in model._meta.local_fields):
            pages = pages.exclude(pk__in=model._base_manager.filter(embargo_until__gt=timezone.now()).values("pk"))
    return pages


def due_pages() -> QuerySet[Page]:
    """Return public pages without a picture, or published, or touched in their photograph, since it was compared."""
    stale = (
        Q(social_image=None)
        | Q(social_image__checked_at=None)
        | Q(social_image__checked_at__lt=F("last_published_at"))
        | Q(social_image__checked_at__lt=timezone.now() - RECHECKED)
    )
    return public_pages().filter(stale).order_by(F("last_published_at").desc(nulls_last=True), "pk")


def keep_page(page_id: int) -> SocialImage | None:
    """Bring the picture of one page up to date. Safe to run twice, or after a crash."""
    page = public_pages().filter(pk=page_id).first()
    if page is None:
        for image in SocialImage.objects.filter(page_id=page_id):
            image.delete()
        return None
    page = page.specific
    moment = timezone.now()
    centre = _centre_of(page)
    photo = _photo_of(page)
    with translation.override(page.locale.language_code):
        centre_name = centre.name
    name = f"social/{page.pk}/{_mark_of(page.title, centre_name, centre, photo)}.jpg"
    before = SocialImage.objects.filter(page_id=page.pk).first()
    if before is None or before.name != name or not default_storage.exists(name):
        name = _store(name, draw(page.title, page.locale.language_code, centre, photo))
    image, _made = SocialImage.objects.update_or_create(
        page_id=page.pk, defaults={"name": name, "photo": photo, "checked_at": moment}
    )
    if before is not None and before.name != name:
        default_storage.delete(before.name)
    return image


def _centre_of(page: Page) -> SiteSettings:
    site = page.get_site() or Site.objects.get(is_default_site=True)
    return SiteSettings.for_site(site)


def _photo_of(page: BasePage) -> Photo | None:
    """Return the photograph to draw: not one under an embargo of its own, nor one whose file is lost."""
    photo = page.share_photo
    if not isinstance(photo, Photo) or photo.is_embargoed():
        return None
    try:
        with photo.open_file():
            return photo
    except OSError:
        return None


def _mark_of(title: str, name: str, centre: SiteSettings, photo: Photo | None) -> str:
    shown = [VERSION, title, name, centre.logo.name or "", fingerprint(photo) if photo else ""]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]


def _store(name: str, content: bytes) -> str:
    if default_storage.exists(name):
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))
