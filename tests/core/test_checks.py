"""System checks: what a real site must not be started with."""

from django.core.checks import run_checks
from django.test import override_settings


def codes() -> set[str]:
    return {message.id for message in run_checks(include_deployment_checks=True) if message.id.startswith("core.")}


def test_demo_users_plain_http_and_unsent_mail_are_reported() -> None:
    with override_settings(
        DEMO_USERS=True,
        WAGTAILADMIN_BASE_URL="http://localhost",
        EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend",
    ):
        assert {"core.E002", "core.E003", "core.W001"} <= codes()


def test_a_site_in_order_is_not_complained_about() -> None:
    with override_settings(DEMO_USERS=False, WAGTAILADMIN_BASE_URL="https://izluchina.example"):
        assert codes() == set()


def test_pages_and_interface_have_the_same_languages() -> None:
    with override_settings(WAGTAIL_CONTENT_LANGUAGES=[("ru", "Русский")]):
        assert "core.E001" in codes()
