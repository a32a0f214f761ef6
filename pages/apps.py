"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Pages that stand by themselves, and the form that reaches the centre."""

    name = "pages"
    verbose_name = _("Pages")
