"""Forms anybody may send: robots are thanked and forgotten, haste is asked again, floods stop."""

import time
from typing import Any

from django import forms
from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.client_address import client_network

SALT = "core.robots"
#: Nobody fills a form in faster; a form older than this was left open.
FASTEST, OLDEST = 3, 24 * 60 * 60
MOST, WITHIN = 5, 60 * 60


class GuardedForm(forms.Form):
    """A form with a field that people do not see and the signed moment it was drawn at."""

    #: What fills it in is a robot.
    website = forms.CharField(required=False, max_length=200)
    drawn_at = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse what came faster than a person writes; what was typed is kept."""
        cleaned = super().clean() or self.cleaned_data
        try:
            drawn = float(TimestampSigner(salt=SALT).unsign(cleaned.get("drawn_at") or "", max_age=OLDEST))
        except (BadSignature, ValueError):
            drawn = time.time()
        if time.time() - drawn < FASTEST:
            self.add_error(None, _("Please look the form over once more and send it again."))
        return cleaned

    @property
    def is_from_robot(self) -> bool:
        return bool(self.cleaned_data["website"])


def drawn_now() -> str:
    """Return the signed moment a form was drawn at."""
    return TimestampSigner(salt=SALT).sign(str(time.time()))


def is_one_too_many(request: HttpRequest, purpose: str) -> bool:
    """Count this request for ``purpose`` in this hour against the visitor's address, which no header changes."""
    key = f"{purpose}:{client_network(request)}:{int(time.time()) // WITHIN}"
    if cache.add(key, 1, WITHIN):
        return False
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return False
    cache.touch(key, WITHIN)  # counting on, the database's cache keeps an entry for five minutes only
    return count > MOST
