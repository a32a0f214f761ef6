"""The services a real site may name in its environment: cache, file storage, search; words when one is missing."""

import re
from importlib.util import find_spec
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.env import env

#: Entries the database's table keeps. Django's 300 would throw away the counters of sign-in at every crowd.
MOST_CACHED = 20_000


def required(name: str, meaning: str) -> str:
    """Return the environment variable ``name``; refuse to start, saying what it means, where it is empty."""
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"The environment variable {name} is not set: give it {meaning}.")
    return value


def needs(module: str, variable: str) -> None:
    """Refuse to start when ``variable`` names a service whose optional package is not installed."""
    if find_spec(module) is None:
        raise ImproperlyConfigured(
            f"{variable} needs the package {module}: run pip install -r requirements-services.txt."
        )


def cache_from_url(url: str) -> dict[str, object]:
    """Return Django's cache settings: the database's own table, or the Redis server that ``url`` names."""
    if not url:
        return {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "django_cache",
            "OPTIONS": {"MAX_ENTRIES": MOST_CACHED},
        }
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("CACHE_URL must look like redis://host:6379/0.")
    needs("redis", "CACHE_URL")
    limits = {"socket_timeout": 1} if url.startswith("unix:") else {"socket_timeout": 1, "socket_connect_timeout": 1}
    return {"BACKEND": "core.redis_cache.ForgivingRedisCache", "LOCATION": url, "OPTIONS": limits}


def media_from_url(url: str) -> dict[str, object] | None:
    """Return the storage for uploaded files that ``url`` names, None for the local disk.

    ``s3://key:secret@endpoint-host/bucket?region=…&public=https://files.example&originals=private-bucket`` is any S3
    service; ``public`` is the address visitors read the files from, where it differs from the endpoint.
    """
    if not url:
        return None
    options, query = _s3_options(url)
    options |= {"querystring_auth": False, "default_acl": None}
    if public := query.get("public"):
        options["custom_domain"] = public.split("://", 1)[-1].rstrip("/")
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def media_origin(url: str) -> str:
    """Return where browsers fetch uploads of the S3 service ``url`` names, ``https://files.example``; empty for no URL.

    The policy of the pages lets pictures come from there, which it otherwise forbids.
    """
    if not url:
        return ""
    options, query = _s3_options(url)
    if public := query.get("public"):
        return f"https://{public.split('://', 1)[-1].split('/', 1)[0]}"
    return str(options["endpoint_url"])


def originals_from_url(url: str) -> dict[str, object]:
    """Return the storage for originals in the S3 service of ``url``.

    They have a bucket of their own, ``originals=`` in the address or else the public one's name and ``-originals``:
    what makes a bucket public, its policy, reaches every object in it, whatever is said of the object itself.
    """
    options, query = _s3_options(url)
    bucket = query.get("originals") or f"{options['bucket_name']}-originals"
    if bucket == options["bucket_name"]:
        raise ImproperlyConfigured("MEDIA_URL: originals need a bucket of their own, which nobody else may read.")
    private = {**options, "bucket_name": bucket, "default_acl": "private", "querystring_auth": True}
    return {"BACKEND": "images.private_s3.PrivateS3Storage", "OPTIONS": private}


def _s3_options(url: str) -> tuple[dict[str, object], dict[str, str]]:
    """Return how the S3 service of ``url`` is reached, and what else the address says."""
    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    if parts.scheme != "s3" or not parts.hostname or not bucket:
        raise ImproperlyConfigured("MEDIA_URL must look like s3://key:secret@host/bucket?region=name.")
    needs("storages", "MEDIA_URL")
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    port = f":{parts.port}" if parts.port else ""
    scheme = "http" if query.get("tls") == "no" else "https"
    options: dict[str, object] = {
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "bucket_name": bucket,
        "endpoint_url": f"{scheme}://{parts.hostname}{port}",
        "region_name": query.get("region"),
        "file_overwrite": False,
    }
    return options, query


def search_url(url: str) -> str:
    """Return the address of the OpenSearch that ``url`` names, empty for PostgreSQL; refuse what gives away a password.

    ``https://user:password@host:9200/alias``: the alias is ``centre`` where none is named.
    """
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or not re.fullmatch(r"/?[a-z0-9_-]*/?", parts.path):
        raise ImproperlyConfigured("SEARCH_URL must look like https://user:password@host:9200/alias.")
    if parts.username and parts.scheme == "http":
        raise ImproperlyConfigured("SEARCH_URL sends a password: it must begin with https://.")
    return url
