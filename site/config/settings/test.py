"""Settings for the test suite: its own database, quick password hashes, tasks run at once, files thrown away."""

import atexit
import shutil
import tempfile
from pathlib import Path

from config.database import database_from_url, database_url
from config.env import VAR_DIR, env
from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS
from config.sign_in import Provider, provider_apps, provider_settings

DEBUG = False
SECRET_KEY = "test-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DEMO_USERS = True
SERVE_MEDIA = True

DATABASE_URL = database_url(env.str("DATABASE_URL", default=""), VAR_DIR / "test-postgres")
DATABASES = {"default": {**database_from_url(DATABASE_URL), "CONN_MAX_AGE": 0}}

_FILES = Path(tempfile.mkdtemp(prefix="centre-tests-"))
atexit.register(shutil.rmtree, _FILES, ignore_errors=True)
for _name in ("media", "static", "originals"):
    (_FILES / _name).mkdir()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = _FILES / "media"
FRAME_STAMP = _FILES / "frame.stamp"  # its own, or parallel workers would make each other's frames stale
STATIC_ROOT = _FILES / "static"  # empty: a live server finds the files where they are
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "originals": {
        "BACKEND": "images.storage.PrivateFileStorage",
        "OPTIONS": {"location": str(_FILES / "originals")},
    },
}
SEARCH_URL = ""
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Every provider is configured; the tests put a stand-in of their own in its place.
_PROVIDERS = [Provider(code, "client", "secret", "key") for code in ("vk", "yandex", "mailru", "odnoklassniki")]
INSTALLED_APPS = [*INSTALLED_APPS, *(app for app in provider_apps(_PROVIDERS) if app not in INSTALLED_APPS)]
SOCIALACCOUNT_PROVIDERS = provider_settings(_PROVIDERS)
