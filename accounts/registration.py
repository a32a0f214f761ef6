"""What registration asks besides address and password; allauth's own forms are built upon it."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.consent import ACCOUNT, document_link, record_consent
from accounts.models import User
from core.bilingual import current_language


class VisitorForm(forms.Form):
    """Name, and consent to the processing of personal data."""

    name = forms.CharField(
        label=_("What should we call you"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    agrees = forms.BooleanField(
        label=_("I agree to the processing of my personal data"),
        error_messages={"required": _("Without your consent we cannot keep an account for you.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agrees"].help_text = document_link()

    def signup(self, request: HttpRequest, user: User) -> None:
        """Complete a new account; called once it is in the database."""
        user.first_name = self.cleaned_data["name"] or user.first_name
        user.language = current_language()
        user.save(update_fields=["first_name", "language"])
        record_consent(ACCOUNT, user.language, user=user)
