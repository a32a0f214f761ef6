"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """People who sign in: their accounts, what they save and follow, the letters to them."""

    default = True
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Let groups and the workflow speak the reader's language."""
        from accounts.role_names import say_names_in_readers_language

        say_names_in_readers_language()


class TeamUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, listed without the visitors."""

    default = False
    user_viewset = "accounts.team.TeamViewSet"
