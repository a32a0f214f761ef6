"""Forms for letters."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.consent import document_link
from accounts.models import Subscription
from accounts.models.following import Rhythm


class LettersForm(forms.ModelForm):
    """How often, and in which language."""

    class Meta:
        model = Subscription
        fields = ("rhythm", "language")
        labels: ClassVar[dict[str, Any]] = {"rhythm": _("How often"), "language": _("Language of letters")}


class GuestLettersForm(forms.Form):
    """An address, how often, and consent: all a guest gives."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    rhythm = forms.ChoiceField(label=_("How often"), choices=Rhythm.choices, initial=Rhythm.WEEKLY)
    agrees = forms.BooleanField(
        label=_("I agree to the processing of my personal data"),
        error_messages={"required": _("Without your consent we cannot write to you.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agrees"].help_text = document_link()
