"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LocalisationConfig(AppConfig):
    """Translation."""

    name = "localisation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        """Put our rules where wagtail-localize has no hook for them."""
        from wagtail_localize import strings
        from wagtail_localize.models import Translation, TranslationSource

        from core.publication import register_check
        from localisation import following, slug_input  # noqa: F401 (registers itself)
        from localisation.checks.gate import translation_is_in_order
        from localisation.editor.additions import with_additions
        from localisation.editor.previewing import as_read
        from localisation.jobs.rules import translation_is_ready
        from localisation.saving import guarded
        from localisation.segments.submitting import read_anew
        from localisation.segments.writing import refresh_segments

        strings.INLINE_TAGS.extend(tag for tag in ("s", "sub", "sup") if tag not in strings.INLINE_TAGS)
        setattr(Translation, "save_target", guarded(Translation.save_target))  # noqa: B010 (not an override)
        setattr(TranslationSource, "refresh_segments", refresh_segments)  # noqa: B010
        setattr(TranslationSource, "update_from_db", read_anew)  # noqa: B010
        register_check(translation_is_ready)
        added = with_additions(TranslationSource._get_segments_for_translation)
        setattr(TranslationSource, "_get_segments_for_translation", added)  # noqa: B010 (not an override)
        previewed = as_read(TranslationSource.get_ephemeral_translated_instance)
        setattr(TranslationSource, "get_ephemeral_translated_instance", previewed)  # noqa: B010 (not an override)
        register_check(translation_is_in_order)
        following.connect()
