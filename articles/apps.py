"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """News: articles by topic, their feeds, and Word files that become articles."""

    name = "articles"
    verbose_name = _("News")
