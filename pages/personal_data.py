"""What somebody wrote to the centre from the site: theirs to take along, erased with their account."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pages.models import Message

#: Names and codes below, as people read them.
WORDS: Final = {
    "messages": _("Messages to the centre"),
    "sent_at": _("Sent"),
    "subject": _("Subject"),
    "text": _("Text"),
}
VALUES: Final = {"subject": dict(Message.Subject.choices)}


def collect(user: User) -> dict[str, object]:
    """Return the messages sent from the addresses ``user`` has confirmed, the newest first."""
    return {
        "messages": [
            {
                "sent_at": message.created_at.isoformat(),
                "subject": message.subject,
                "name": message.name,
                "email": message.email,
                "text": message.text,
                "address": message.about,
            }
            for message in Message.objects.sent_by(user)
        ]
    }


def erase(user: User) -> None:
    """Erase those messages."""
    Message.objects.sent_by(user).delete()
