"""The models of this room."""

from accounts.models.letters import Letter
from accounts.models.user import User

__all__ = ["Letter", "User"]
