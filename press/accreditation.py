"""Taking a journalist's request: checking it, keeping it, telling the press contact."""

import time
from datetime import timedelta
from typing import ClassVar

from django import forms
from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.consent import current_document, record_consent
from core.client_address import client_address
from press.models import AccreditationRequest

PURPOSE = "accreditation"
SALT = "press.accreditation"
#: Nobody fills the form in faster; a form older than this was left open.
FASTEST, OLDEST = 3, 24 * 60 * 60
MOST, WITHIN = 5, 60 * 60
#: So long after the event requests are kept.
KEPT = timedelta(days=90)


class AccreditationForm(forms.ModelForm):
    """What a journalist tells of themselves."""

    agrees = forms.BooleanField(label=gettext_lazy("I agree to the processing of my personal data"))
    #: People do not see it; what fills it in is a robot.
    website = forms.CharField(required=False, max_length=200)
    drawn_at = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    class Meta:
        model = AccreditationRequest
        fields = ("name", "outlet", "position", "email", "phone", "needs")
        widgets: ClassVar[dict[str, forms.Widget]] = {"needs": forms.Textarea({"rows": 3})}

    def clean(self) -> dict:
        """Refuse what came faster than a person writes; what was typed is kept."""
        cleaned = super().clean()
        try:
            drawn = float(TimestampSigner(salt=SALT).unsign(cleaned.get("drawn_at") or "", max_age=OLDEST))
        except (BadSignature, ValueError):
            drawn = time.time()
        if time.time() - drawn < FASTEST:
            self.add_error(None, _("Please look the form over once more and send it again."))
        return cleaned


def drawn_now() -> str:
    """Return the signed moment a form was drawn at."""
    return TimestampSigner(salt=SALT).sign(str(time.time()))


def is_one_too_many(request: HttpRequest) -> bool:
    """Count this request against the visitor's address, which no header changes."""
    key = f"accreditation:{client_address(request)}"
    cache.add(key, 0, WITHIN)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # it ran out between the two calls
        return False


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
