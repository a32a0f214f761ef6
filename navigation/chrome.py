"""The frame around every page: gathered once a language, kept in the cache, cut to the visitor when shown."""

from django.http import HttpRequest


class Chrome:
    """Header and footer of one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
