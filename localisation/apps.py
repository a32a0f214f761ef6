"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LocalisationConfig(AppConfig):
    """Translation."""

    name = "localisation"
    verbose_name = _("Translation")
