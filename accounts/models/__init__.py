"""The models of this room."""

from accounts.models.consent import ConsentDocument, ConsentRecord
from accounts.models.following import Digest, Follow, Subscription
from accounts.models.letters import Letter
from accounts.models.saved import SavedCalendar, SavedItem, ToldOf
from accounts.models.user import User

__all__ = [
    "ConsentDocument",
    "ConsentRecord",
    "Digest",
    "Follow",
    "Letter",
    "SavedCalendar",
    "SavedItem",
    "Subscription",
    "ToldOf",
    "User",
]
