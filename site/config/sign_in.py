"""What the environment says about signing in: the providers that are configured, the second factor of staff."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from config.env import env

SECOND_FACTOR = ("optional", "required")


@dataclass(frozen=True)
class Provider:
    """A Russian service whose account opens one here, and the variables that switch it on."""

    code: str
    client_id: str
    secret: str
    key: str = ""

    @property
    def is_configured(self) -> bool:
        return bool(self.client_id and self.secret)


def providers() -> list[Provider]:
    """Return every provider there is, with what the environment gives for it."""
    return [
        Provider("vk", env.str("VK_ID_CLIENT_ID", default=""), env.str("VK_ID_SECRET", default="")),
        Provider("yandex", env.str("YANDEX_ID_CLIENT_ID", default=""), env.str("YANDEX_ID_SECRET", default="")),
        Provider("mailru", env.str("MAILRU_CLIENT_ID", default=""), env.str("MAILRU_SECRET", default="")),
        Provider(
            "odnoklassniki",
            env.str("OK_CLIENT_ID", default=""),
            env.str("OK_SECRET", default=""),
            env.str("OK_PUBLIC_KEY", default=""),
        ),
    ]


def provider_apps(known: list[Provider]) -> list[str]:
    """Return the applications of the configured providers; the addresses of the others do not exist."""
    return [f"allauth.socialaccount.providers.{found.code}" for found in known if found.is_configured]


def provider_settings(known: list[Provider]) -> dict[str, dict[str, object]]:
    """Return ``SOCIALACCOUNT_PROVIDERS`` for the configured providers; VK ID demands PKCE, the others allow it."""
    return {
        found.code: {
            "APPS": [{"client_id": found.client_id, "secret": found.secret, "key": found.key}],
            "OAUTH_PKCE_ENABLED": True,
        }
        for found in known
        if found.is_configured
    }


def staff_second_factor(default: str) -> str:
    """Return ``STAFF_SECOND_FACTOR``: whether staff must, or may, sign in with a second factor."""
    value = env.str("STAFF_SECOND_FACTOR", default="") or default
    if value not in SECOND_FACTOR:
        raise ImproperlyConfigured("STAFF_SECOND_FACTOR must be required or optional.")
    return value
