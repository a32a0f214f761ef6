"""Taking a journalist's request: checking it, keeping it, telling the press contact."""

from datetime import timedelta
from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.consent import current_document, record_consent
from core.robots import GuardedForm
from press.models import AccreditationRequest

PURPOSE = "accreditation"
#: So long after the event requests are kept.
KEPT = timedelta(days=90)


class AccreditationForm(GuardedForm, forms.ModelForm):
    """What a journalist tells of themselves."""

    agrees = forms.BooleanField(label=gettext_lazy("I agree to the processing of my personal data"))

    class Meta:
        model = AccreditationRequest
        fields = ("name", "outlet", "position", "email", "phone", "needs")
        widgets: ClassVar[dict[str, forms.Widget]] = {"needs": forms.Textarea({"rows": 3})}


def keep(form: AccreditationForm, event_id: int, title: str, language: str) -> AccreditationRequest:
    """Keep the request with its consent, and have the press contact told."""
    from press.tasks import tell_press_contact

    asked = form.save(commit=False)
    document = current_document()
    asked.event_id, asked.event_title, asked.language = event_id, title, language
    asked.consent_version = document.version if document else 0
    asked.save()
    record_consent(PURPOSE, language, email=asked.email)
    tell_press_contact.enqueue(asked.pk)
    return asked


def forget_old() -> None:
    """Delete requests whose time of keeping is over."""
    AccreditationRequest.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
