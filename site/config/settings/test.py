"""Settings for the test suite: its own database, quick password hashes, tasks run at once, files thrown away."""

import os
import tempfile
from pathlib import Path

# Every provider is configured; the tests put a stand-in of their own in its place.
for _name in ("VK_ID", "YANDEX_ID", "MAILRU", "OK"):
    os.environ.setdefault(f"{_name}_CLIENT_ID", "test-client")
    os.environ.setdefault(f"{_name}_SECRET", "test-secret")

from config.database import database_from_url, database_url
from config.env import VAR_DIR, env
from config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "test-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DEMO_USERS = True
SERVE_MEDIA = True

DATABASE_URL = database_url(env.str("DATABASE_URL", default=""), VAR_DIR / "test-postgres")
DATABASES = {"default": {**database_from_url(DATABASE_URL), "CONN_MAX_AGE": 0}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="centre-media-"))
FRAME_STAMP = MEDIA_ROOT / "frame.stamp"  # its own, or parallel workers would make each other's frames stale
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
