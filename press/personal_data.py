"""A journalist's requests to be let in: theirs to take along, erased with their account."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from press.models import AccreditationRequest

#: Names below, as people read them.
WORDS: Final = {
    "accreditation": _("Accreditation requests"),
    "sent_at": _("Sent"),
    "event": _("Event"),
    "outlet": _("Media outlet"),
    "position": _("Position"),
    "phone": _("Telephone"),
    "needs": _("Equipment and wishes"),
}


def collect(user: User) -> dict[str, object]:
    """Return the requests sent from the addresses ``user`` has confirmed, the newest first."""
    return {
        "accreditation": [
            {
                "sent_at": request.created_at.isoformat(),
                "event": request.event_title,
                "name": request.name,
                "email": request.email,
                "outlet": request.outlet,
                "position": request.position,
                "phone": request.phone,
                "needs": request.needs,
            }
            for request in AccreditationRequest.objects.sent_by(user)
        ]
    }


def erase(user: User) -> None:
    """Erase those requests."""
    AccreditationRequest.objects.sent_by(user).delete()
