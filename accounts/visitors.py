"""Who is signed in."""

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """Return the person who is signed in; raises ``PermissionDenied`` where nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def confirmed_addresses(user: User) -> set[str]:
    """Return the addresses that have answered a letter of this account, in small letters.

    An address that is only written down may be another person's: nothing is given out or erased for it.
    """
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return {address.lower() for address in confirmed}
