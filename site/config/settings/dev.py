"""Settings for trying the site and working on it: embedded database, demo users, no HTTPS.

DEBUG=1 (what ``make dev`` sets) serves static files live and shows tracebacks; without it everything
looks as it will in production.
"""

from config.database import database_from_url, database_url, with_statement_timeout
from config.env import VAR_DIR, env
from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="development-only-never-in-production")
ALLOWED_HOSTS = ["*"]
DEMO_USERS = True
SERVE_MEDIA = True

DATABASE_URL = database_url(env.str("DATABASE_URL", default=""), VAR_DIR / "postgres")
DATABASES = {
    "default": with_statement_timeout(database_from_url(DATABASE_URL), env.str("STATEMENT_TIMEOUT", default="0"))
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

if DEBUG:
    STORAGES = {
        **STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
