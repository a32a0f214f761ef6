"""Submitting a page and reading it anew: from what is published, or from its latest draft (jobs/drafts.py)."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource, get_schema_version
from wagtail_localize.operations import translate_object

from core.page_permissions import AnyUser
from localisation.memory.filling import fill_from_memory
from localisation.segments.writing import refresh_segments


@transaction.atomic
def submit(page: Page, locale: Locale, user: AnyUser | None = None) -> Translation:
    """Submit a page for translation into ``locale`` and return the record; its draft exists then."""
    page = page.specific
    translate_object(content_of(page), [locale], user=user)
    return Translation.objects.select_related("source", "target_locale").get(
        source__object_id=page.translation_key, source__locale_id=page.locale_id, target_locale=locale
    )


def content_of(page: Page, *, wants_draft: bool = False) -> Page:
    """Return the page as translators should see it: as published, or its latest draft where it is not, or wanted."""
    return page if page.live and not wants_draft else page.get_latest_revision_as_object()


@transaction.atomic
def read_anew(source: TranslationSource) -> bool:
    """Read an original into its source again; return whether its content differs from what was read before.

    New texts that were translated elsewhere before are filled in from memory.

    Takes the place of ``TranslationSource.update_from_db`` (localisation.apps), which never sees a draft.
    Raises ``Model.DoesNotExist`` where the original is gone.
    """
    instance = source.get_source_instance()
    if isinstance(instance, Page):
        wants_draft = source.translations.filter(job__reads_draft=True).exists()
        instance = content_of(instance, wants_draft=wants_draft)
    if isinstance(instance, ClusterableModel):
        content = instance.to_json()
    else:
        content = json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)
    has_changed = json.loads(content) != json.loads(source.content_json)
    source.content_json = content
    source.schema_version = get_schema_version(instance._meta.app_label)
    source.object_repr = str(instance)[:200]
    source.last_updated_at = timezone.now()
    source.save(update_fields=["content_json", "schema_version", "object_repr", "last_updated_at"])
    refresh_segments(source)
    if has_changed:
        for translation in source.translations.filter(enabled=True).select_related("source__locale", "target_locale"):
            fill_from_memory(translation)
    return has_changed
