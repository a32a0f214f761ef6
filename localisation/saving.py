"""The one gate through which translated text reaches a page."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from core.completeness import why_not_complete
from core.page_permissions import AnyUser
from core.slugs import transliterated_slug
from localisation.checks.gate import why_not_ready
from localisation.memory.filling import fill_from_memory
from localisation.memory.learning import learn

SaveTarget = Callable[..., None]


def guarded(save_target: SaveTarget) -> SaveTarget:
    """Wrap ``Translation.save_target`` so that no way into it can put source text before visitors.

    wagtail-localize writes source text for every missing translation, and writes the live row even when
    it is asked for a draft. The wrapped method raises ``ValidationError`` with a reason instead.
    """

    @wraps(save_target)
    def save(translation: Translation, user: AnyUser | None = None, publish: bool = True) -> None:
        model = translation.source.specific_content_type.model_class()
        if model is None or not issubclass(model, Page):
            save_target(translation, user=user, publish=publish)
            return
        reason = why_not_writable(translation, user, publish)
        if reason:
            raise ValidationError({NON_FIELD_ERRORS: [reason]})
        is_new = target_page(translation) is None
        if is_new:
            fill_from_memory(translation)
        if not publish or is_new:
            save_target(translation, user=user, publish=False)
        give_address(translation)
        if publish:
            save_target(translation, user=user, publish=True)
            learn(translation)

    return save


def why_not_writable(translation: Translation, user: AnyUser | None, publish: bool) -> str:
    """Return, in an editor's words, why the page may not be written now; an empty text if it may."""
    page = target_page(translation)
    if page is not None:
        lock = page.specific_deferred.get_lock()
        if lock and (user is None or lock.for_user(user)):
            return _("This page is locked. Unlock it before publishing.")
        if page.live and not publish:
            return _("This page is before visitors already: publish the translation instead of saving a draft.")
    if not publish:
        return ""
    return why_not_complete(translation) or " ".join(why_not_ready(translation))


def target_page(translation: Translation) -> Page | None:
    """Return the page the translation writes, or None before its first draft."""
    return Page.objects.filter(
        translation_key=translation.source.object_id, locale_id=translation.target_locale_id
    ).first()


def give_address(translation: Translation) -> None:
    """Make the address of a page never yet published from its translated title."""
    page = target_page(translation)
    title = translated_title(translation)
    if page is None or page.first_published_at or not title:
        return
    slug = find_available_slug(page.get_parent(), transliterated_slug(title), ignore_page_id=page.pk)
    if slug == page.slug:
        return
    page.slug = slug
    page.save(clean=False)
    if revision := page.latest_revision:
        revision.content.update(slug=slug, url_path=page.url_path)
        revision.save(update_fields=["content"])


def translated_title(translation: Translation) -> str:
    """Return the title in the target language; empty where it is not translated."""
    found = (
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            context__path="title",
            locale_id=translation.target_locale_id,
            has_error=False,
            translation_of__segments__source_id=translation.source_id,
        )
        .values_list("data", flat=True)
        .first()
    )
    return (found or "").strip()
