"""Where allauth asks us: letters, messages, addresses, who must confirm what."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import EmailVerificationStage
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AbstractUser
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.browsers import browser_in_words
from accounts.letter_words import LETTERS
from accounts.letters import write
from accounts.models import User
from accounts.models.user import VISITOR
from core.bilingual import current_language
from core.client_address import client_address

LONGEST_ADDRESS = 254
OTHER_WAYS = {
    "reauthenticate": _("Enter the password"),
    "mfa_reauthenticate": _("Enter a code from the app"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}
_MISMATCH = _("E-mail and password do not match. Check the keyboard layout and try again.")


class AccountAdapter(DefaultAccountAdapter):
    """Registration, sign-in and recovery as this site does them."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _MISMATCH,
        "username_password_mismatch": _MISMATCH,
        "invalid_login": _MISMATCH,
        "incorrect_code": _("This code does not fit. Check the letter, or ask for a new code."),
        "incorrect_password": _("The password does not fit. Check the keyboard layout."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes and try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand the letter to the worker, in the language the reader has on the page."""
        if len(email) > LONGEST_ADDRESS:
            return  # nobody has it
        language = current_language()
        write(email, language, LETTERS[template_prefix](context))

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def clean_email(self, email: str) -> str:
        """Refuse an address that is longer than one can be."""
        MaxLengthValidator(LONGEST_ADDRESS)(email)
        return super().clean_email(email)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the home page in the language of the page that was left, whatever the browser prefers."""
        return f"/{current_language()}/"

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this site, written without a host, are gone to after signing in."""
        return is_own_address(url)

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        """Say in this site's words how else to confirm that it is the same person."""
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": OTHER_WAYS[method["id"]]} for method in methods]

    def populate_username(self, request: HttpRequest, user: AbstractUser) -> None:
        """Give visitors a name that says nothing: they sign in with their address."""
        if not user.username:
            user.username = f"{VISITOR}{get_random_string(16).lower()}"

    def post_login(self, request: HttpRequest, user: AbstractUser, **kwargs: Any) -> HttpResponse:
        """Save what a guest had pressed save on before signing in."""
        from accounts.views.saved import save_pending

        if isinstance(user, User):
            save_pending(request, user)
        return super().post_login(request, user, **kwargs)

    def get_login_stages(self) -> list[str]:
        stages = super().get_login_stages()
        ours = f"{__name__}.{AddressStage.__name__}"
        return [ours if name.endswith(".EmailVerificationStage") else name for name in stages]


class AddressStage(EmailVerificationStage):
    """Visitors confirm their address before the first sign-in; for staff an administrator has vouched."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if isinstance(self.login.user, User) and self.login.user.is_team:
            return None, True
        return super().handle()


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Sign-in with an account elsewhere."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Believe no provider's word about an address: Yandex calls every one confirmed. It gets a code from us."""
        for address in sociallogin.email_addresses:
            address.verified = False

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> AbstractUser:
        """Take the address and the name, cut to what fits; never the user name."""
        texts = {key: str(data.get(key) or "")[:150] for key in ("email", "first_name", "last_name")}
        return super().populate_user(request, sociallogin, {**texts, "username": ""})


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code does not fit. Codes change every thirty seconds: take the newest."),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """Propose a name for a passkey: what the browser is called, or its number."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        browser = browser_in_words(context.request.headers.get("User-Agent", "")) if context.request else ""
        return browser or gettext("Key %(number)s") % {"number": number}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Where staff must have a second factor, the last one stays."""
        if settings.STAFF_SECOND_FACTOR != "required" or not authenticator.user.is_team:
            return True
        factors = Authenticator.objects.filter(user=authenticator.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return factors.exclude(pk=authenticator.pk).exists()


def is_own_address(url: str | None) -> bool:
    """Whether ``url`` is a path of this site, without scheme or host, that a visitor may be sent to."""
    return bool(
        url
        and len(url) <= 2000
        and url.startswith("/")
        and url_has_allowed_host_and_scheme(url, allowed_hosts=None, require_https=True)
    )
