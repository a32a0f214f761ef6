"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    default = True
    name = "accounts"
    verbose_name = _("Accounts")


class TeamUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, listed without the visitors."""

    default = False
    user_viewset = "accounts.team.TeamViewSet"
