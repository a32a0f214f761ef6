"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every other room builds on."""

    name = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        """Register the system checks, and what is looked at before a page is published."""
        from core import checks  # noqa: F401
        from core.descriptions import photographs_have_descriptions
        from core.publication import register_check
        from core.transcripts import videos_can_be_read

        register_check(photographs_have_descriptions)
        register_check(videos_can_be_read)
