"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VenuesConfig(AppConfig):
    """Venues."""

    name = "venues"
    verbose_name = _("Venues")

    def ready(self) -> None:
        """Listen for what makes the directory of venues out of date."""
        from venues.changes import watch

        watch()
