"""What happens to an original reaches its translations, and what happens to either reaches the board."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail_localize.models import Translation, TranslationSource

from localisation.jobs import records
from localisation.jobs.drafts import forget_draft
from localisation.jobs.pages import originals
from localisation.jobs.pairs import take_along
from localisation.jobs.progress import mark_live, mark_unpublished
from localisation.tasks import keep_page, refresh_translations


def connect() -> None:
    """Listen to every way of publishing, unpublishing, moving and deleting: admin, bulk, schedule, code."""
    page_published.connect(after_publishing, dispatch_uid="translations-follow-publishing")
    page_unpublished.connect(after_unpublishing, dispatch_uid="translations-follow-unpublishing")
    post_page_move.connect(after_moving, dispatch_uid="translations-follow-moving")
    pre_delete.connect(before_deleting, sender=Page, dispatch_uid="translations-follow-deleting")
    post_save.connect(after_saving_record, dispatch_uid="board-follows-records")  # which are known later than this
    post_delete.connect(after_deleting_record, dispatch_uid="board-forgets-records")


def after_saving_record(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Renew the rows of a bilingual record or photograph."""
    if not raw and records.is_on_board(sender):
        records.keep_jobs(instance)


def after_deleting_record(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Drop the rows of a deleted record or photograph."""
    if records.is_on_board(sender):
        records.forget(instance)


def translations_of(page: Page) -> list[Page]:
    """Return the pages that were made by translating ``page``; none for a page that is a translation itself."""
    locales = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale_id=page.locale_id
    ).values("target_locale_id")
    found = Page.objects.filter(translation_key=page.translation_key, locale_id__in=locales).exclude(pk=page.pk)
    return list(found.select_related("locale").order_by("pk"))


def after_publishing(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Take approved translations along, and have the texts compared with what was translated.

    Of a translation that was published, the board is told.
    """
    if mark_live(instance):
        return
    take_along(instance, forget_draft(instance))
    if TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id).exists():
        refresh_translations.enqueue(instance.pk)
    elif originals().filter(pk=instance.pk).exists():
        keep_page.enqueue(instance.pk)


def after_unpublishing(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Take the translations off the site together with their original; tell the board."""
    mark_unpublished(instance)
    for page in translations_of(instance):
        if page.live:
            page.specific.unpublish()


def after_moving(
    sender: type[Page], instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """Move the translations to the translation of the section their original went to, where there is one."""
    if parent_page_before.pk == parent_page_after.pk:
        return
    for page in translations_of(instance):
        destination = Page.objects.filter(
            translation_key=parent_page_after.translation_key, locale_id=page.locale_id, alias_of__isnull=True
        ).first()
        if destination and not page.is_child_of(destination) and page.specific.can_move_to(destination):
            page.specific.move(destination, pos="last-child")


def before_deleting(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Delete the translations of a page that is being deleted: without their facts they would be wrong."""
    for page in translations_of(instance):
        page.specific.delete()
