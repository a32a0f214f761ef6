"""Settings for trying the site and working on it: embedded database, live static files, demo users."""

from config.database import database_from_url, embedded_database
from config.env import VAR_DIR, env
from config.settings.base import *  # noqa: F403

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="development-only-never-in-production")
ALLOWED_HOSTS = ["*"]
DEMO_USERS = True

DATABASE_URL = env.str("DATABASE_URL", default="")
DATABASES = {
    "default": database_from_url(DATABASE_URL) if DATABASE_URL else embedded_database(VAR_DIR / "postgres")
}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
