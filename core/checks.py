"""System checks: what ``manage.py check`` says about this project's own settings."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.translation)
def languages_agree(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """The languages of the interface are those of the pages: an address promises both."""
    if list(settings.LANGUAGES) == list(settings.WAGTAIL_CONTENT_LANGUAGES):
        return []
    return [Error("LANGUAGES and WAGTAIL_CONTENT_LANGUAGES must be the same.", id="core.E001")]


@register(Tags.security, deploy=True)
def demo_is_off(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Nobody can sign in to a real site with a password that is in the manual."""
    if not settings.DEMO_USERS:
        return []
    return [Error("DEMO_USERS must be off: their passwords are known to everybody.", id="core.E002")]


@register(Tags.security, deploy=True)
def address_is_https(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Links in mails and feeds lead to HTTPS."""
    if settings.WAGTAILADMIN_BASE_URL.startswith("https://"):
        return []
    return [Error("SITE_URL must begin with https://.", id="core.E003")]


@register(Tags.compatibility, deploy=True)
def mail_leaves_the_house(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Somebody reads the mails the site sends."""
    if "console" not in settings.EMAIL_BACKEND:
        return []
    return [Warning("EMAIL_URL is not set: mails are written to the log.", id="core.W001")]
