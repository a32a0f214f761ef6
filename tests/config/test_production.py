"""Production settings: what they refuse to start without, and which services they can name."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.database import database_from_url
from config.env import ROOT
from config.services import cache_from_url, media_from_url, originals_from_url, search_url

COMPLETE = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "izluchina.example",
    "SITE_URL": "https://izluchina.example",
    "DATABASE_URL": "postgresql://u:p@localhost/db",
}


def start(variables: dict[str, str], code: str = "") -> subprocess.CompletedProcess[str]:
    """Import the production settings in a process that knows only ``variables``."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"from config.settings import production as settings\n{code}"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "site"), **variables},
        cwd=ROOT / "site",
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", COMPLETE)
def test_production_refuses_to_start_and_names_what_is_missing(name: str) -> None:
    result = start({**COMPLETE, name: ""})
    assert result.returncode == 1
    assert f"The environment variable {name} is not set" in result.stderr.splitlines()[-1]


def test_production_is_safe_once_it_has_everything() -> None:
    code = "print(settings.DEBUG, settings.DEMO_USERS, settings.SESSION_COOKIE_SECURE, settings.ALLOWED_HOSTS)"
    result = start({**COMPLETE, "ALLOWED_HOSTS": "a.example, b.example,", "DEBUG": "yes"}, code)
    assert result.stdout.strip() == "False False True ['a.example', 'b.example']"


def test_production_does_not_believe_proxy_headers_unless_told() -> None:
    code = "print(getattr(settings, 'SECURE_PROXY_SSL_HEADER', None))"
    assert start(COMPLETE, code).stdout.strip() == "None"
    assert "HTTP_X_FORWARDED_PROTO" in start({**COMPLETE, "BEHIND_PROXY": "yes"}, code).stdout


def test_the_cache_lives_in_the_database_unless_redis_is_named() -> None:
    assert cache_from_url("")["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    assert cache_from_url("")["OPTIONS"] == {"MAX_ENTRIES": 20_000}  # Django's 300 would forget who tried how often
    assert cache_from_url("redis://localhost/0")["LOCATION"] == "redis://localhost/0"
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL must look like redis://"):
        cache_from_url("memcached://localhost")


@pytest.mark.parametrize("name", ["CACHE_URL", "MEDIA_URL"])
def test_a_service_without_its_package_is_refused_with_what_to_install(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.services.find_spec", lambda module: None)
    urls = {"CACHE_URL": "redis://localhost/0", "MEDIA_URL": "s3://k:s@host/bucket"}
    reader = {"CACHE_URL": cache_from_url, "MEDIA_URL": media_from_url}[name]
    with pytest.raises(ImproperlyConfigured, match=rf"{name} needs .* requirements-services.txt"):
        reader(urls[name])


def test_uploads_go_where_the_address_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.services.find_spec", lambda module: object())
    storage = media_from_url("s3://key:se%2Fcret@s3.example:9000/photos?region=ru-1&public=https://files.example/")
    assert storage is not None
    options = storage["OPTIONS"]
    assert isinstance(options, dict)
    assert options["endpoint_url"] == "https://s3.example:9000"
    assert (options["access_key"], options["secret_key"]) == ("key", "se/cret")
    assert (options["bucket_name"], options["region_name"]) == ("photos", "ru-1")
    assert options["custom_domain"] == "files.example"
    assert media_from_url("") is None


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("s3://k:s@s3.example:9000/photos?region=ru-1", "https://s3.example:9000"),
        ("s3://k:s@s3.example/photos?public=https://files.example/photos/", "https://files.example"),
    ],
)
def test_pages_may_show_the_pictures_of_a_bucket(url: str, origin: str) -> None:
    assert start({**COMPLETE, "MEDIA_URL": url}, "print(settings.MEDIA_ORIGIN)").stdout.strip() == origin
    assert start(COMPLETE, "print(repr(settings.MEDIA_ORIGIN))").stdout.strip() == "''"


def test_originals_have_a_bucket_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.services.find_spec", lambda module: object())
    address = "s3://key:secret@s3.example/photos?public=https://files.example"
    for url, bucket in ((address, "photos-originals"), (f"{address}&originals=vault", "vault")):
        options = originals_from_url(url)["OPTIONS"]
        assert isinstance(options, dict)
        assert (options["bucket_name"], options["querystring_auth"]) == (bucket, True)
        assert "custom_domain" not in options
    with pytest.raises(ImproperlyConfigured, match="a bucket of their own"):
        originals_from_url(f"{address}&originals=photos")


@pytest.mark.parametrize("url", ["s3://host", "https://host/bucket", "nonsense"])
def test_an_upload_address_that_names_no_bucket_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MEDIA_URL must look like s3://"):
        media_from_url(url)


def test_an_opensearch_is_named_by_its_address() -> None:
    assert search_url("") == ""
    for url in ("https://u:p@search.example:9200/centre", "http://10.0.0.5:9200", "https://search.example/"):
        assert search_url(url) == url
    code = "print(settings.SEARCH_URL)"
    assert start({**COMPLETE, "SEARCH_URL": "https://search.example"}, code).stdout.strip() == "https://search.example"


@pytest.mark.parametrize(
    "url", ["search.example:9200", "redis://host", "https:///x", "https://host/a/b", "https://h/Ж"]
)
def test_an_address_that_cannot_be_an_opensearch_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL must look like https://"):
        search_url(url)


def test_production_sends_no_password_over_plain_http() -> None:
    result = start({**COMPLETE, "SEARCH_URL": "http://user:secret@search.example:9200"})
    assert result.returncode == 1
    assert "it must begin with https://" in result.stderr.splitlines()[-1]
    assert "secret" not in result.stderr.splitlines()[-1]


def test_the_limit_of_a_query_is_for_the_web_server_alone() -> None:
    variables = {**COMPLETE, "STATEMENT_TIMEOUT": "5s", "DJANGO_SETTINGS_MODULE": "config.settings.production"}
    said = "print(settings.DATABASES['default']['OPTIONS']['options'])"
    assert "statement_timeout=5s" in start(variables, said).stdout
    as_command = f"""
import runpy, sys
sys.argv = ["manage.py", "version"]
runpy.run_path(r"{ROOT / "manage.py"}", run_name="__main__")
from django.conf import settings
{said}"""
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", as_command],
        env={"PATH": os.environ["PATH"], **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "statement_timeout=0 " in result.stdout


def test_a_database_machine_that_is_gone_is_waited_for_seconds_not_minutes() -> None:
    options = database_from_url("postgresql://u@host/db")["OPTIONS"]
    assert options == {"connect_timeout": 10}
    assert database_from_url("postgresql://u@host/db?connect_timeout=3")["OPTIONS"] == {"connect_timeout": 3}
