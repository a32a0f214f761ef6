"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImagesConfig(AppConfig):
    """Photographs."""

    name = "images"
    verbose_name = _("Photographs")
