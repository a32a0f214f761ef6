"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    """The frame around every page: menu, regions, announcements, display, the installed site."""

    name = "navigation"
    verbose_name = _("Navigation")

    def ready(self) -> None:
        from navigation.changes import watch

        watch()
