"""Background work that keeps the index in step."""

from django.apps import apps
from django.db import models
from django_tasks import task
from wagtail.models import Page, ReferenceIndex

from search.engines import engine
from search.indexing import forget, index
from search.models import Entry
from search.vocabulary import recount


@task()
def index_record(app_label: str, model_name: str, pk: str) -> None:
    """Index a page with its translations, or a record; then the pages that name it, if its name has changed.

    Safe to run twice: the index is brought to what the database holds now.
    """
    record = apps.get_model(app_label, model_name)._default_manager.filter(pk=pk).first()
    if record is None:
        return
    before = _titles(record)
    if isinstance(record, Page):
        specific = record.specific
        ReferenceIndex.create_or_update_for_object(specific)
        group = Page.objects.filter(translation_key=record.translation_key).order_by("pk").specific()
        index([page for page in group if page.live or page.pk == record.pk])
    else:
        index([record])
    if not before or before != _titles(record):
        index(_pages_that_name(record))
    engine().catch_up()


def _titles(record: models.Model) -> set[tuple[str, str]]:
    entries = Entry.objects.filter(content_type__app_label=record._meta.app_label, object_id=record.pk)
    entries = entries.filter(content_type__model=record._meta.model_name)
    return set(entries.values_list("language", "title"))


def _pages_that_name(record: models.Model) -> list[Page]:
    """Return the live pages whose entries hold the name of ``record``."""
    references = ReferenceIndex.get_references_to(record).filter(base_content_type__app_label="wagtailcore")
    keys = {int(key) for key in references.values_list("object_id", flat=True)} - {record.pk}
    return list(Page.objects.filter(pk__in=keys, live=True, alias_of__isnull=True).order_by("pk").specific())


@task()
def forget_page(page_id: int) -> None:
    """Drop the entry of a page that has been taken off the site, unless it is back."""
    page = Page.objects.filter(pk=page_id).first()
    if page and not page.live:
        forget(page.specific)


def recount_words() -> None:
    """Count the words of the index anew; a chore of the night."""
    recount()


def catch_up() -> None:
    """Bring an engine with an index of its own up to date, should it have been away; a chore."""
    engine().catch_up()


def sweep() -> None:
    """Drop what is gone from the index of such an engine; a chore of the night."""
    engine().sweep()
