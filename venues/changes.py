"""What makes the directory of venues out of date.

Signals, because no method or hook sees it all: translations, scheduled publishing and imports go round them.
"""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from core.models import SiteSettings
from venues.directory import forget_directory
from venues.models import OpeningSeason, Region, SpecialDay, VenuePage

SHOWN = (VenuePage, Region, OpeningSeason, SpecialDay, PageViewRestriction, SiteSettings)


def watch() -> None:
    """Begin to listen; called once, when the application is ready."""
    for signal in (post_save, post_delete):
        signal.connect(forget_if_shown, dispatch_uid=f"directory-{id(signal)}")
    for signal in (page_unpublished, post_page_move):
        signal.connect(forget_if_shown, dispatch_uid=f"directory-{id(signal)}")


def forget_if_shown(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Forget the directory when a venue or what hangs on it has changed, once more when others can see it."""
    is_shown = isinstance(instance, SHOWN) or (isinstance(instance, Page) and instance.depth <= 3)
    if is_shown:
        forget_directory()
        transaction.on_commit(forget_directory)
