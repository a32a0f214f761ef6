"""Search and references of the demo content, indexed once at the end instead of on each of many saves."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler, register_signal_handlers
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.models import SiteSettings
from navigation.models import Announcement
from people.models import Organisation, Person
from search import following
from search.indexing import rebuild
from search.vocabulary import recount
from venues.models import Region


@contextmanager
def indexed_at_the_end(say: Callable[[str], None]) -> Generator[None]:
    """Index nothing inside the ``with`` block, and everything that can be found after it.

    Otherwise each save queues two tasks, and the worker is busy with thousands before it gets to a photograph.
    """
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update(), following.paused():
            yield
    finally:
        register_signal_handlers()
    say("Index of the search …")
    _index_search()
    _index_references()
    rebuild()
    recount()


def _index_search() -> None:
    backend = get_search_backend()
    for model in get_indexed_models():
        backend.add_bulk(model, list(model.get_indexed_objects().order_by("pk")))


def _index_references() -> None:
    models = (Person, Organisation, Region, Announcement, SiteSettings)
    records = [record for model in models for record in model.objects.all()]
    for record in [*Page.objects.filter(depth__gt=1).specific(), *records]:
        ReferenceIndex.create_or_update_for_object(record)
