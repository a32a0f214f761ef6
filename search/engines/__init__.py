"""The engines that search the index: PostgreSQL, or OpenSearch where the settings name one."""

from functools import cache

from django.conf import settings

from search.engines.base import Engine


def engine() -> Engine:
    """Return the engine that the settings name."""
    return _made(settings.SEARCH_URL)


@cache
def _made(url: str) -> Engine:
    from search.engines.falling_back import FallingBackEngine
    from search.engines.opensearch.engine import OpenSearchEngine
    from search.engines.postgresql import PostgreSQLEngine

    return FallingBackEngine(OpenSearchEngine(url), PostgreSQLEngine()) if url else PostgreSQLEngine()
