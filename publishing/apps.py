"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """When pages go out: embargoes, releases, the schedule, review links."""

    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        """Register the check that holds embargoes."""
        from publishing import embargoes  # noqa: F401
