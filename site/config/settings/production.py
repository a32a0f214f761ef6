"""Settings for a real site: refuses to start without its secrets, hosts, address and database."""

from config.database import database_from_url, with_statement_timeout
from config.env import env
from config.services import cache_from_url, media_from_url, media_origin, originals_from_url, required
from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES
from config.sign_in import staff_second_factor

DEBUG = False
DEMO_USERS = False
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)

SECRET_KEY = required("SECRET_KEY", "a long random text that nobody else knows")
hosts = required("ALLOWED_HOSTS", "the site's host names, separated by commas")
ALLOWED_HOSTS = [host.strip() for host in hosts.split(",") if host.strip()]
WAGTAILADMIN_BASE_URL = required("SITE_URL", "the site's address, such as https://izluchina.example").rstrip("/")
DATABASES = {
    "default": with_statement_timeout(
        database_from_url(required("DATABASE_URL", "postgresql://user:password@host:5432/name")),
        env.str("STATEMENT_TIMEOUT", default="0"),
    )
}

CACHES = {"default": cache_from_url(env.str("CACHE_URL", default=""))}
uploads_url = env.str("MEDIA_URL", default="")
if MEDIA_STORAGE := media_from_url(uploads_url):
    STORAGES = {**STORAGES, "default": MEDIA_STORAGE, "originals": originals_from_url(uploads_url)}
MEDIA_ORIGIN = media_origin(uploads_url)

# Mail
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 20  # seconds: a mail server that does not answer must not hold up the worker
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="webmaster@localhost")

# HTTPS
SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
STAFF_SECOND_FACTOR = staff_second_factor(default="required")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
    "root": {"handlers": ["stdout"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"django": {"handlers": ["stdout"], "propagate": False}},
}
