"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    """Navigation."""

    name = "navigation"
    verbose_name = _("Navigation")

    def ready(self) -> None:
        from navigation.changes import watch

        watch()
