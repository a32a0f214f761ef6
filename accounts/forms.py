"""Forms of an account."""

from typing import Any, ClassVar

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.models import EmailAddress
from allauth.account.utils import has_verified_email
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from accounts.models import User

PASSWORD_HINT = _("Ten characters or more. A three-word phrase beats a complicated word.")


class SignInForm(LoginForm):
    """E-mail and password; staff may give their user name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")
        self.fields["login"].max_length = 254
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "maxlength": "254", "inputmode": "email"})
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Remember me")
        self.fields["remember"].initial = True


class StaffSignInForm(SignInForm):
    """The same for the admin's page, whose fields have the names that Wagtail gives them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix("username" if field_name == "login" else field_name)


class SamePersonForm(ReauthenticateForm):
    """The password once more, before something that is protected."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class PasskeyForm(AddWebAuthnForm):
    """A passkey: its name, and whether it signs in by itself, as it does unless somebody wants otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["passwordless"].label = _("Sign in with this key alone, without the password")
        self.fields["passwordless"].help_text = _("Otherwise it is only the second step after the password.")
        self.fields["passwordless"].initial = True


class PasskeyNameForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class RegistrationForm(AllauthSignupForm):
    """A new account; an address that has one already is answered in the same words and the same time."""

    field_order = ("name", "email", "password1", "agrees")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["password1"].help_text = PASSWORD_HINT

    def try_save(self, request: HttpRequest) -> tuple[AbstractUser | None, HttpResponse | None]:
        if self.account_already_exists:
            self._rehearse(request)
        return super().try_save(request)

    def save(self, request: HttpRequest) -> AbstractBaseUser:
        with transaction.atomic():
            return super().save(request)

    def _rehearse(self, request: HttpRequest) -> None:
        """Make an account, ask of it what signing in asks of a new one, and undo it: a known address takes as long."""
        address = self.cleaned_data["email"]
        self.cleaned_data["email"], self.account_already_exists = f"{get_random_string(32)}@nobody.invalid", False
        with transaction.atomic():
            user = super().save(request)
            _asked = user.is_team, has_verified_email(user)
            _found = EmailAddress.objects.get_primary(user), list(EmailAddress.objects.filter(user=user))
            transaction.set_rollback(True)
        self.cleaned_data["email"], self.account_already_exists = address, True


class OneAddress:
    """An e-mail is called the same on every page of an account."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)


class CodeRequestForm(OneAddress, RequestLoginCodeForm):
    """Where to send the code that signs in."""


class RecoveryForm(OneAddress, ResetPasswordForm):
    """Where to send the link to a new password."""


class AddressForm(OneAddress, AddEmailForm):
    """Another e-mail in place of the one there is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail")


class OnePassword:
    """A password is typed once and can be looked at, so it is not asked for twice."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = PASSWORD_HINT
        if "oldpassword" in self.fields:
            self.fields["oldpassword"].label = _("Current password")
            self.fields["oldpassword"].help_text = ""


class NewPasswordForm(OnePassword, ChangePasswordForm):
    """Another password in place of the present one."""


class FirstPasswordForm(OnePassword, SetPasswordForm):
    """A password for an account that was opened with a provider."""


class RecoveredPasswordForm(OnePassword, ResetPasswordKeyForm):
    """A password after the link of a letter."""


class ProfileForm(forms.ModelForm):
    """What a person tells about themselves: a name, and the language of letters."""

    class Meta:
        model = User
        fields = ("first_name", "language", "wants_notices")
        labels: ClassVar[dict[str, Any]] = {
            "first_name": _("What should we call you"),
            "language": _("Language of letters"),
            "wants_notices": _("Write to me when something I saved is moved or cancelled"),
        }
        widgets: ClassVar[dict[str, Any]] = {"first_name": forms.TextInput(attrs={"autocomplete": "name"})}
