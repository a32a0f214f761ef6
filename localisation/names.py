"""What people are called on the desk."""

from django.contrib.auth.models import AbstractUser


def name_of(user: AbstractUser | None) -> str:
    """Return the full name of a person, or the name they sign in with; empty for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""
