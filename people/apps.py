"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """People and organisations that pages speak of."""

    name = "people"
    verbose_name = _("People and organisations")
