"""The engines that search the index: PostgreSQL, or OpenSearch where the settings name one."""

from functools import cache

from django.conf import settings

from search.engines.base import Engine


def engine() -> Engine:
    """Return the engine that the settings name."""
    return _made(settings.SEARCH_URL)


@cache
def _made(url: str) -> Engine:
    from search.engines.postgresql import PostgreSQLEngine

    return PostgreSQLEngine()
