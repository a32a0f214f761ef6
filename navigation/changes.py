"""What makes the frame of every page out of date.

Signals, because no method or hook sees it all: scheduled publishing, translations and imports go round the
admin's hooks, and regions and settings belong to rooms that the frame may not import or that may not import it.
"""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_unpublished, post_page_move

from core.models import SiteSettings
from navigation.frame import forget_frames
from navigation.models import Announcement

SHOWN = (Announcement, PageViewRestriction, Site, SiteSettings)
SHOWN_LABELS = frozenset({"venues.Region", "venues.OpeningSeason", "venues.SpecialDay"})


def watch() -> None:
    """Begin to listen; called once, when the application is ready."""
    for signal in (post_save, post_delete):
        signal.connect(forget_if_shown, dispatch_uid=f"frame-{id(signal)}")
    for signal in (page_unpublished, post_page_move):
        signal.connect(forget, dispatch_uid=f"frame-{id(signal)}")
    m2m_changed.connect(forget, sender=Announcement.regions.through, dispatch_uid="frame-announcement-regions")


def forget_if_shown(instance: models.Model, **kwargs: Any) -> None:
    """Forget the frames when what was saved or deleted can stand in one."""
    is_live_page = isinstance(instance, Page) and (instance.live or kwargs.get("created") is None)
    if is_live_page or isinstance(instance, SHOWN) or instance._meta.label in SHOWN_LABELS:
        forget()


def forget(**kwargs: Any) -> None:
    """Forget at once, and once more when others can see the change."""
    forget_frames()
    transaction.on_commit(forget_frames)
