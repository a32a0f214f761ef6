"""Writing to the centre: checking a message, keeping it, having it sent on."""

from datetime import timedelta
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.robots import GuardedForm
from pages.models import Message

#: So long messages are kept.
KEPT = timedelta(days=180)


class FeedbackForm(GuardedForm, forms.ModelForm):
    """What somebody writes."""

    agrees = forms.BooleanField(
        label=_("I agree to the processing of my personal data"),
        error_messages={"required": _("Without your consent we cannot answer you.")},
    )

    class Meta:
        model = Message
        fields = ("subject", "name", "email", "text", "about")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "text": forms.Textarea({"rows": 8}),
            "about": forms.HiddenInput(),
        }
        labels: ClassVar[dict[str, object]] = {
            "subject": _("What it is about"),
            "name": _("Your name"),
            "email": _("E-mail for the answer"),
            "text": _("Message"),
        }

    def clean_name(self) -> str:
        """Return the name in one line, as the head of a letter needs it."""
        return " ".join(self.cleaned_data["name"].split())


def keep(form: FeedbackForm, language: str) -> Message:
    """Keep the message with its consent, and have the centre told."""
    from pages.tasks import tell_centre

    message = form.save(commit=False)
    message.keep(language)
    tell_centre.enqueue(message.pk)
    return message


def forget_old() -> None:
    """Delete messages whose time of keeping is over."""
    Message.objects.older_than(KEPT).delete()
