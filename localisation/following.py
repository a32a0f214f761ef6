"""What happens to an original reaches its translations."""

from typing import Any

from django.db.models.signals import pre_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail_localize.models import Translation, TranslationSource

from localisation.tasks import refresh_translations


def connect() -> None:
    """Listen to every way of publishing, unpublishing, moving and deleting: admin, bulk, schedule, code."""
    page_published.connect(after_publishing, dispatch_uid="translations-follow-publishing")
    page_unpublished.connect(after_unpublishing, dispatch_uid="translations-follow-unpublishing")
    post_page_move.connect(after_moving, dispatch_uid="translations-follow-moving")
    pre_delete.connect(before_deleting, sender=Page, dispatch_uid="translations-follow-deleting")


def translations_of(page: Page) -> list[Page]:
    """Return the pages that were made by translating ``page``; none for a page that is a translation itself."""
    locales = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale_id=page.locale_id
    ).values("target_locale_id")
    found = Page.objects.filter(translation_key=page.translation_key, locale_id__in=locales).exclude(pk=page.pk)
    return list(found.select_related("locale").order_by("pk"))


def after_publishing(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Have the texts of a published original compared with what was translated."""
    if TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id).exists():
        refresh_translations.enqueue(instance.pk)


def after_unpublishing(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Take the translations off the site together with their original."""
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
