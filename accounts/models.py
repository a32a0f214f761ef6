"""The person who signs in: staff today, visitors through the same model."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody with an account. A model of our own from the first migration, so that it can grow."""
