"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The home pages, what mixes the rooms, and the demo content."""

    name = "home"
    verbose_name = _("Home")
