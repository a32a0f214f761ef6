"""What each letter of an account says, in the active language."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.letters import Content

Context = Mapping[str, Any]


def confirm_address(context: Context) -> Content:
    """The code that proves that an address is one's own."""
    return Content(
        subject=_("Your confirmation code: %(code)s") % {"code": context["code"]},
        paragraphs=(_("Somebody, most likely you, gave this address on our site. Enter this code there:"),),
        code=str(context["code"]),
        after=(_("The code works for fifteen minutes. If it was not you, do nothing: without it nothing happens."),),
    )


def sign_in_code(context: Context) -> Content:
    """The code that stands in for a password."""
    return Content(
        subject=_("Your sign-in code: %(code)s") % {"code": context["code"]},
        paragraphs=(_("Enter this code on the page where you asked for it:"),),
        code=str(context["code"]),
        after=(_("The code works for fifteen minutes. Nobody from our team will ever ask you for it."),),
    )


def recover(context: Context) -> Content:
    """The link to a new password."""
    return Content(
        subject=_("A new password for your account"),
        paragraphs=(_("You, or somebody in your name, asked to recover the password. Choose a new one here:"),),
        action=(_("Choose a new password"), context["password_reset_url"]),
        after=(_("The link works once and for thirty minutes. If it was not you, the password stays as it is."),),
    )


def no_account(context: Context) -> Content:
    """Somebody asked for a code or a new password with an address that has no account."""
    return Content(
        subject=_("There is no account with this address"),
        paragraphs=(
            _("Somebody, most likely you, wanted to sign in on our site with this address, but it has no account."),
            _("You may have used another address. If not, an account takes a minute:"),
        ),
        action=(_("Register"), context["signup_url"]),
        after=(_("If it was not you, do nothing: we keep no record of this address."),),
    )


def account_exists(context: Context) -> Content:
    """Somebody wanted to register with an address that has an account already."""
    return Content(
        subject=_("You already have an account"),
        paragraphs=(
            _("Somebody, most likely you, wanted to register with this address. It has an account already."),
            _("Sign in as usual. If the password is forgotten, choose a new one:"),
        ),
        action=(_("Recover the password"), context["password_reset_url"]),
        after=(_("If it was not you, do nothing: nothing has changed in your account."),),
    )


def _notice(subject: str, said: str) -> Content:
    return Content(
        subject=subject,
        paragraphs=(said,),
        after=(_("If it was not you, recover the password on our site and write to us: we will help."),),
    )


def password_changed(context: Context) -> Content:
    return _notice(_("Your password has changed"), _("The password of your account was changed just now."))


def address_changed(context: Context) -> Content:
    words = _("The e-mail of your account is now %(address)s. Letters will go there.")
    return _notice(_("Your e-mail has changed"), words % {"address": context.get("to_email", "")})


def address_removed(context: Context) -> Content:
    words = _("The address %(address)s no longer belongs to your account.")
    return _notice(_("An address was removed"), words % {"address": context.get("deleted_email", "")})


def address_confirmed(context: Context) -> Content:
    return _notice(_("Your e-mail is confirmed"), _("The e-mail of your account was confirmed just now."))


def second_factor_on(context: Context) -> Content:
    words = _("An authenticator app now protects your account: besides the password we will ask for its code.")
    return _notice(_("Two-step sign-in is on"), words)


def second_factor_off(context: Context) -> Content:
    words = _("Your account is no longer protected by an authenticator app.")
    return _notice(_("Two-step sign-in is off"), words)


def recovery_codes(context: Context) -> Content:
    words = _("New recovery codes were made for your account. The former ones do not work any more.")
    return _notice(_("New recovery codes"), words)


def passkey_added(context: Context) -> Content:
    return _notice(_("A passkey was added"), _("A passkey was added to your account: one can sign in with it."))


def passkey_removed(context: Context) -> Content:
    return _notice(_("A passkey was removed"), _("A passkey was removed from your account."))


def provider_connected(context: Context) -> Content:
    words = _("One can now sign in to your account with %(provider)s.")
    return _notice(_("A way to sign in was added"), words % {"provider": _provider(context)})


def provider_disconnected(context: Context) -> Content:
    words = _("One can no longer sign in to your account with %(provider)s.")
    return _notice(_("A way to sign in was removed"), words % {"provider": _provider(context)})


def _provider(context: Context) -> str:
    return str(getattr(context.get("provider"), "name", ""))


#: What allauth calls its letters, and how ours are written.
LETTERS: dict[str, Callable[[Context], Content]] = {
    "account/email/email_confirmation": confirm_address,
    "account/email/email_confirmation_signup": confirm_address,
    "account/email/login_code": sign_in_code,
    "account/email/password_reset_key": recover,
    "account/email/unknown_account": no_account,
    "account/email/account_already_exists": account_exists,
    "account/email/password_changed": password_changed,
    "account/email/password_set": password_changed,
    "account/email/password_reset": password_changed,
    "account/email/email_changed": address_changed,
    "account/email/email_confirm": address_confirmed,
    "account/email/email_deleted": address_removed,
    "mfa/email/totp_activated": second_factor_on,
    "mfa/email/totp_deactivated": second_factor_off,
    "mfa/email/recovery_codes_generated": recovery_codes,
    "mfa/email/webauthn_added": passkey_added,
    "mfa/email/webauthn_removed": passkey_removed,
    "socialaccount/email/account_connected": provider_connected,
    "socialaccount/email/account_disconnected": provider_disconnected,
}
