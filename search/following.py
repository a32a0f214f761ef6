"""What happens to pages and records reaches the index, however it happens: admin, schedule, bulk action, code."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from core.searchable import RECORDS
from search.indexing import forget
from search.tasks import forget_page, index_record

#: Records that have no entry of their own, but whose names stand in the entries of pages.
NAMED = ("people.Organisation", "venues.Region", "articles.Topic")
_is_paused = ContextVar("search_indexing_is_paused", default=False)


@contextmanager
def paused() -> Generator[None]:
    """Follow nothing inside the ``with`` block, for work that rebuilds the index when it is done."""
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)


def connect() -> None:
    """Listen to what changes what can be found; a deleted page takes its entries along by its foreign key."""
    page_published.connect(after_publishing, dispatch_uid="search-follows-publishing")
    page_unpublished.connect(after_unpublishing, dispatch_uid="search-follows-unpublishing")
    for model in RECORDS:
        post_save.connect(after_saving, sender=model, dispatch_uid=f"search-follows-saving-{model._meta.label}")
        post_delete.connect(after_deleting, sender=model, dispatch_uid=f"search-follows-deleting-{model._meta.label}")
    for label in NAMED:
        post_save.connect(after_saving, sender=apps.get_model(label), dispatch_uid=f"search-follows-saving-{label}")


def after_publishing(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Have a published page indexed."""
    _index_later(instance)


def after_unpublishing(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Have the entry of an unpublished page dropped; it is found no more from this moment on."""
    forget_page.enqueue(instance.pk)


def after_saving(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Have a saved record indexed."""
    if not raw:
        _index_later(instance)


def after_deleting(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Drop the entries of a deleted record at once: they lead nowhere."""
    forget(instance)


def _index_later(record: models.Model) -> None:
    if not _is_paused.get():
        index_record.enqueue(record._meta.app_label, str(record._meta.model_name), str(record.pk))
