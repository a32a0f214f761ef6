"""What somebody wrote to the centre from the site: theirs to take along, erased with their account."""

from typing import Final

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.visitors import confirmed_addresses
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
            for message in _messages_of(user)
        ]
    }


def erase(user: User) -> None:
    """Erase those messages."""
    _messages_of(user).delete()


def _messages_of(user: User) -> QuerySet[Message]:
    return Message.objects.alias(address=Lower("email")).filter(address__in=confirmed_addresses(user))
