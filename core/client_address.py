"""Whose request it is: the address that rate limits count by, and that no header of the visitor's can change."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

#: Where nothing is known (a UNIX socket without a proxy's header): one bucket for all, rather than a refusal.
UNKNOWN = "0.0.0.0"  # noqa: S104 (an address to count by, not to listen on)


def client_address(request: HttpRequest) -> str:
    """Return the visitor's IP address.

    With ``TRUSTED_PROXY_COUNT`` proxies in front, each of which appends the address it was called from, the
    visitor's is that many from the end of ``X-Forwarded-For``; what the visitor put there stands before it and
    is not looked at. Without trusted proxies, or with a header too short to have passed them, it is the peer.
    """
    count = settings.TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    candidate = forwarded[-count] if 0 < count <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
    return _valid(candidate) or UNKNOWN


def client_network(request: HttpRequest) -> str:
    """Return the visitor's address to count by: of IPv6 the network (/64), whose addresses one subscriber has all."""
    address = ipaddress.ip_address(client_address(request))
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _valid(text: str) -> str:
    """Return ``text`` as an address without its port, and an empty string for what is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return ""
