"""Who is signed in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """Return the person who is signed in; raises ``PermissionDenied`` where nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
