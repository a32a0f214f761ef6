"""Taking a journalist's request: checking it, keeping it, telling the press contact."""

from datetime import timedelta
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from core.robots import GuardedForm
from press.models import AccreditationRequest

#: So long requests are kept after they came.
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
    asked.event_id, asked.event_title = event_id, title
    asked.keep(language)
    tell_press_contact.enqueue(asked.pk)
    return asked


def forget_old() -> None:
    """Delete requests whose time of keeping is over."""
    AccreditationRequest.objects.older_than(KEPT).delete()
